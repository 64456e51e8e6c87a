"""Files and functions stay small enough to read in one go (STYLE: 300 lines, 40 lines, views 20)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("project", "portal", "backoffice", "jobs")
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LONGEST_VIEW = 20


def product_files() -> list[Path]:
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return sorted(path for path in files if "migrations" not in path.parts)


def too_long_functions(source: str, limit: int, *, only_views: bool = False) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (not only_views or is_view(node)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > limit:
                yield f"{node.name} is {length} lines"


def is_view(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    first = node.args.args[0] if node.args.args else None
    return bool(first and first.arg == "request" and node.decorator_list)


class TestTheRuleItself:
    def test_sees_a_long_function(self) -> None:
        source = "def f():\n" + "    x = 1\n" * 45

        assert list(too_long_functions(source, LONGEST_FUNCTION)) == ["f is 46 lines"]

    def test_lets_a_short_one_pass(self) -> None:
        assert list(too_long_functions("def f():\n    return 1\n", LONGEST_FUNCTION)) == []


@pytest.mark.parametrize("path", product_files(), ids=lambda path: str(path.relative_to(ROOT)))
class TestSizes:
    def test_file_is_short(self, path: Path) -> None:
        assert len(path.read_text().splitlines()) <= LONGEST_FILE

    def test_functions_are_short(self, path: Path) -> None:
        assert list(too_long_functions(path.read_text(), LONGEST_FUNCTION)) == []

    def test_views_are_short(self, path: Path) -> None:
        if path.parts[-1] == "views.py":
            assert list(too_long_functions(path.read_text(), LONGEST_VIEW, only_views=True)) == []
