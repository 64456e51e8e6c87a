"""Each gate of CI refuses what it is there for: a violation is planted in a copy of the tree."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.__main__ import LINT, ROOT

GATES = {gate.name: gate for gate in LINT}
NOT_COPIED = shutil.ignore_patterns(".venv", ".nivas", ".git", "tests", "locale", "__pycache__", "pictures", "*.png")
# The gate, the file, what is written at its end, and a word of the complaint.
PLANTS = [
    ("ruff", "project/booking/rules.py", "from django.utils.timezone import now\n\nNOW = now\n", "the one clock"),
    ("ruff", "project/booking/queries/plant.py", "from django.http import HttpRequest\n", "Only faces speak HTTP"),
    ("ruff", "project/booking/rules.py", "def shout() -> None:\n    print()\n", "T201"),
    ("format", "project/booking/rules.py", "SIGHT  =  1\n", "rules.py"),
    ("imports", "project/payments/rules.py", "import project.booking.rules\n", "Domains stand in one order"),
    ("imports", "project/booking/rules.py", "import portal.navigation\n", "Domains know no face and no clock"),
    ("imports", "portal/navigation.py", "import backoffice.roles\n", "Faces and the clock do not know each other"),
    ("imports", "project/payments/stripesim/plant.py", "import django\n", "BROKEN"),
    ("types", "project/booking/rules.py", 'HORIZON_WEEKS: int = "many"\n', "Incompatible types in assignment"),
    ("templates", "templates/base.html", '<p style="color: red">Red</p>\n', "H021"),
    ("checks", "project/urls.py", 'urlpatterns += [path("/twice", lambda request: None)]\n', "urls.W002"),
    ("deployment", "project/settings.py", "SECURE_HSTS_SECONDS = 0\n", "security.W004"),
    ("migrations", "project/catalog/models.py", "class Plant(models.Model):\n    pass\n", "Create model Plant"),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    tree = tmp_path_factory.mktemp("tree") / "nivas"
    shutil.copytree(ROOT, tree, ignore=NOT_COPIED)
    return tree


def run(gate: str, tree: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **GATES[gate].environment, "PYTHONPATH": str(tree), "COLUMNS": "200"}
    everything = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    return subprocess.run(GATES[gate].command, cwd=tree, env=environment, check=False, **everything)


@pytest.mark.slow
@pytest.mark.timeout(300)
class TestEveryGate:
    def test_is_tried(self):
        assert {plant[0] for plant in PLANTS} == set(GATES)

    @pytest.mark.parametrize(("gate", "file", "plant", "word"), PLANTS)
    def test_refuses_what_it_is_there_for(self, copy, gate, file, plant, word):
        planted = copy / file
        before = planted.read_text() if planted.exists() else None
        planted.write_text(f"{before or ''}\n\n{plant}")
        try:
            answer = run(gate, copy)
        finally:
            planted.unlink() if before is None else planted.write_text(before)

        assert answer.returncode != 0
        assert word in answer.stdout
