"""What Ctrl-K finds: people, bookings, units and properties of one's own, and the lists one may open.

Which lists are searched, and how many rows of each, is said here; nothing else is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from backoffice.actions import page_of
from backoffice.scopes import scoped
from project.booking.models import Booking, Unit
from project.catalog.models import Property
from project.identity.access import SignedInRequest
from project.identity.models import User
from project.payments.models import Receipt

MOST_OF_EACH = 6
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Found:
    """One line to choose."""

    title: str
    note: str
    url: str
    icon: str


def spoken(phone: Any) -> str:
    """A phone number with spaces, to be read aloud; nothing for none."""
    return phone.as_international if phone else ""


SEARCHED: tuple[tuple[type[Model], str, Any], ...] = (
    (User, "circle-user-round", lambda person: " · ".join(filter(None, (spoken(person.phone), person.email)))),
    (Booking, "key-round", lambda booking: f"{booking.unit_type.property.name} · {date_format(booking.move_in)}"),
    (Unit, "bed-double", lambda unit: f"{unit.room.property.name} · {unit.unit_type.name}"),
    (Property, "house", lambda house: f"{house.locality} · {house.landlord}"),
    (Receipt, "receipt", lambda receipt: receipt.payment.payer.name),
)

PLACES = (
    (_("Today"), "admin:index", "", "", "sun"),
    (_("Arrivals today"), "admin:booking_booking_changelist", "?needs=arrivals", "booking.booking", "luggage"),
    (_("Holds running"), "admin:booking_booking_changelist", "?needs=holds", "booking.booking", "timer"),
    (_("Booked today"), "admin:booking_booking_changelist", "?needs=booked", "booking.booking", "key-round"),
    (_("Free units"), "admin:booking_unit_changelist", "?today=free", "booking.unit", "bed-double"),
    (_("Payments today"), "admin:payments_payment_changelist", "?when=today", "payments.payment", "indian-rupee"),
    (_("Refunds under way"), "admin:payments_refund_changelist", "?needs=moving", "payments.refund", "undo-2"),
)


def find_everything(request: SignedInRequest, words: str) -> list[Found]:
    """Places first, then records, each kind at most a few."""
    records = list(records_for(request, words)) if len(words) >= SHORTEST else []
    # Somebody who types 203 means the room before a phone number with 203 in it.
    records.sort(key=lambda found: not found.title.casefold().startswith(words.casefold()))
    return [*places_for(request, words), *records]


def records_for(request: SignedInRequest, words: str) -> Iterator[Found]:
    """Records of the lists this person may see, searched as their search boxes do."""
    for model, icon, note in SEARCHED:
        listed = admin.site._registry[model]
        if not listed.has_view_permission(request):
            continue
        rows = scoped(model._default_manager.all(), request.user)
        if model is Receipt and not any(letter.isdigit() for letter in words):
            # Somebody's receipts are on their page; here a number is meant.
            continue
        found, _may_repeat = listed.get_search_results(request, rows, words)
        # Keys alone first: what the list also says of each row nobody reads here.
        keys = list(found.order_by("-pk").values_list("pk", flat=True)[:MOST_OF_EACH])
        for record in rows.select_related(*RELATED.get(model, ())).in_bulk(keys).values():
            yield Found(str(record), note(record), page_of(record), icon)


RELATED: dict[type[Model], tuple[str, ...]] = {
    Booking: ("tenant", "unit__room", "unit_type__property"),
    Unit: ("room__property", "unit_type"),
    Property: ("locality", "landlord"),
    Receipt: ("payment__payer",),
}


def places_for(request: HttpRequest, words: str) -> Iterator[Found]:
    """Lists, and the questions about them that people ask every day."""
    wanted = words.casefold()
    for title, name, query, model, icon in (*PLACES, *lists()):
        if wanted in str(title).casefold() and may_see(request, model):
            yield Found(str(title), str(_("Open the list")), reverse(name) + query, icon)


def lists() -> Iterator[tuple[Any, str, str, str, str]]:
    """Every list there is, by its name."""
    for model in admin.site._registry:
        meta = model._meta
        yield (
            str(meta.verbose_name_plural).capitalize(),
            f"admin:{meta.app_label}_{meta.model_name}_changelist",
            "",
            meta.label_lower,
            "list",
        )


def may_see(request: HttpRequest, label: str) -> bool:
    """True for those whom the list of `app.model` lets in, and for everybody where no list is meant."""
    if not label:
        return True
    listed = {model._meta.label_lower: one for model, one in admin.site._registry.items()}
    return label in listed and bool(listed[label].has_view_permission(request))
