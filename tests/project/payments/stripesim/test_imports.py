import ast
import subprocess
import sys
from pathlib import Path

import pytest

import project.payments.stripesim

PACKAGE = Path(project.payments.stripesim.__file__).parent
OWN = "project.payments.stripesim"
# What the SDK itself stands on; it comes with stripe.
ALLOWED = sys.stdlib_module_names | {"stripe", "typing_extensions"}


def imported_by(source: str) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level + (node.module or ""))
    return names


def strangers(source: str) -> set[str]:
    own = {name for name in imported_by(source) if name == OWN or name.startswith(OWN + ".")}
    return {name for name in imported_by(source) - own if name.split(".")[0] not in ALLOWED}


class TestImports:
    @pytest.mark.parametrize("module", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
    def test_are_only_stripe_and_the_standard_library(self, module: Path) -> None:
        assert strangers(module.read_text(encoding="utf-8")) == set()

    @pytest.mark.parametrize(
        ("source", "found"),
        [
            ("import django", {"django"}),
            ("from project.kernel import money", {"project.kernel"}),
            ("from project import payments", {"project"}),
            ("def late():\n    from requests import get", {"requests"}),
            ("from . import models", {"."}),
            ("import json, stripe.checkout\nfrom project.payments.stripesim.clock import Clock", set()),
        ],
    )
    def test_are_seen_wherever_they_stand(self, source: str, found: set[str]) -> None:
        assert strangers(source) == found

    def test_bring_no_django_at_run_time(self) -> None:
        script = (
            "import sys, project.payments.stripesim.__main__; "
            "print([m for m in sys.modules if m.split('.')[0] == 'django' or "
            "(m.startswith('project.') and not 'project.payments.stripesim'.startswith(m) "
            "and not m.startswith('project.payments.stripesim.'))])"
        )

        loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

        assert loaded.stdout.strip() == "[]"

    def test_of_the_folders_above_bring_nothing(self) -> None:
        assert (PACKAGE.parent / "__init__.py").read_text() == ""
        assert (PACKAGE.parent.parent / "__init__.py").read_text() == ""
