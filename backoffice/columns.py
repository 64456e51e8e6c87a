"""How money, moments, states and links look, in a list as on a record's page."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import display
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from backoffice.actions import page_of
from project.environment import environment
from project.kernel.formats import format_money
from project.kernel.money import Money

Show = Callable[[Any, Any], str]

NOTHING = "–"
STATE = _("state")
# Done, needs somebody soon, wrong or late; everything else is quiet. The word always stands beside the colour.
TONES: Mapping[str, str] = {
    "held": "amber", "booked": "peacock", "staying": "leaf", "cancelled": "brick",
    "started": "amber", "sent": "peacock", "arrived": "leaf", "failed": "brick",
    "succeeded": "leaf", "open": "peacock", "unknown": "amber", "created": "peacock",
    "needs_response": "brick", "warning": "amber", "under_review": "peacock", "won": "leaf", "lost": "brick",
    "matched": "leaf", "returning": "amber", "returned": "leaf", "running": "peacock", "stopped": "amber",
    "offered": "peacock", "waiting": "amber", "new": "amber", "done": "leaf", "active": "leaf", "pending": "amber", "taken": "leaf", "blocked": "brick", "free": "peacock",
}  # fmt: skip


def badge(word: Any, tone: str = "") -> str:
    """A word on the ground of its tone."""
    return format_html('<span class="office-badge" data-tone="{}">{}</span>', tone, word)


def money(field: str, title: Any) -> Show:
    """A column of paise, shown as ₹12,34,567."""

    @display(description=title, ordering=field)
    def column(_admin: Any, row: Any) -> str:
        return format_money(Money(getattr(row, field)))

    return column


def state(title: Any = STATE, field: str = "state") -> Show:
    """The row's state as a word on its tone."""

    @display(description=title, ordering=field)
    def column(_admin: Any, row: Any) -> str:
        return badge(getattr(row, f"get_{field}_display")(), TONES.get(getattr(row, field), ""))

    return column


def flag(field: str, title: Any, *, yes: Any, no: Any, tones: tuple[str, str] = ("leaf", "")) -> Show:
    """A yes or no in words of its own."""

    @display(description=title, ordering=field)
    def column(_admin: Any, row: Any) -> str:
        is_so = bool(getattr(row, field))
        return badge(yes if is_so else no, tones[0] if is_so else tones[1])

    return column


def moment(field: str, title: Any) -> Show:
    """When something was, to the minute."""

    @display(description=title, ordering=field)
    def column(_admin: Any, row: Any) -> str:
        at = getattr(row, field)
        return when(at) if at else NOTHING

    return column


def when(at: datetime) -> str:
    """`21 Nov, 7:25 pm` on the house's clock, with the year when it is not this one."""
    return f"{date_format(localtime(at), with_year('j M', at.year))}, {time_of(at)}"


def day_of(on: date) -> str:
    """`Sun 22 Nov`, with the year when it is not this one."""
    return date_format(on, with_year("D j M", on.year))


def now() -> datetime:
    """The process's clock plus the travelled seconds: words in a list never cost a query."""
    return timezone.now() + timedelta(seconds=environment.nivas_clock_offset)


def today() -> date:
    """The day it is."""
    return localtime(now()).date()


def with_year(pattern: str, year: int) -> str:
    """A date's pattern; this year goes without saying."""
    return pattern if year == today().year else f"{pattern} Y"


def time_of(at: datetime) -> str:
    """`7:25 pm`, as the website writes it."""
    return time_format(localtime(at)).replace("AM", "am").replace("PM", "pm")


def day(field: str, title: Any) -> Show:
    """A day."""

    @display(description=title, ordering=field)
    def column(_admin: Any, row: Any) -> str:
        on = getattr(row, field)
        return day_of(on) if on else NOTHING

    return column


def code(field: str, title: Any) -> Show:
    """A number or name that machines gave."""

    @display(description=title, ordering=field)
    def column(_admin: Any, row: Any) -> str:
        kept = getattr(row, field)
        return format_html('<code class="office-code">{}</code>', kept) if kept else NOTHING

    return column


def number(title: Any) -> Show:
    """The number a record goes by outside."""

    @display(description=title)
    def column(_admin: Any, row: Any) -> str:
        return format_html('<code class="office-code">{}</code>', row.public_id)

    return column


def link(title: Any, read: Callable[[Any], Model | None], ordering: str = "", name: Callable[[Any], str] = str) -> Show:
    """A column that leads to another record's page, under that record's name or one of its own."""

    @display(description=title, ordering=ordering or None)
    def column(_admin: Any, row: Any) -> str:
        other = read(row)
        return link_to(other, name(other)) if other is not None else NOTHING

    return column


def link_to(record: Model, name: str = "") -> str:
    """A record's name as the way to it."""
    return format_html('<a class="office-link" href="{}">{}</a>', page_of(record), name or record)


def postings(read: Callable[[Any], str] = lambda row: row.source) -> Show:
    """The way to what a record moved in the ledger; it is posted under the record's own name."""

    @display(description=_("in the ledger"))
    def column(_admin: Any, row: Any) -> str:
        return postings_link(read(row)) if read(row) else NOTHING

    return column


def postings_link(source: str, words: str = "") -> str:
    """The postings that name something as their cause or their subject."""
    url = f"{reverse('admin:ledger_posting_changelist')}?{urlencode({'q': source})}"
    return format_html('<a class="office-link" href="{}">{}</a>', url, words or _("Its postings"))
