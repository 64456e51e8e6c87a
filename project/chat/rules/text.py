"""What people write, made safe to show: as text, never as anything else."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 4000
MOST_EMOJI = 6
# Marks on marks are how some scripts write; a tower of them is how some people break pages.
MOST_MARKS = 6

# Characters that turn the direction of what follows, or are never seen at all. The joiners stay: Hindi, Kannada and
# emoji need them.
UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
EMPTY_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'`{}|\\^]+", re.IGNORECASE)
TRAILING = ".,;:!?…"

_EMOJI = (
    "(?:[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3|[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u27bf"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff])"
)
_DRESSED = f"{_EMOJI}[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
ONE_EMOJI = re.compile(f"{_DRESSED}(?:\u200d{_DRESSED})*")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a message: plain words, or words that lead to an address."""

    text: str
    url: str = ""


def clean_text(raw: str) -> str:
    """The words without what cannot be seen: controls, turned directions, towers of marks, and empty ends."""
    plain = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    plain = CONTROLS.sub("", UNSEEN.sub("", plain))
    return EMPTY_LINES.sub("\n\n", _without_towers(plain)).strip()


def is_only_emoji(text: str) -> bool:
    """True for one to six emoji and nothing else: they may be shown large."""
    bare = "".join(text.split())
    found = ONE_EMOJI.findall(bare)
    return 0 < len(found) <= MOST_EMOJI and not ONE_EMOJI.sub("", bare)


def parts_of(text: str) -> list[Part]:
    """Words and web addresses in their order; a full stop after an address is not part of it."""
    parts, end = [], 0
    for found in ADDRESS.finditer(text):
        address = _without_trailing(found.group())
        if found.start() > end:
            parts.append(Part(text[end : found.start()]))
        parts.append(Part(address, url=address))
        end = found.start() + len(address)
    return [*parts, Part(text[end:])] if text[end:] else parts


def _without_trailing(address: str) -> str:
    bare = address.rstrip(TRAILING)
    return bare.rstrip(")") if bare.endswith(")") and "(" not in bare else bare


def _without_towers(text: str) -> str:
    kept, height = [], 0
    for character in text:
        height = height + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if height <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)
