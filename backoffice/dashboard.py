"""Today: what needs this person now, then the numbers of the day, each a door to the rows it counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Min, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_q.models import Schedule

from backoffice import needs
from backoffice.roles import MANAGERS, may, staff_roles
from backoffice.scopes import scoped
from project.booking import queries as booking
from project.booking.models import Booking, Unit
from project.events import queries as events
from project.events.models import Cursor, Parked
from project.identity.access import SignedInRequest
from project.identity.models import Role
from project.kernel.formats import format_count
from project.kernel.money import Money
from project.notifications.models import Delivery
from project.payments.models import Payment, Refund

MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Tile:
    """One number; pressing it opens the list of exactly what it counts."""

    label: str
    number: int
    url: str
    note: str
    icon: str
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for a person: how many, since when, and where to do it."""

    label: str
    number: int
    url: str
    icon: str
    tone: str
    since: datetime | date | None = None


def fill(request: SignedInRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Unfold's dashboard callback: a fixed number of queries however large the houses are."""
    context |= {"moment": needs.moment_of(request), "title": _("Today")}
    if not may(request, MANAGERS):
        return context | {"is_mess_staff": Role.MESS_STAFF in staff_roles(request)}
    houses = booking.occupancy_by_property(request.user, needs.moment_of(request).today)
    waiting, holds, refunds = arrivals(request), running_holds(request), asked(request, Refund, needs.under_way)
    number = {"arrivals": waiting.count(), "holds": holds.count()}
    return context | {
        "manages": True,
        "needs": list(needs_of(request, waiting, number["arrivals"])),
        "tiles": [
            arrivals_tile(number["arrivals"]),
            holds_tile(number["holds"], asked(request, Booking, needs.lapsed_today).count()),
            occupancy_tile(houses),
            money_tile(asked(request, Payment, needs.since(0))),
            refunds_tile(refunds),
        ],
        "today": needs.moment_of(request).today,
        "arrival_count": number["arrivals"],
        "hold_count": number["holds"],
        "arrivals": waiting.order_by("move_in", "id")[:MOST_SHOWN],
        "holds": holds.order_by("hold_until")[:MOST_SHOWN],
        "houses": sorted(houses, key=lambda house: (house.percent_taken, house.name))[:MOST_SHOWN],
        "house_count": len(houses),
        "lags": events.lags() if request.user.is_superuser else {},
    }


def asked(request: SignedInRequest, model: Any, question: needs.Question) -> QuerySet[Any]:
    """The rows of this person's own that answer a question."""
    return question(scoped(model.objects.all(), request.user), needs.moment_of(request))


def arrivals(request: SignedInRequest) -> QuerySet[Booking]:
    """Who is to move in, with what their line shows."""
    return asked(request, Booking, needs.arrivals).select_related("tenant", "unit__room", "unit_type__property")


def running_holds(request: SignedInRequest) -> QuerySet[Booking]:
    """Holds that run, with what their line shows."""
    return asked(request, Booking, needs.running_holds).select_related("tenant", "unit__room", "unit_type__property")


def list_url(model: Any, **query: str) -> str:
    """A list, filtered."""
    meta = model._meta
    return f"{reverse(f'admin:{meta.app_label}_{meta.model_name}_changelist')}?{urlencode(query)}"


def arrivals_tile(number: int) -> Tile:
    """Who should walk in today, or should have before."""
    note = _("To move in today or earlier") if number else _("Nobody is due today")
    return Tile(_("Arrivals"), number, list_url(Booking, needs="arrivals"), note, "luggage")


def holds_tile(number: int, lapsed: int) -> Tile:
    """Ten-minute holds that run; those that lapsed today beside them."""
    note = ngettext("%(number)d lapsed today", "%(number)d lapsed today", lapsed) % {"number": lapsed}
    return Tile(_("Holds running"), number, list_url(Booking, needs="holds"), note, "timer")


def occupancy_tile(houses: list[booking.HouseOccupancy]) -> Tile:
    """Units taken, of all that are let."""
    units, taken = sum(house.units for house in houses), sum(house.taken for house in houses)
    percent = round(100 * taken / units) if units else 0
    note = _("of %(units)s units, %(percent)d %%") % {"units": format_count(units), "percent": percent}
    return Tile(_("Units taken"), taken, list_url(Unit, today="taken"), note, "bed-double")


def money_tile(came: QuerySet[Payment]) -> Tile:
    """What came in since midnight in the house's zone."""
    sums = came.aggregate(total=Sum("amount_paise"), number=Count("pk"))
    note = ngettext("%(number)d payment", "%(number)d payments", sums["number"]) % {"number": sums["number"]}
    url = list_url(Payment, when="today")
    return Tile(_("Money in today"), sums["number"], url, note, "indian-rupee", Money(sums["total"] or 0))


def refunds_tile(moving: QuerySet[Refund]) -> Tile:
    """Money that goes back and has not arrived."""
    sums = moving.aggregate(total=Sum("amount_paise"), number=Count("pk"))
    note = ngettext("%(number)d refund", "%(number)d refunds", sums["number"]) % {"number": sums["number"]}
    url = list_url(Refund, needs="moving")
    return Tile(_("Going back"), sums["number"], url, note, "undo-2", Money(sums["total"] or 0))


def needs_of(request: SignedInRequest, waiting: QuerySet[Booking], number: int) -> Iterator[Need]:
    """Everything that waits for a person, the gravest first; nothing when all is well."""
    yield from money_needs(request)
    yield from machine_needs(request) if request.user.is_superuser else ()
    if number:
        url = list_url(Booking, needs="arrivals")
        label = ngettext("person to move in", "people to move in", number)
        first = waiting.aggregate(first=Min("move_in"))["first"]
        late = first if first < needs.moment_of(request).today else None
        yield Need(label, number, url, "luggage", "amber", late)


def money_needs(request: SignedInRequest) -> Iterator[Need]:
    """Money that nothing follows from by itself."""
    failed = oldest(asked(request, Refund, needs.refused), "created_at")
    if failed["number"]:
        label = ngettext("refund failed", "refunds failed", failed["number"])
        yield Need(label, failed["number"], list_url(Refund, needs="failed"), "undo-2", "brick", failed["since"])
    odd = oldest(asked(request, Payment, needs.not_as_asked), "paid_at")
    if odd["number"]:
        label = ngettext("payment of another amount", "payments of another amount", odd["number"])
        yield Need(label, odd["number"], list_url(Payment, when="odd"), "indian-rupee", "brick", odd["since"])


def machine_needs(request: SignedInRequest) -> Iterator[Need]:
    """What only an administrator can mend."""
    if not events.is_relay_running():
        label = _("The relay is not running: news reach nobody until it does. Bookings and payments go on.")
        yield Need(label, 0, list_url(Cursor), "triangle-alert", "brick")
    if not needs.do_timers_move():
        label = _(
            "The worker is not running: mails, receipts and refunds wait until it does. Bookings and payments go on."
        )
        yield Need(label, 0, list_url(Schedule), "triangle-alert", "brick")
    parked = oldest(Parked.objects.all(), "parked_at")
    if parked["number"]:
        label = ngettext("event is parked", "events are parked", parked["number"])
        yield Need(label, parked["number"], list_url(Parked), "pause", "brick", parked["since"])
    mails = oldest(asked(request, Delivery, needs.undelivered), "created_at")
    if mails["number"]:
        label = ngettext("mail did not go out", "mails did not go out", mails["number"])
        yield Need(label, mails["number"], list_url(Delivery, needs="late"), "mail-x", "amber", mails["since"])


def oldest(rows: QuerySet[Any], since: str) -> dict[str, Any]:
    """How many rows, and since when the first of them waits."""
    return rows.aggregate(number=Count("pk"), since=Min(since))
