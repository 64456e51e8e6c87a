"""Filters that answer the questions staff ask, each with its state in the URL. Those with two ends are in `ranges`."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter, FieldTextFilter

from backoffice import needs
from backoffice.mails import KINDS
from backoffice.scopes import scoped, subjects_of
from project.booking.models import Booking, BookingState
from project.catalog.models import Locality, Property
from project.identity.access import SignedInRequest
from project.identity.models import Landlord

MOST_CHOICES = 500


class WordsFilter(DropdownFilter):
    """One of a few words, of which the chosen one is said above the list."""

    def said(self) -> str:
        """The chosen one in words; empty when none is."""
        words = {str(key): str(name) for key, name in self.lookup_choices}
        return words.get(self.value() or "", "")


class ChoiceFilter(ChoicesDropdownFilter):
    """By a field with choices."""

    def said(self) -> str:
        """The chosen one in words; empty when none is."""
        words = {str(key): str(name) for key, name in self.field.flatchoices}
        return words.get(str(self.value() or ""), "")


class ContainsFilter(FieldTextFilter):
    """By a part of a text."""

    def said(self) -> str:
        """What was typed."""
        return str(self.value() or "")


class RelationFilter(WordsFilter):
    """By a record that the rows belong to, out of those this person may see."""

    model: ClassVar[type[Model]]
    key: ClassVar[str] = "slug"
    path: ClassVar[str]

    def has_output(self) -> bool:
        """Who has one house, or stands for one landlord, has nothing to choose."""
        return len(self.lookup_choices) > 1 or bool(self.value())

    def lookups(self, request: SignedInRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, Any]]:
        """The first by name; beyond that the list of those records leads here."""
        rows = self.model._default_manager.order_by("name")
        seen = rows if self.model is Locality else scoped(rows, request.user)
        return [(str(key), name) for key, name in seen.values_list(self.key, "name")[:MOST_CHOICES]]

    def queryset(self, request: SignedInRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows of that record; one that nobody could have chosen has none."""
        chosen = self.value()
        return rows.filter(**{f"{self.path}__{self.key}": chosen}) if chosen else rows


class HouseFilter(RelationFilter):
    """By one of this person's own properties."""

    title = _("property")
    parameter_name = "house"
    model = Property
    key = "public_id"
    path = "property"

    def queryset(self, request: SignedInRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """An address may hold anything, also what could not name a property."""
        chosen = self.value()
        return rows.none() if chosen and not is_uuid(chosen) else super().queryset(request, rows)

    def bookings(self, request: SignedInRequest) -> QuerySet[Booking]:
        """The bookings at the chosen house."""
        chosen = self.value() or ""
        mine = scoped(Booking.objects.order_by(), request.user)
        return mine.filter(unit_type__property__public_id=chosen) if is_uuid(chosen) else mine.none()


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


class MoneyHouseFilter(HouseFilter):
    """Money for bookings at one property."""

    def queryset(self, request: SignedInRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows whose subject is a booking there."""
        return rows.filter(**{f"{self.path}__in": subjects_of(self.bookings(request))}) if self.value() else rows


def money_house_filter(path: str) -> type[HouseFilter]:
    """The filter for money, which names its booking by `path`."""
    return type("MoneyHouseFilter", (MoneyHouseFilter,), {"path": path})


class PeopleHouseFilter(HouseFilter):
    """People with a booking at one property."""

    def queryset(self, request: SignedInRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Tenants there, of today and of before."""
        return rows.filter(pk__in=self.bookings(request).values("tenant")) if self.value() else rows


def landlord_filter(path: str) -> type[RelationFilter]:
    """The filter for a list whose rows reach their landlord by `path`."""
    about = {"title": _("landlord"), "parameter_name": "landlord", "model": Landlord, "path": path}
    return type("LandlordFilter", (RelationFilter,), about)


class LocalityFilter(RelationFilter):
    """By the part of the city."""

    title = _("locality")
    parameter_name = "locality"
    model = Locality
    path = "locality"


class MailKindFilter(WordsFilter):
    """By what a mail is about."""

    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: SignedInRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, Any]]:
        """Every kind there is."""
        return list(KINDS.items())

    def queryset(self, request: SignedInRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Mails of that kind."""
        return rows.filter(kind=self.value()) if self.value() else rows


class YesNoFilter(WordsFilter):
    """By a yes or no, in words of its own."""

    words: ClassVar[tuple[str | Promise, str | Promise]]

    def lookups(self, request: SignedInRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, Any]]:
        """Yes first."""
        return (("1", self.words[0]), ("0", self.words[1]))

    def queryset(self, request: SignedInRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows of which it is so, or not so."""
        return rows.filter(**{self.parameter_name: self.value() == "1"}) if self.value() in {"0", "1"} else rows


def yes_no(field: str, title: Any, *, yes: Any, no: Any) -> type[YesNoFilter]:
    """The filter for a yes or no."""
    return type("YesNo", (YesNoFilter,), {"parameter_name": field, "title": title, "words": (yes, no)})


class QuestionFilter(WordsFilter):
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


class MailNeeds(QuestionFilter):
    """Mails that somebody should ask after."""

    title = _("needs you")
    parameter_name = "needs"
    questions = needs.MAILS
    words = {"late": _("Did not go out")}
