"""Rooms, units and what occupies them: blocked and given back by actions."""

from datetime import date
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Subquery
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from backoffice import columns, exports, needs, ranges
from backoffice.actions import DateField, DialogForm, ReasonForm, Words, act, page_of
from backoffice.admin.base import OfficeAdmin, OfficeInline, StoryInline
from backoffice.filters import ChoiceFilter, UnitToday, house_filter
from backoffice.roles import MANAGERS
from project.booking import operations
from project.booking.models import Booking, Occupancy, OccupancyKind, Room, Unit
from project.identity.access import SignedInRequest


class BlockForm(ReasonForm):
    """From when until when a unit is not let, and why."""

    start = DateField(label=_("First day"))
    end = DateField(label=_("Free again from"), required=False, help_text=_("Leave it empty when you do not know yet."))
    field_order = ("start", "end", "reason")

    def clean(self) -> dict[str, Any]:
        """Say at its field what cannot be; whether the unit is free on these days the operation knows."""
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end and end <= start:
            self.add_error("end", _("Choose a day after the first one."))
        return self.cleaned_data


class UnitInline(OfficeInline):
    """The units of a room."""

    model = Unit
    fields = ("label", "unit_type", "is_retired", "free_from")
    readonly_fields = ("free_from",)
    show_change_link = True
    added_by = changed_by = MANAGERS


@admin.register(Room)
class RoomAdmin(OfficeAdmin):
    """Rooms with the number of people they are licensed for."""

    list_display = ("name", "property", "floor", "licensed_capacity")
    list_select_related = ("property",)
    list_filter = (house_filter("property"), ranges.numbers("licensed_capacity", _("licensed for")))
    search_fields = ("name", "property__name")
    search_help_text = _("Room or property")
    fields = ("property", "name", "floor", "licensed_capacity")
    autocomplete_fields = ("property",)
    inlines = (UnitInline,)
    added_by = changed_by = MANAGERS
    sheet = (
        exports.text(_("Property"), "property.name"),
        exports.text(_("Room"), "name"),
        exports.text(_("Floor"), "floor"),
        exports.text(_("Licensed for, people"), "licensed_capacity"),
    )

    def get_readonly_fields(self, request: SignedInRequest, obj: Room | None = None) -> tuple[str, ...]:
        """A room never moves to another house."""
        return ("property",) if obj else ()


class DatesInline(StoryInline):
    """What keeps a unit from being free."""

    model = Occupancy
    verbose_name_plural = _("taken and blocked")
    fields = readonly_fields = ("shown_kind", "first_day", "free_again", "reason", "record")
    ordering = ("-id",)
    shown_kind = columns.state(_("kind"), "kind")

    @admin.display(description=_("from"))
    def first_day(self, occupancy: Occupancy) -> date:
        """The first day that is not free."""
        return occupancy.during.lower

    @admin.display(description=_("free again"))
    def free_again(self, occupancy: Occupancy) -> date | None:
        """The first free day, when there is one."""
        return occupancy.during.upper

    @admin.display(description=_("open"))
    def record(self, occupancy: Occupancy) -> str:
        """The booking it is for, or the block itself."""
        return columns.link_to(occupancy.booking or occupancy)

    def get_queryset(self, request: SignedInRequest) -> Any:
        """With what its lines name."""
        named = ("unit__room", "booking__tenant", "booking__unit__room")
        return super().get_queryset(request).select_related(*named)


class UnitBookingInline(StoryInline):
    """Everybody who ever booked a unit."""

    model = Booking
    verbose_name_plural = _("bookings")
    fields = readonly_fields = ("person", "shown_state", "move_in", "move_out")
    ordering = ("-id",)
    shown_state = columns.state()
    person = columns.link(_("person"), lambda booking: booking)

    def get_queryset(self, request: SignedInRequest) -> Any:
        """With what its lines name."""
        return super().get_queryset(request).select_related("tenant", "unit__room")


