"""The portal and its mails speak Hindi and Kannada as completely as English."""

import re
import shlex
import shutil
import subprocess
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
LOCALES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
CODE = ("jobs", "portal", "project", "templates")
PLACEHOLDER = re.compile(r"%%|%\(\w+\)[a-z]|%[a-z]|\{\w*\}|</?[a-z][^>]*>")
BORROWED = ("portal/borrowed_words.py", "")
LENDERS = ("django.conf", "django.contrib.auth", "allauth")

Identity = tuple[str | None, str, str]
Problem = tuple[str, str]


def catalog_of(folder: Path, locale: str) -> polib.POFile:
    return polib.pofile(str(folder / locale / "LC_MESSAGES" / "django.po"))


def identities(catalog: polib.POFile) -> set[Identity]:
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalog if not entry.obsolete}


def placeholders(words: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(words))


def translations(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Each translation beside what it translates. A singular may write its number out, so the plural is the model."""
    if entry.msgid_plural:
        return [(entry.msgid_plural, words) for words in entry.msgstr_plural.values()]
    return [(entry.msgid, entry.msgstr)]


def unfinished(catalog: polib.POFile) -> list[Problem]:
    """What a translator has to look at, and why."""
    missing = [("missing", entry.msgid) for entry in catalog.untranslated_entries()]
    fuzzy = [("fuzzy", entry.msgid) for entry in catalog if entry.fuzzy]
    obsolete = [("obsolete", entry.msgid) for entry in catalog.obsolete_entries()]
    return missing + fuzzy + obsolete


def altered(catalog: polib.POFile) -> list[str]:
    """The messages whose translation lost or invented a placeholder or a tag."""
    pairs = [(entry.msgid, *pair) for entry in catalog for pair in translations(entry)]
    return [msgid for msgid, source, words in pairs if placeholders(source) != placeholders(words)]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code, in which `make messages` found every message: it writes beside what it reads."""
    copy = tmp_path_factory.mktemp("messages")
    for name in CODE:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.html.py"))
    (copy / "locale").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(copy)
        patch.setattr(settings, "LOCALE_PATHS", [])
        call_command(*arguments_of_make(), verbosity=0)
    return copy / "locale"


def arguments_of_make() -> list[str]:
    """What `make messages` gives to manage.py."""
    recipe = subprocess.run(["make", "-n", "messages"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    line = next(line for line in recipe.splitlines() if "makemessages" in line)
    words = shlex.split(line)
    return words[words.index("makemessages") :]


def lent() -> set[str]:
    """Every message of the packages we borrow words from."""
    homes = [Path(str(find_spec(package).origin)).parent for package in LENDERS]  # type: ignore[union-attr]
    return {entry.msgid for home in homes for entry in catalog_of(home / "locale", "en")}


class TestTheRulesThemselves:
    def test_see_what_is_unfinished(self) -> None:
        catalog = polib.POFile()
        catalog.append(polib.POEntry(msgid="Bed"))
        catalog.append(polib.POEntry(msgid="Room", msgstr="कमरा", flags=["fuzzy"]))
        catalog.append(polib.POEntry(msgid="Flat", msgstr="फ़्लैट", obsolete=True))
        catalog.append(polib.POEntry(msgid="House", msgstr="घर"))
        assert unfinished(catalog) == [("missing", "Bed"), ("fuzzy", "Room"), ("obsolete", "Flat")]

    def test_see_half_a_plural(self) -> None:
        catalog = polib.POFile()
        catalog.append(polib.POEntry(msgid="a bed", msgid_plural="%(n)s beds", msgstr_plural={0: "%(n)s बेड", 1: ""}))
        assert unfinished(catalog) == [("missing", "a bed")]

    @pytest.mark.parametrize(
        ("source", "words"),
        [
            ("Pay %(amount)s", "%(amout)s चुकाएँ"),
            ("Pay %(amount)s", "चुकाएँ"),
            ("%d beds", "बेड"),
            ("{name} lives here", "यहाँ रहते हैं"),
            ("<strong>%(n)s</strong> beds", "%(n)s बेड"),
        ],
    )
    def test_see_a_broken_placeholder(self, source: str, words: str) -> None:
        catalog = polib.POFile()
        catalog.append(polib.POEntry(msgid=source, msgstr=words))
        assert altered(catalog) == [source]

    def test_let_a_placeholder_move(self) -> None:
        catalog = polib.POFile()
        catalog.append(polib.POEntry(msgid="%(bed)s from %(day)s", msgstr="%(day)s से %(bed)s"))
        assert altered(catalog) == []


class TestCatalogs:
    def test_exist_for_the_languages_we_promise(self) -> None:
        assert sorted(LOCALES) == ["hi", "kn"]

    @pytest.mark.parametrize("locale", LOCALES)
    def test_are_finished(self, locale: str) -> None:
        assert unfinished(catalog_of(ROOT / "locale", locale)) == []

    @pytest.mark.parametrize("locale", LOCALES)
    def test_keep_every_placeholder(self, locale: str) -> None:
        assert altered(catalog_of(ROOT / "locale", locale)) == []

    @pytest.mark.parametrize("locale", LOCALES)
    def test_hold_exactly_what_the_code_says(self, locale: str, extracted: Path) -> None:
        kept, said = identities(catalog_of(ROOT / "locale", locale)), identities(catalog_of(extracted, locale))
        assert {"run `make messages` for": said - kept, "no longer said": kept - said} == {
            "run `make messages` for": set(),
            "no longer said": set(),
        }


class TestBorrowedWords:
    def test_are_still_what_the_packages_say(self, extracted: Path) -> None:
        borrowed = {entry.msgid for entry in catalog_of(extracted, "hi") if BORROWED in entry.occurrences}
        assert "This field is required." in borrowed
        assert borrowed - lent() == set()
