"""Every pair of colours that meets on a page can be read, in both themes."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

from portal.design_tokens import Colour, parse_colours, read_colours

STATIC = Path(settings.BASE_DIR) / "static" / "nivas"
GROUNDS = ("paper", "card", "sunken")
TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "muted", "peacock", "leaf", "amber", "brick") for ground in GROUNDS),
    *((ink, "peacock-soft") for ink in ("ink", "muted", "peacock")),
    *(("ink", f"{tone}-soft") for tone in ("leaf", "amber", "brick", "marigold")),
    *((tone, f"{tone}-soft") for tone in ("leaf", "amber", "brick")),
    *(("peacock", f"{tone}-soft") for tone in ("leaf", "amber", "brick", "marigold")),
    ("on-peacock", "peacock"),
    ("on-peacock", "peacock-strong"),
    ("on-brick", "brick"),
    ("on-brick", "brick-strong"),
    ("on-marigold", "marigold"),
    ("on-marigold", "marigold-strong"),
    ("on-night", "night"),
    ("on-night-muted", "night"),
    ("marigold", "night"),
]
OUTLINE_PAIRS = [(line, ground) for line in ("edge", "peacock", "brick") for ground in GROUNDS]


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def used_names(folder: Path) -> set[str]:
    return {name for file in folder.rglob("*.css") for name in re.findall(r"var\(--([a-z0-9-]+)", file.read_text())}


def declared_names(folder: Path) -> set[str]:
    return {name for file in folder.rglob("*.css") for name in re.findall(r"--([a-z0-9-]+):", file.read_text())}


class TestContrast:
    def test_measures_what_the_guidelines_measure(self):
        assert contrast("#000000", "#ffffff") == pytest.approx(21)
        assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)

    @pytest.mark.parametrize("theme", Colour._fields)
    @pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
    def test_text_can_be_read(self, ink, ground, theme):
        colours = read_colours()

        assert contrast(getattr(colours[ink], theme), getattr(colours[ground], theme)) >= 4.5

    @pytest.mark.parametrize("theme", Colour._fields)
    @pytest.mark.parametrize(("line", "ground"), OUTLINE_PAIRS)
    def test_outlines_of_controls_can_be_seen(self, line, ground, theme):
        colours = read_colours()

        assert contrast(getattr(colours[line], theme), getattr(colours[ground], theme)) >= 3


class TestParseColours:
    def test_reads_both_themes(self):
        assert parse_colours("--ink: light-dark(#1d1b20, #f3f0ea);") == {"ink": Colour("#1d1b20", "#f3f0ea")}

    def test_leaves_out_what_is_no_plain_colour(self):
        assert parse_colours("--shade: light-dark(rgb(0 0 0 / 0.1), #000000); --space-1: 0.25rem;") == {}


class TestStyleSheets:
    def test_use_only_names_that_exist(self):
        set_by_unfold = {"color-"}

        missing = {name for name in used_names(STATIC) - declared_names(STATIC) if not name.startswith(*set_by_unfold)}

        assert missing == set()

    def test_pages_take_their_colours_from_the_tokens(self):
        pages = [*(STATIC / "pages").glob("*.css")]

        written = {file.name: re.findall(r"#[0-9a-f]{3,8}\b", file.read_text()) for file in pages}

        assert {name: colours for name, colours in written.items() if colours} == {}

    def test_latin_fonts_stay_small(self):
        fonts = [STATIC / "fonts" / name for name in ("inter.woff2", "bricolage-grotesque.woff2")]

        assert sum(font.stat().st_size for font in fonts) < 50_000

    def test_every_font_has_its_licence_beside_it(self):
        fonts = sorted((STATIC / "fonts").glob("*.woff2"))

        assert [font.name for font in fonts if not font.with_suffix(".OFL.txt").exists()] == []


class TestScripts:
    def test_fit_the_budget_with_htmx(self):
        import django_htmx

        htmx = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
        scripts = [htmx, STATIC / "app.js", *(STATIC / "js").glob("*.js")]

        assert sum(len(gzip.compress(script.read_bytes())) for script in scripts) < 60_000
