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
