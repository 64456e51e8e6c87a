"""How money, moments, states and links look in a list."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin import display
from django.db.models import Model
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from backoffice.actions import page_of
from project.kernel.formats import format_money
from project.kernel.money import Money

# unfold's label colours: done, needs somebody, wrong, over.
STATE_COLOURS = {
    "held": "warning", "booked": "success", "staying": "success", "left": "", "lapsed": "", "cancelled": "danger",
    "started": "warning", "sent": "info", "arrived": "success", "failed": "danger",
    "succeeded": "success", "open": "info", "unknown": "warning", "created": "info", "expired": "",
    "waiting": "warning", "new": "warning", "done": "success", "ignored": "",
    "taken": "success", "blocked": "danger",
}  # fmt: skip


def money(field: str, title: Any) -> Callable[[Any, Any], str]:
    """A column of paise, shown as ₹12,34,567."""

    @display(description=title, ordering=field)
    def column(_admin: Any, row: Any) -> str:
        return format_money(Money(getattr(row, field)))

    return column


STATE = _("state")


def state(title: Any = STATE, field: str = "state") -> Callable[[Any, Any], tuple[str, str]]:
    """A column of the row's state as a coloured label with its word."""

    @display(description=title, ordering=field)
    def column(_admin: Any, row: Any) -> tuple[str, str]:
        return getattr(row, field), getattr(row, f"get_{field}_display")()

    column.label = STATE_COLOURS  # type: ignore[attr-defined]
    return column


def link(
    title: Any, read: Callable[[Any], Model | None], ordering: str = "", name: Callable[[Any], str] = str
) -> Callable[[Any, Any], str]:
    """A column that leads to another record's page, under that record's name or one of its own."""

    @display(description=title, ordering=ordering or None)
    def column(_admin: Any, row: Any) -> str:
        other = read(row)
        return link_to(other, name(other)) if other is not None else "–"

    return column


def link_to(record: Model, name: str = "") -> str:
    """A record's name as the way to it."""
    return format_html('<a class="office-link" href="{}">{}</a>', page_of(record), name or record)
