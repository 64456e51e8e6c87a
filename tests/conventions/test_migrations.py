"""Migrations are named by hand, linear, and import nothing that may change under them."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parents[2]
MIGRATIONS = sorted((ROOT / "project").glob("*/migrations/0*.py"))


def is_automatic(name: str) -> bool:
    """Names Django would have chosen: they say which fields moved, not why."""
    return bool(re.search(r"_(auto|initial|alter|remove|rename|add|delete)_|_initial$|_and_more$", name))


class TestNames:
    @pytest.mark.parametrize("name", ["0002_auto_20260101", "0001_initial", "0003_alter_user_name", "0002_x_and_more"])
    def test_the_rule_sees_an_automatic_name(self, name: str) -> None:
        assert is_automatic(name)

    @pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
    def test_are_ours(self, path: Path) -> None:
        assert not is_automatic(path.stem)


class TestOrder:
    @pytest.mark.parametrize("folder", sorted({path.parent for path in MIGRATIONS}), ids=lambda path: path.parts[-2])
    def test_is_linear(self, folder: Path) -> None:
        numbers = [path.stem[:4] for path in sorted(folder.glob("0*.py"))]

        assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]

    @pytest.mark.parametrize("domain", ["catalog", "payments", "booking", "chat", "ledger", "content"])
    def test_puts_every_library_before_a_domain(self, domain: str) -> None:
        loader = MigrationLoader(None)
        ours = {"kernel", *settings.DOMAINS}
        related = {app for app, _ in loader.graph.nodes if app not in ours} - {"contenttypes", "sessions"}
        [leaf] = loader.graph.leaf_nodes(domain)

        assert related <= {app for app, _ in loader.graph.forwards_plan(leaf)}
