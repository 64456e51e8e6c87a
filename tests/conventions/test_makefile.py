"""What the Makefile sees to before anything runs."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_python_may_keep_what_it_compiled() -> None:
    """Where an image forbids it, every start would compile all of Nivas again: seconds, each time."""
    said = subprocess.run(
        ["make", "--silent", "--eval=probe: ; @echo \"<$$PYTHONDONTWRITEBYTECODE>\"", "probe"],
        cwd=ROOT, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert said.stdout == "<>\n"
