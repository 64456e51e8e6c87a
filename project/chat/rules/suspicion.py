"""What about a message somebody should look at. Plain rules that can be explained to whoever asks.

A flagged message is delivered all the same: a wrong guess must not silence a person who needs help. Only what is
plainly spam is refused, at once and with a sentence, and leaves a flag with its words.
"""

import re
from dataclasses import dataclass
from itertools import chain

from project.chat.rules.text import ADDRESS
from project.chat.rules.words import ABUSE, LURES

MANY_LINKS = 3
SPAM_LINKS = 6
# So often the same words by the same author within `REPEATED_MINUTES`, this one included.
REPEATED = 3
SPAM_REPEATED = 5
REPEATED_MINUTES = 10
SHORT = 12

REPEATED_TEXT, LINKS, ABUSIVE, LURE = "repeated_text", "many_links", "abusive_words", "payment_lure"

PHONE = re.compile(r"(?<!\d)(?:\+?91[\s-]?)?[6-9]\d{4}[\s-]?\d{5}(?!\d)")
PAYMENT_ADDRESS = re.compile(r"\b[a-z0-9._-]{2,}@(?:ok[a-z]+|ybl|ibl|axl|paytm|upi|apl|kotak|sbi|hdfcbank|icici)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """What the rules look at: the words, whether a guest wrote them, and how often they were said just before."""

    text: str
    by_guest: bool = False
    said_before: int = 0


def suspicions(said: Said) -> list[str]:
    """Every reason to look at a message, none for most."""
    words = said.text.lower()
    found = {
        REPEATED_TEXT: _is_repeated(said, REPEATED),
        LINKS: _links(said) >= MANY_LINKS,
        ABUSIVE: _has_any(words, chain.from_iterable(ABUSE.values())),
        LURE: said.by_guest and _lures(words),
    }
    return [reason for reason, is_so in found.items() if is_so]


def is_spam(said: Said) -> bool:
    """True for what no person writes to their house: the same again and again, or a heap of links from a guest."""
    return _is_repeated(said, SPAM_REPEATED) or (said.by_guest and _links(said) >= SPAM_LINKS)


def may_be_repeated(text: str) -> bool:
    """Whether saying it again means anything: everybody says "ok" often."""
    return len(text) >= SHORT


def _is_repeated(said: Said, often: int) -> bool:
    return may_be_repeated(said.text) and said.said_before + 1 >= often


def _links(said: Said) -> int:
    return len(ADDRESS.findall(said.text))


def _lures(words: str) -> bool:
    if PAYMENT_ADDRESS.search(words):
        return True
    return bool(PHONE.search(words)) and _has_any(words, LURES)


def _has_any(words: str, listed: object) -> bool:
    pattern = "|".join(re.escape(word) for word in listed)  # type: ignore[attr-defined]  # any iterable of words
    return re.search(rf"(?<!\w)(?:{pattern})(?!\w)", words) is not None
