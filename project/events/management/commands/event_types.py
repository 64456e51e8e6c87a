"""`manage.py event_types > docs/events.md`: every event there is, for people who write subscribers."""

from typing import Any

from django.core.management.base import BaseCommand

from project.events.registry import EventType, event_types, subscribers

HEAD = """# Events

What Nivas tells, written by `manage.py event_types` from each domain's `event_types.py`. How events travel, and how to
listen to them, stands in `project/events/README.md`.
"""


class Command(BaseCommand):
    """Writes the page from what is declared, so that it is never behind."""

    help = "Print every type of event with its payload and its subscribers, as Markdown."

    def handle(self, *args: Any, **options: Any) -> None:
        """One section a type."""
        self.stdout.write("\n".join([HEAD, *(_section(kind) for kind in event_types())]).rstrip())


def _section(kind: EventType) -> str:
    listeners = [f"`{one.name}`" for one in subscribers() if kind.name in one.types]
    heard = f"heard by {', '.join(listeners)}" if listeners else "nobody listens yet"
    rows = [f"| `{name}` | {holds}{_unless(kind, name)} |" for name, holds in kind.fields.items()]
    return "\n".join(
        [
            f"## {kind.name}",
            f"{kind.about} Version {kind.version}; in the order of its `{kind.key}`; {heard}.",
            "",
            "| payload | holds |",
            "|---|---|",
            *rows,
            "",
        ]
    )


def _unless(kind: EventType, name: str) -> str:
    return ", or nothing" if name in kind.optional else ""
