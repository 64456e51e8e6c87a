"""What is free when, as cards and the page of a house say it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil
from typing import Self

from babel.dates import format_date

from portal.templatetags.nivas import babel_locale
from project.booking import queries as bookings

WEEKS = 16
DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Availability:
    """Free units on one day, and the day on which the next one comes free, by unit type."""

    on: date
    free: dict[int, int] = field(default_factory=dict)
    next_free: dict[int, date | None] = field(default_factory=dict)

    @classmethod
    def read(cls, unit_type_ids: Iterable[int], on: date) -> Self:
        """Ask once for any number of unit types."""
        ids = list(unit_type_ids)
        return cls(on, bookings.free_units_by_type(ids, on), bookings.next_free_dates(ids))

    def free_units(self, unit_type_ids: Iterable[int]) -> int:
        """How many units of these types are free on that day."""
        return sum(self.free.get(pk, 0) for pk in unit_type_ids)

    def first_free(self, unit_type_ids: Iterable[int]) -> date | None:
        """The first day on which one of these types has a free unit; None when none is foreseen."""
        days = [day for pk in unit_type_ids if (day := self.next_free.get(pk))]
        return min(days, default=None)


@dataclass(frozen=True, slots=True)
class Week:
    """One bar of the strip: the week's first day and how many units are free by then."""

    begins: date
    free: int
    step: int
    month: str
    is_chosen: bool


def coming_weeks(first_day: date) -> list[date]:
    """The first days of the weeks that the strip shows."""
    return [first_day + timedelta(weeks=number) for number in range(WEEKS)]


def strip(free_by_day: dict[date, int], chosen: date) -> list[Week]:
    """The bars of one unit type, `step` is the height, 0 to 5, of the fullest week."""
    most = max(free_by_day.values(), default=0) or 1
    return [
        Week(
            begins=day,
            free=free,
            step=ceil(5 * free / most),
            month=month_name(day) if names_month(day, number) else "",
            is_chosen=day <= chosen < day + timedelta(weeks=1),
        )
        for number, (day, free) in enumerate(sorted(free_by_day.items()))
    ]


def names_month(day: date, number: int) -> bool:
    """The first bar names its month, and every bar that begins one, unless the name would run over the edge."""
    return number == 0 or (day.day <= DAYS_OF_A_WEEK and number < WEEKS - 1)


def month_name(day: date) -> str:
    """The month in short, as the strip writes it: `Dec`."""
    return format_date(day, "LLL", locale=babel_locale())
