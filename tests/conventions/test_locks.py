"""Row locks live in `locks.py` (and the one claim statement), so that their order can be read in one place."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ALLOWED = {"locks.py", "claim.py", "triggers.py"}
LOCKING = re.compile(r"select_for_update|FOR (NO KEY )?UPDATE|pg_(try_)?advisory", re.IGNORECASE)


def locks_rows(source: str) -> bool:
    """True for code that takes a lock; comments and docstrings may speak of one."""
    code = re.sub(r'"""[\s\S]*?"""', lambda match: match.group() if "SELECT" in match.group() else "", source)
    return any(LOCKING.search(line.split("#")[0]) for line in code.splitlines())


class TestTheRuleItself:
    @pytest.mark.parametrize("line", ["Unit.objects.select_for_update()", 'x = "SELECT 1 FROM t FOR UPDATE"'])
    def test_sees_a_lock(self, line: str) -> None:
        assert locks_rows(line)

    def test_lets_words_about_locks_pass(self) -> None:
        assert not locks_rows('"""Uses select_for_update elsewhere."""\nx = 1  # FOR UPDATE')


PRODUCT = [path for path in sorted((ROOT / "project").rglob("*.py")) if "migrations" not in path.parts]
# Where test databases are made there is no row yet, and nobody but other test runs to wait for.
MAKES_TEST_DATABASES = ROOT / "project/kernel/postgres/creation.py"


@pytest.mark.parametrize("path", PRODUCT, ids=lambda path: str(path.relative_to(ROOT)))
def test_locks_are_taken_in_locks_py(path: Path) -> None:
    if path.name not in ALLOWED and "stripesim" not in path.parts and path != MAKES_TEST_DATABASES:
        assert not locks_rows(path.read_text())
