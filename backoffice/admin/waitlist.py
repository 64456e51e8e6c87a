"""Who stands in line for a full unit type, at which place, and what became of it."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from backoffice import columns, exports, ranges
from backoffice.admin.base import OfficeAdmin
from backoffice.filters import ChoiceFilter, house_filter
from project.booking.models import WaitlistEntry, WaitlistState
from project.identity.access import SignedInRequest


@admin.register(WaitlistEntry)
class WaitlistAdmin(OfficeAdmin):
    """The lines for one's own houses. They move by themselves: who is first gets what comes free for ten minutes."""

    when_empty = _("When a room type is full, people stand in line for it on its page.")
    list_display = ("person", "unit_type", "house", "place", "shown_state", "moves_in", "joined")
    list_select_related = ("tenant", "unit_type__property", "offer")
    list_filter = (
        house_filter("unit_type__property"),
        ("state", ChoiceFilter),
        ranges.days("move_in", _("move in")),
        ranges.moments("created_at", _("joined at")),
    )
    search_fields = ("tenant__name", "tenant__email", "tenant__phone", "unit_type__name", "unit_type__property__name")
    search_help_text = _("Name, e-mail, phone, unit type or property")
    ordering = ("id",)
    fields = (
        ("person_link", "shown_state"),
        ("type_link", "house_link"),
        ("place", "moves_in"),
        ("joined", "ended"),
        ("offer_link", "number"),
    )
    readonly_fields = tuple(name for line in fields for name in line)
    shown_state = columns.state()
    moves_in = columns.day("move_in", _("move in"))
    joined = columns.moment("created_at", _("joined at"))
    ended = columns.moment("ended_at", _("ended at"))
    number = columns.number(_("number"))
    person_link = columns.link(_("person"), lambda entry: entry.tenant)
    type_link = columns.link(_("unit type"), lambda entry: entry.unit_type)
    house_link = columns.link(_("property"), lambda entry: entry.unit_type.property)
    offer_link = columns.link(_("what was offered"), lambda entry: entry.offer)
    sheet = (
        exports.text(_("Person"), "tenant.name"),
        exports.text(_("E-mail"), "tenant.email"),
        exports.phone(_("Phone"), "tenant.phone"),
        exports.text(_("Property"), "unit_type.property.name"),
        exports.text(_("Unit type"), "unit_type.name"),
        exports.text(_("Place in the line"), "ahead"),
        exports.choice(_("State"), "state"),
        exports.text(_("Move in"), "move_in"),
        exports.moment(_("Joined at"), "created_at", house="unit_type.property"),
        exports.moment(_("Ended at"), "ended_at", house="unit_type.property"),
    )

    def get_queryset(self, request: SignedInRequest) -> QuerySet[WaitlistEntry]:
        """With the place of everybody who still waits: those who joined before, and they themselves."""
        before = WaitlistEntry.objects.filter(
            unit_type=OuterRef("unit_type"), state=WaitlistState.WAITING, pk__lte=OuterRef("pk")
        )
        place = before.order_by().values("unit_type").annotate(number=Count("pk")).values("number")
        return super().get_queryset(request).annotate(ahead=Subquery(place))

    @admin.display(description=_("person"), ordering="tenant__name")
    def person(self, entry: WaitlistEntry) -> str:
        """Who."""
        return str(entry.tenant)

    @admin.display(description=_("property"), ordering="unit_type__property__name")
    def house(self, entry: WaitlistEntry) -> str:
        """Where."""
        return entry.unit_type.property.name

    @admin.display(description=_("place in the line"))
    def place(self, entry: Any) -> str:
        """1 is next; nothing for whoever waits no more."""
        return str(entry.ahead) if entry.state == WaitlistState.WAITING else columns.NOTHING
