"""What tokens.css says, for places that cannot read CSS variables: mails, PDFs and tests."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.contrib.staticfiles import finders

TOKEN = re.compile(r"--([a-z0-9-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\);")


class Colour(NamedTuple):
    """One colour in both themes, as hex."""

    light: str
    dark: str


def parse_colours(css: str) -> dict[str, Colour]:
    """Find every `--name: light-dark(#…, #…)` of a style sheet; later ones win."""
    return {name: Colour(light, dark) for name, light, dark in TOKEN.findall(css)}


@cache
def read_colours() -> dict[str, Colour]:
    """Read the colours of `static/nivas/tokens.css`, once a process."""
    path = finders.find("nivas/tokens.css")
    if path is None:
        raise FileNotFoundError("nivas/tokens.css is not among the static files")
    return parse_colours(Path(path).read_text())
