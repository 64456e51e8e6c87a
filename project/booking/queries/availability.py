"""What is free when, for any number of unit types in one query.

Somebody who moves in stays until they give notice, so a unit is free on a day when it is free from that day on.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from project.booking.models import Unit, UnitQuerySet
from project.kernel import clock
from project.kernel.fields import NivasNow


def free_units_by_type(unit_type_ids: Iterable[int], on: date) -> dict[int, int]:
    """How many units of each type somebody could claim now to move in on a day; types with none are left out."""
    free = Unit.objects.filter(unit_type__in=list(unit_type_ids)).free(on)
    return dict(free.order_by().values_list("unit_type").annotate(number=Count("pk")))


def free_units_by_day(unit_type_ids: Iterable[int], days: Iterable[date]) -> dict[int, dict[date, int]]:
    """The same for many days at once: every type, every day."""
    ids, days = list(unit_type_ids), list(days)
    becoming: dict[int, list[date]] = defaultdict(list)
    for unit_type, free_from in _not_held(ids).values_list("unit_type", "free_from"):
        if free_from is not None:
            becoming[unit_type].append(free_from)
    return {pk: {day: sum(free_from <= day for free_from in becoming[pk]) for day in days} for pk in ids}


def next_free_dates(unit_type_ids: Iterable[int]) -> dict[int, date | None]:
    """The first day from today on which each type has a free unit; None when none is foreseen."""
    ids, today = list(unit_type_ids), clock.today()
    firsts = dict(_not_held(ids).order_by().values_list("unit_type").annotate(first=Min("free_from")))
    return {pk: max(firsts[pk], today) if pk in firsts else None for pk in ids}


def unit_types_free_on(day: date) -> QuerySet[Unit, Any]:
    """The ids of unit types with a free unit, to filter others by."""
    return Unit.objects.free(day).values("unit_type")


def _not_held(unit_type_ids: list[int]) -> UnitQuerySet:
    """Units that will be free some day and that nobody holds at this moment."""
    not_held = Q(held_until=None) | Q(held_until__lte=NivasNow())
    return Unit.objects.filter(not_held, unit_type__in=unit_type_ids, is_retired=False, free_from__isnull=False)