@admin.register(Unit)
class UnitAdmin(OfficeAdmin):
    """Beds, rooms and flats: free when, held until when, blocked why."""

    list_display = ("name", "house", "unit_type", "today", "free_again")
    list_select_related = ("room__property", "unit_type")
    list_filter = (UnitToday, house_filter("unit_type__property"), ranges.days("free_from", _("free from")))
    search_fields = ("room__name", "label", "room__property__name")
    search_help_text = _("Room, bed or property")
    ordering = ("room__property__name", "room__name", "label", "id")
    fields = (
        ("room_link", "label"),
        ("house_link", "type_link"),
        ("today", "free_again"),
        ("shown_held_until", "number"),
    )
    readonly_fields = tuple(name for line in fields for name in line)
    inlines = (DatesInline, UnitBookingInline)
    actions_detail = ("block",)
    shown_held_until = columns.moment("held_until", _("held until"))
    number = columns.number(_("unit number"))
    type_link = columns.link(_("unit type"), lambda unit: unit.unit_type)
    room_link = columns.link(_("room"), lambda unit: unit.room)
    house_link = columns.link(_("property"), lambda unit: unit.room.property)
    sheet = (
        exports.text(_("Property"), "room.property.name"),
        exports.text(_("Room"), "room.name"),
        exports.text(_("Unit"), "label"),
        exports.text(_("Unit type"), "unit_type.name"),
        exports.text(_("Free from"), "free_from"),
        exports.moment(_("Held until"), "held_until", house="room.property"),
        exports.text(_("No longer let"), "is_retired"),
    )

    @admin.display(description=_("unit"), ordering="room__name")
    def name(self, unit: Unit) -> str:
        """Room and bed."""
        return str(unit)

    @admin.display(description=_("property"), ordering="room__property__name")
    def house(self, unit: Unit) -> str:
        """Where it is."""
        return unit.room.property.name

    @admin.display(description=_("today"))
    def today(self, unit: Unit) -> str:
        """What the unit is today."""
        if unit.is_retired:
            return columns.badge(_("No longer let"))
        kind = unit.kind_today or "free"  # type: ignore[attr-defined]
        return columns.badge(dict(OccupancyKind.choices).get(kind, _("Free")), columns.TONES[kind])

    @admin.display(description=_("free from"), ordering="free_from")
    def free_again(self, unit: Unit) -> str:
        """From when on nothing stands against it, apart from a hold."""
        if unit.free_from is None:
            return str(_("no end known"))
        return str(_("now")) if unit.free_from <= columns.today() else columns.day_of(unit.free_from)

    def get_queryset(self, request: SignedInRequest) -> Any:
        """With what each unit is today."""
        kinds = needs.occupancy_on(needs.moment_of(request)).values("kind")
        return super().get_queryset(request).annotate(kind_today=Subquery(kinds[:1]))

    @act(
        _("Block"),
        title=_("Block this unit"),
        description=_("Nobody can book it on these days."),
        form=BlockForm,
        submit=_("Block it"),
        icon="calendar-x",
        when=lambda unit: not unit.is_retired,
    )
    def block(self, request: SignedInRequest, unit: Unit, form: BlockForm) -> Words:
        """Take the unit off the market for some days, with a reason."""
        dates = {name: form.cleaned_data[name] for name in ("start", "end", "reason")}
        operations.block_unit(unit=unit, by=request.user, **dates)
        return _now("The unit is blocked.")


@admin.register(Occupancy)
class OccupancyAdmin(OfficeAdmin):
    """What keeps units from being free, and the way to lift a block."""

    list_display = ("unit", "house", "shown_kind", "first_day", "free_again", "reason", "person")
    list_select_related = ("unit__room__property", "booking__tenant", "booking__unit__room")
    list_filter = (
        house_filter("unit__unit_type__property"),
        ("kind", ChoiceFilter),
        ranges.days_touched("during", _("not free on")),
    )
    search_fields = ("unit__room__name", "unit__label", "reason", "booking__tenant__name")
    search_help_text = _("Room, bed, reason or name")
    fields = (
        ("unit_link", "shown_kind"),
        ("first_day", "free_again"),
        ("reason", "booking_link"),
        ("held_until", "made_at"),
    )
    readonly_fields = tuple(name for line in fields for name in line)
    actions_detail = ("lift",)
    ordering: ClassVar[tuple[str, ...]] = ("-id",)
    shown_kind = columns.state(_("kind"), "kind")
    held_until = columns.moment("until", _("held until"))
    made_at = columns.moment("created_at", _("made at"))
    unit_link = columns.link(_("unit"), lambda occupancy: occupancy.unit)
    booking_link = columns.link(_("booking"), lambda occupancy: occupancy.booking)
    sheet = (
        exports.text(_("Property"), "unit.room.property.name"),
        exports.text(_("Unit"), "unit"),
        exports.choice(_("Kind"), "kind"),
        exports.text(_("First day"), "during.lower"),
        exports.text(_("Free again from"), "during.upper"),
        exports.text(_("Reason"), "reason"),
        exports.text(_("Person"), "booking.tenant.name"),
    )

    @admin.display(description=_("property"), ordering="unit__room__property__name")
    def house(self, occupancy: Occupancy) -> str:
        """Where it is."""
        return occupancy.unit.room.property.name

    @admin.display(description=_("from"), ordering="during")
    def first_day(self, occupancy: Occupancy) -> date:
        """The first day that is not free."""
        return occupancy.during.lower

    @admin.display(description=_("free again"))
    def free_again(self, occupancy: Occupancy) -> date | None:
        """The first free day, when there is one."""
        return occupancy.during.upper

    @admin.display(description=_("person"), ordering="booking__tenant__name")
    def person(self, occupancy: Occupancy) -> str | None:
        """For whom, when it is not a block."""
        return occupancy.booking.tenant.name if occupancy.booking else None

    def after_action(self, record: Occupancy) -> str:
        """A lifted block is gone; its unit stays."""
        return page_of(record.unit)

    @act(
        _("Lift the block"),
        title=_("Give this unit back?"),
        description=_("People can book it again at once."),
        submit=_("Lift the block"),
        icon="lock-open",
        when=lambda occupancy: occupancy.kind == OccupancyKind.BLOCKED,
    )
    def lift(self, request: SignedInRequest, block: Occupancy, form: DialogForm) -> Words:
        """Give a blocked unit back."""
        operations.unblock_unit(block=block, by=request.user)
        return _now("The unit is free again.")
