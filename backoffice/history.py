"""The story of one record: every change with who, when, before and after, as the database kept it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pghistory.models
from django.apps import apps
from django.contrib.admin import ModelAdmin
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from backoffice.actions import page_of
from project.booking.models import Booking, Occupancy, Room, Unit
from project.catalog.models import Property, UnitType
from project.identity.models import Membership, User
from project.kernel.clock import HOUSE_ZONE
from project.kernel.fields import PaiseField

MOST = 200
LABELS = {"insert": _("Made"), "update": _("Changed"), "delete": _("Removed")}
# What no reader needs: our own keys, and what follows from something else that is shown.
UNTOLD = frozenset({"id", "public_id", "idempotency_key", "next_try_at", "gateway_key", "request"})
# Records whose story is also told by the rows that belong to them.
WITH_PARTS: tuple[type[Model], ...] = (Booking, Unit, Room, UnitType)
# What naming a record reads besides its own row.
NAMED_BY: dict[type[Model], tuple[str, ...]] = {
    Booking: ("tenant", "unit__room"),
    Unit: ("room",),
    Membership: ("user", "landlord"),
}
# The way from a record to the property on whose clock it is told.
HOUSES: dict[type[Model], str] = {
    Booking: "unit_type.property", Unit: "room.property", Room: "property", UnitType: "property", Property: "",
    Occupancy: "unit.room.property",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A value and how to show it: money, moment, day, yes or no, or words."""

    kind: str
    value: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One field, before and after."""

    field: str
    before: Shown
    after: Shown


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of a record or of a part of it."""

    when: datetime
    label: str
    what: str
    part: str
    who: str
    where: str
    changes: list[Change]


def history_page(request: HttpRequest, admin: ModelAdmin, record: Model) -> HttpResponse:
    """The page of one record's history, newest first."""
    context = {
        **admin.admin_site.each_context(request),
        "title": _now("History of %(record)s") % {"record": record},
        "record": record,
        "record_url": page_of(record),
        "opts": admin.model._meta,
        "entries": entries_of(record),
        "most": MOST,
        "zone": zone_of(record),
        "is_kept": is_kept(type(record)),
    }
    return render(request, "backoffice/history.html", context)


def is_kept(model: type[Model]) -> bool:
    """Whether the database keeps a history of such records."""
    return any(event.pgh_tracked_model is model for event in event_models())


def event_models() -> list[Any]:
    """Every table of history."""
    return [model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]


def zone_of(record: Model) -> str:
    """The zone of the house that a record is about."""
    path = HOUSES.get(type(record))
    house: Any = record if path is not None else None
    for name in (path or "").split("."):
        house = getattr(house, name) if name else house
    return house.time_zone if house is not None else HOUSE_ZONE


def entries_of(record: Model) -> list[Entry]:
    """The last changes: one query, one for the people, and one for each kind of record they name."""
    events = list(events_about(record)[:MOST])
    names = Names(events)
    return [entry_of(record, event, names) for event in events]


def events_about(record: Model) -> QuerySet[Any]:
    """The changes of a record, newest first, with those of its parts where they belong to its story."""
    found = pghistory.models.Events.objects
    about = found.references(record) if isinstance(record, WITH_PARTS) else found.tracks(record)
    return about.order_by("-pgh_created_at", "-pgh_id")


class Names:
    """The names of everybody and everything that some changes mention, read together."""

    def __init__(self, events: Iterable[Any]) -> None:
        wanted: dict[type[Model], set[Any]] = defaultdict(set)
        for event in events:
            wanted[User].add((event.pgh_context or {}).get("user"))
            for field, ends in told(event):
                if isinstance(field, ForeignKey):
                    wanted[field.remote_field.model].update(ends)
        self.known = {(model, pk): name for model, keys in wanted.items() for pk, name in read_names(model, keys)}

    def of(self, model: type[Model], pk: Any) -> str:
        """A record's name; empty for one that is gone."""
        return self.known.get((model, pk), "")


def read_names(model: type[Model], keys: set[Any]) -> list[tuple[Any, str]]:
    """The names of some records in one query."""
    rows = model._default_manager.filter(pk__in=keys - {None}).select_related(*NAMED_BY.get(model, ()))
    return [(row.pk, str(row)) for row in rows]


def told(event: Any) -> list[tuple[Field, tuple[Any, Any]]]:
    """The fields that a change touched, with before and after as they were kept."""
    model = apps.get_model(event.pgh_obj_model)
    fields = {field.attname: field for field in model._meta.concrete_fields if field.name not in UNTOLD}
    difference = event.pgh_diff or {}
    return [(fields[name], (before, after)) for name, (before, after) in difference.items() if name in fields]


def entry_of(record: Model, event: Any, names: Names) -> Entry:
    """One change in words."""
    context = event.pgh_context or {}
    model = apps.get_model(event.pgh_obj_model)
    changes = [
        Change(str(field.verbose_name), shown(field, before, names), shown(field, after, names))
        for field, (before, after) in told(event)
    ]
    return Entry(
        when=event.pgh_created_at,
        label=event.pgh_label,
        what=str(LABELS.get(event.pgh_label, event.pgh_label)),
        part="" if isinstance(record, model) else str(model._meta.verbose_name),
        who=names.of(User, context.get("user")) or who_else(context),
        where=context.get("url", ""),
        changes=changes,
    )


def who_else(context: dict[str, Any]) -> str:
    """The job behind a change that no person made."""
    return _now("The job %(name)s") % {"name": context["job"]} if context.get("job") else _now("The system")


def shown(field: Field, kept: Any, names: Names) -> Shown:
    """A kept value as people read it."""
    if kept is None or kept == "":
        return Shown("nothing", "")
    if isinstance(field, ForeignKey):
        return Shown("words", names.of(field.remote_field.model, kept) or kept)
    if field.choices:
        return Shown("words", dict(field.flatchoices).get(kept, kept))
    kinds = {"DateTimeField": "moment", "DateField": "day", "BooleanField": "truth"}
    kind = "money" if isinstance(field, PaiseField) else kinds.get(field.get_internal_type(), "words")
    return Shown(kind, field.to_python(kept) if kind != "words" else kept)
