"""The little fonts that write each language's own name: every letter of it is in one of them."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from portal.templatetags.nivas import language_names

FONTS = Path("static/nivas/fonts")


@pytest.mark.parametrize(("code", "name"), language_names())
def test_has_its_letters(code, name):
    letters = {ord(letter) for letter in name if not letter.isascii()}

    assert any(letters <= TTFont(font).getBestCmap().keys() for font in FONTS.glob("language-name-*.woff2"))
