"""Lighthouse's score for performance, as a phone: the pages that strangers see first, five times each."""

import re
import urllib.request

from tests.benchmarks.bench import Bench
from tests.benchmarks.house import demo_city
from tests.benchmarks.rows import OURS, Row
from tests.lighthouse import LighthouseFailed, judge

TIMES = 5
HOUSE_LINK = re.compile(r'href="(/rooms/[\w-]+/)')


def pages(bench: Bench) -> list[Row]:
    """A row a page, with every score; the goal looks at the median."""
    with demo_city(bench.home / "city") as port:
        address = f"http://127.0.0.1:{port}"
        return [score(name, address + path) for name, path in paths_of(address).items()]


def paths_of(address: str) -> dict[str, str]:
    """Home, search, and the first house of the search."""
    with urllib.request.urlopen(f"{address}/rooms/", timeout=30) as response:
        house = HOUSE_LINK.search(response.read().decode())
    return {"home": "/", "search": "/rooms/", "house": house[1] if house else "/"}


def score(name: str, address: str) -> Row:
    """One page's scores."""
    scores = [performance(address) for _ in range(TIMES)]
    return Row(f"page {name}", OURS, facts={"scores": scores})


def performance(address: str) -> int:
    """One score; asked once more when Lighthouse has lost its browser on the way."""
    try:
        return judge(address, "performance").scores["performance"]
    except LighthouseFailed:
        return judge(address, "performance").scores["performance"]
