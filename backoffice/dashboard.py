"""Today: what needs this person now, then the numbers of the day, each a door to the rows it counts."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backoffice import needs
from backoffice.roles import MANAGERS, may, staff_roles
from backoffice.waiting import asked, list_url, needs_of
from project.booking import queries as booking
from project.booking.models import Booking, Unit
from project.events import queries as events
from project.identity.access import SignedInRequest
from project.identity.models import Role
from project.kernel.formats import format_count
from project.kernel.money import Money
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


def fill(request: SignedInRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Unfold's dashboard callback: a fixed number of queries however large the houses are."""
    context |= {"moment": needs.moment_of(request), "title": _("Today")}
    if not may(request, MANAGERS):
        return context | {"is_mess_staff": Role.MESS_STAFF in staff_roles(request)}
    houses = booking.occupancy_by_property(request.user, needs.moment_of(request).today)
    waiting, holds, refunds = arrivals(request), running_holds(request), asked(request, Refund, needs.under_way)
    lapsed = lapsed_holds(request)
    number = {"arrivals": waiting.count(), "holds": holds.count(), "lapsed": lapsed.count()}
    return context | {
        "manages": True,
        "needs": list(needs_of(request, waiting, number["arrivals"])),
        "tiles": [
            arrivals_tile(number["arrivals"]),
            holds_tile(number["holds"], number["lapsed"]),
            occupancy_tile(houses),
            money_tile(asked(request, Payment, needs.since(0))),
            refunds_tile(refunds),
        ],
        "today": needs.moment_of(request).today,
        "arrival_count": number["arrivals"],
        "hold_count": number["holds"],
        "arrivals": waiting.order_by("move_in", "id")[:MOST_SHOWN],
        "holds": holds.order_by("hold_until")[:MOST_SHOWN],
        "lapsed": lapsed.order_by("-ended_at", "-id")[:MOST_SHOWN],
        "lapsed_count": number["lapsed"],
        "houses": sorted(houses, key=lambda house: (house.percent_taken, house.name))[:MOST_SHOWN],
        "house_count": len(houses),
        "lags": events.lags() if request.user.is_superuser else {},
    }


def arrivals(request: SignedInRequest) -> QuerySet[Booking]:
    """Who is to move in, with what their line shows."""
    return asked(request, Booking, needs.arrivals).select_related("tenant", "unit__room", "unit_type__property")


def running_holds(request: SignedInRequest) -> QuerySet[Booking]:
    """Holds that run, with what their line shows."""
    return asked(request, Booking, needs.running_holds).select_related("tenant", "unit__room", "unit_type__property")


def lapsed_holds(request: SignedInRequest) -> QuerySet[Booking]:
    """Holds nobody paid for since midnight, with what their line shows: people one may still win back."""
    return asked(request, Booking, needs.lapsed_today).select_related("tenant", "unit__room", "unit_type__property")


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
