"""Templates use what exists: icons that are drawn, elements that are ours, no inline styles or scripts."""

import re
import zipfile
from pathlib import Path

import lucide
import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
ICON = re.compile(r'{% icon "([a-z0-9-]+)"|icon(?:_after)?="([a-z0-9-]+)"')
INLINE = re.compile(
    r"<[a-z][^>]*\s(?:style|on[a-z]+)=|<script(?![^>]*\b(?:src|type=\"application/)[^>]*)[^>]*>\s*[^<\s]"
)

# A form of ours that asks for something; the browser's own bubbles speak neither our language nor our look.
SILENT = re.compile(r'<form(?![^>]*\bnovalidate\b)[^>]*method="post"[^>]*>(?:(?!</form>).)*?{{ *form', re.DOTALL)
# Django's and unfold's own pages, which our office only dresses.
THEIRS = {"admin", "unfold", "wagtailadmin"}


def drawn() -> set[str]:
    with zipfile.ZipFile(Path(lucide.__file__).parent / "lucide.zip") as archive:
        return {name.removesuffix(".svg") for name in archive.namelist()}


def icons_in(source: str) -> set[str]:
    return {first or second for first, second in ICON.findall(source)}


class TestTheRulesThemselves:
    def test_find_an_icon(self) -> None:
        assert icons_in('{% icon "bed" %}{% include "x" with icon="sofa" %}') == {"bed", "sofa"}

    @pytest.mark.parametrize("line", ['<p style="color: red">', '<a onclick="go()">', "<script>go()</script>"])
    def test_see_what_a_strict_policy_would_block(self, line: str) -> None:
        assert INLINE.search(line)

    @pytest.mark.parametrize(("form", "is_silent"), [("", False), (" novalidate", True)])
    def test_hear_a_form_that_lets_the_browser_speak(self, form: str, is_silent: bool) -> None:
        assert bool(SILENT.search(f'<form method="post"{form}>{{{{ form }}}}</form>')) is not is_silent

    @pytest.mark.parametrize("line", ['<p class="style">', '<script src="/x.js"></script>'])
    def test_let_what_is_fine_pass(self, line: str) -> None:
        assert not INLINE.search(line)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
class TestTemplates:
    def test_compiles(self, path: Path) -> None:
        assert get_template(str(path.relative_to(ROOT / "templates")))

    def test_shows_only_icons_that_are_drawn(self, path: Path) -> None:
        assert sorted(icons_in(path.read_text()) - drawn()) == []

    def test_has_nothing_inline(self, path: Path) -> None:
        if "notifications" not in path.parts and "pdf" not in path.parts:  # mails and paper know no policy
            assert INLINE.findall(path.read_text()) == []

    def test_speaks_for_itself_when_a_form_is_not_complete(self, path: Path) -> None:
        if not THEIRS & set(path.parts):
            assert SILENT.findall(path.read_text()) == []
