"""The page about events says what is declared."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command

from project.events import registry

ROOT = Path(__file__).resolve().parents[3]


def test_the_page_of_events_is_up_to_date() -> None:
    registry.forget_type("test.happened")
    told = StringIO()

    call_command("event_types", stdout=told)

    written = (ROOT / "docs" / "events.md").read_text()
    assert told.getvalue() == written, "Run: manage.py event_types > docs/events.md"
