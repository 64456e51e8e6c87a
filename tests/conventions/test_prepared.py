"""A prepared statement that writes what history keeps says who acts, for nothing can be sent ahead of it."""

import re
import sys

from django.apps import apps

from project.kernel.prepared import PreparedStatement

WRITES = re.compile(r"\b(?:INSERT INTO|UPDATE|DELETE FROM) (?:public\.)?(\w+)")


def statements() -> dict[str, str]:
    """The SQL of each, by where it stands."""
    ours = [module for name, module in sorted(sys.modules.items()) if name.startswith("project.")]
    found = [(module, name, value) for module in ours for name, value in vars(module).items()]
    return {
        f"{module.__name__}.{name}": value.sql for module, name, value in found if isinstance(value, PreparedStatement)
    }


def forgets_history(sql: str) -> bool:
    kept = {model._meta.db_table for model in apps.get_models() if hasattr(model, "pgh_event_models")}
    return not kept.isdisjoint(WRITES.findall(sql)) and not re.search(r"FROM .*\bhistory\b", sql)


class TestPreparedStatements:
    def test_take_history_along_where_it_keeps_what_they_write(self) -> None:
        assert len(statements()) >= 6
        assert [place for place, sql in statements().items() if forgets_history(sql)] == []

    def test_are_caught_when_they_forget_it(self) -> None:
        assert forgets_history("INSERT INTO booking_booking (id) VALUES (1)")
        assert forgets_history("UPDATE booking_unit SET label = ''")
        assert not forgets_history("INSERT INTO public.nivas_cache AS kept (value) VALUES (1)")
