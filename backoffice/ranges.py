"""Filters with two ends: days, moments, amounts and numbers. Either end may be left open; both are included."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import admin
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminDecimalFieldWidget, UnfoldAdminIntegerFieldWidget

from backoffice.actions import DateField
from project.kernel.clock import HOUSE_ZONE
from project.kernel.formats import format_money
from project.kernel.money import Money

# Far enough for every lease, and near enough for every calendar and clock to reckon with.
DAYS = (MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31)))
END_OPEN = {"from": _("From"), "to": _("To")}


@dataclass(frozen=True, slots=True)
class Kind:
    """How an end is typed, what two ends ask of the rows, and how an end is said."""

    field: Callable[..., forms.Field]
    ask: Callable[[str, Any, Any], dict[str, Any]]
    say: Callable[[Any], str]


class Range(admin.ListFilter):
    """Rows between two ends. What cannot be read is told beside its field and asks for nothing."""

    template = "backoffice/_range.html"
    name: ClassVar[str]
    kind: ClassVar[Kind]

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: type[Model], model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        self.used_parameters = {name: params.pop(name)[-1] for name in self.expected_parameters() if name in params}

    @cached_property
    def form(self) -> forms.Form:
        """Both ends as they were typed, already looked at."""
        form = forms.Form(self.used_parameters)
        for end, label in END_OPEN.items():
            form.fields[f"{self.name}_{end}"] = self.kind.field(label=label, required=False)
        form.full_clean()
        return form

    def ends(self) -> tuple[Any, Any]:
        """What could be read, None for an open end."""
        first, last = (self.form.cleaned_data.get(f"{self.name}_{end}") for end in END_OPEN)
        return first, last

    def expected_parameters(self) -> list[str | None]:
        """`<name>_from` and `<name>_to`."""
        return [f"{self.name}_{end}" for end in END_OPEN]

    def has_output(self) -> bool:
        """A range can always be asked for."""
        return True

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        """The two fields."""
        yield {"form": self.form}

    def queryset(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows between the ends."""
        return rows.filter(**self.kind.ask(self.name, *self.ends())) if self.ends() != (None, None) else rows

    def said(self) -> str:
        """The range in words; empty when both ends are open."""
        first, last = self.ends()
        words = {"first": self.kind.say(first), "last": self.kind.say(last)}
        if first is not None and last is not None:
            return _now("%(first)s to %(last)s") % words
        if first is not None:
            return _now("from %(first)s") % words
        return _now("up to %(last)s") % words if last is not None else ""


def between(name: str, first: Any, last: Any) -> dict[str, Any]:
    """Both ends included."""
    asked = {f"{name}__gte": first, f"{name}__lte": last}
    return {lookup: end for lookup, end in asked.items() if end is not None}


def between_midnights(name: str, first: date | None, last: date | None) -> dict[str, Any]:
    """From the first day's midnight to the one that ends the last day, on the house's clock."""
    asked = {f"{name}__gte": midnight(first), f"{name}__lt": midnight(last + timedelta(days=1) if last else None)}
    return {lookup: end for lookup, end in asked.items() if end is not None}


def midnight(day: date | None) -> datetime | None:
    """When a day begins."""
    return datetime.combine(day, time.min, ZoneInfo(HOUSE_ZONE)) if day else None


def overlapping(name: str, first: date | None, last: date | None) -> dict[str, Any]:
    """Ranges of days that touch any day between the ends; nothing touches days that run backwards."""
    if first and last and last < first:
        return {"pk__in": []}
    return {f"{name}__overlap": DateRange(first, last, "[]")}


def paise_between(name: str, first: Any, last: Any) -> dict[str, Any]:
    """People think in rupees; the column holds paise."""
    return between(name, *(None if end is None else int(end * 100) for end in (first, last)))


def say_day(day: date | None) -> str:
    """`Sun 22 Nov 2026`."""
    return date_format(day) if day else ""


def say_rupees(rupees: Any) -> str:
    """`₹8,500`."""
    return format_money(Money(int(rupees * 100))) if rupees is not None else ""


def day_field(**options: Any) -> forms.Field:
    """A day that calendars know."""
    return DateField(validators=DAYS, **options)


def rupee_field(**options: Any) -> forms.Field:
    """Rupees and paise."""
    return forms.DecimalField(max_digits=14, decimal_places=2, widget=UnfoldAdminDecimalFieldWidget, **options)


def number_field(**options: Any) -> forms.Field:
    """A small whole number."""
    return forms.IntegerField(min_value=0, max_value=9999, widget=UnfoldAdminIntegerFieldWidget, **options)


ON_DAYS = Kind(day_field, between, say_day)
AT_MOMENTS = Kind(day_field, between_midnights, say_day)
DURING_DAYS = Kind(day_field, overlapping, say_day)
IN_RUPEES = Kind(rupee_field, paise_between, say_rupees)
IN_NUMBERS = Kind(number_field, between, lambda number: str(number) if number is not None else "")


def days(name: str, title: str | Promise) -> type[Range]:
    """A column of days."""
    return type("Days", (Range,), {"name": name, "title": title, "kind": ON_DAYS})


def moments(name: str, title: str | Promise) -> type[Range]:
    """A column of moments, asked for by whole days."""
    return type("Moments", (Range,), {"name": name, "title": title, "kind": AT_MOMENTS})


def days_touched(name: str, title: str | Promise) -> type[Range]:
    """A column of ranges of days."""
    return type("DaysTouched", (Range,), {"name": name, "title": title, "kind": DURING_DAYS})


def rupees(name: str, title: str | Promise) -> type[Range]:
    """A column of paise."""
    return type("Rupees", (Range,), {"name": name, "title": title, "kind": IN_RUPEES})


def numbers(name: str, title: str | Promise) -> type[Range]:
    """A column of small numbers."""
    return type("Numbers", (Range,), {"name": name, "title": title, "kind": IN_NUMBERS})
