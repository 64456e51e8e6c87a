"""Filters that answer the questions staff ask, each with its state in the URL."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import DropdownFilter, RangeNumericFilter

from backoffice import needs
from backoffice.scopes import scoped
from project.booking.models import Booking, BookingState
from project.catalog.models import Property
from project.identity.access import SignedInRequest

MOST_HOUSES = 500
MOST_DIGITS = 14


class HouseFilter(DropdownFilter):
    """By one of this person's own properties."""

    title = _("property")
    parameter_name = "house"
    path: ClassVar[str] = "property"

    def lookups(self, request: SignedInRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, Any]]:
        """The first by name; beyond that the list of properties leads here."""
        houses = scoped(Property.objects.order_by("name"), request.user)
        return [(str(key), name) for key, name in houses.values_list("public_id", "name")[:MOST_HOUSES]]

    def queryset(self, request: SignedInRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows of that property; a property nobody could have chosen has none."""
        chosen = self.value()
        if not chosen:
            return rows
        return rows.filter(**{f"{self.path}__public_id": chosen}) if is_uuid(chosen) else rows.none()


def is_uuid(text: str) -> bool:
    """Whether something from an address could name a record."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def house_filter(path: str) -> type[HouseFilter]:
    """The filter for a list whose rows reach their property by `path`."""
    return type("HouseFilter", (HouseFilter,), {"path": path})


class QuestionFilter(DropdownFilter):
    """By a question of `needs`: the same that the dashboard counts by."""

    questions: ClassVar[Mapping[str, needs.Question]] = {}
    words: ClassVar[Mapping[str, Any]] = {}

    def lookups(self, request: SignedInRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, Any]]:
        """Each question in words."""
        return self.words.items()

    def queryset(self, request: SignedInRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows that answer the chosen question."""
        question = self.questions.get(self.value() or "")
        return question(rows, needs.moment_of(request)) if question else rows


class BookingNeeds(QuestionFilter):
    """Bookings that ask for somebody today."""

    title = _("needs you")
    parameter_name = "needs"
    questions = needs.BOOKINGS
    words = {
        "arrivals": _("Arrives today or earlier"),
        "holds": _("Hold running"),
        "booked": _("Booked today"),
        "lapsed": _("Lapsed today"),
    }


class LivesWithUs(QuestionFilter):
    """People by what they have to do with one's houses now."""

    title = _("with us")
    parameter_name = "now"
    words = {
        BookingState.STAYING: _("Lives here"),
        BookingState.BOOKED: _("Has booked"),
        BookingState.HELD: _("Holds a unit"),
        BookingState.LEFT: _("Has left"),
    }

    def queryset(self, request: SignedInRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """People with a booking in that state at these houses."""
        if self.value() not in self.words:
            return rows
        bookings = scoped(Booking.objects.order_by(), request.user).filter(state=self.value())
        return rows.filter(pk__in=bookings.values("tenant"))


class UnitToday(QuestionFilter):
    """Units by what becomes of them today."""

    title = _("today")
    parameter_name = "today"
    questions = needs.UNITS
    words = {
        "taken": _("Taken"),
        "held": _("Held"),
        "blocked": _("Blocked"),
        "free": _("Free today"),
        "bookable": _("Free from today on"),
        "all": _("All that are let"),
    }


class PaidWhen(QuestionFilter):
    """Money by when it came, and money that is not what we asked for."""

    title = _("when")
    parameter_name = "when"
    questions = needs.PAYMENTS
    words = {
        "today": _("Today"),
        "week": _("Last 7 days"),
        "month": _("Last 30 days"),
        "odd": _("Not the amount we asked for"),
    }


class RefundNeeds(QuestionFilter):
    """Refunds that are not over."""

    title = _("needs you")
    parameter_name = "needs"
    questions = needs.REFUNDS
    words = {"moving": _("Under way"), "failed": _("Failed")}


class RupeeRange(RangeNumericFilter):
    """From and to in rupees, as people think; the column holds paise."""

    def queryset(self, request: SignedInRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows within the amounts; what is no number does not count."""
        for end, lookup in (("from", "gte"), ("to", "lte")):
            paise = paise_of(self.used_parameters.get(f"{self.parameter_name}_{end}"))
            rows = rows.filter(**{f"{self.parameter_name}__{lookup}": paise}) if paise is not None else rows
        return rows


def paise_of(rupees: str | None) -> int | None:
    """`8500.50` in paise; None for nothing, nonsense or more than anybody has."""
    try:
        amount = Decimal(rupees or "")
    except InvalidOperation:
        return None
    return int(amount * 100) if amount.is_finite() and amount.adjusted() < MOST_DIGITS else None
