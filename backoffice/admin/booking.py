"""Bookings: found by name, phone, unit or number; what happens to them are actions."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from backoffice import columns, exports, ranges
from backoffice.actions import DateField, DialogForm, ReasonForm, Words, act
from backoffice.admin.base import OfficeAdmin
from backoffice.filters import BookingNeeds, ChoiceFilter, house_filter
from project.booking import operations, queries
from project.booking.models import Booking, BookingState
from project.booking.rules import CancellationReason, may_become
from project.identity.access import SignedInRequest
from project.kernel import clock
from project.kernel.fields import NivasNow
from project.kernel.formats import format_money

WHY_IT_COMES_BACK = {
    CancellationReason.NOTHING_PAID: _("Nothing was paid, so nothing goes back."),
    CancellationReason.IN_TIME: _("Cancelled while it is free to cancel: all of it goes back."),
    CancellationReason.LATE: _("Cancelled after the days in which it is free: the house keeps its part."),
    CancellationReason.AFTER_MOVE_IN: _("The move-in day has passed: the house keeps its part."),
}


class CancelForm(ReasonForm):
    """Cancelling, with what goes back shown first; when that changes meanwhile the new amount is shown and asked again."""

    form_before_template = "backoffice/_cancel_terms.html"
    refund_paise = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["refund_paise"].initial = queries.cancellation_terms(self.record).refund.paise

    def get_before_template_context(self, request: SignedInRequest, object_id: Any = None) -> dict[str, Any]:
        """What was paid and what would go back today."""
        terms = queries.cancellation_terms(self.record)
        return {
            "booking": self.record,
            "refund": terms.refund,
            "kept": terms.kept,
            "why": WHY_IT_COMES_BACK[terms.reason],
        }

    def clean(self) -> dict[str, Any]:
        """The amount that was shown must still be the one."""
        terms = queries.cancellation_terms(self.record)
        if self.cleaned_data.get("refund_paise") != terms.refund.paise:
            self.data = self.data.copy()
            self.data["refund_paise"] = terms.refund.paise
            raise forms.ValidationError(
                _("What goes back has changed to %(refund)s. Please look again."),
                params={"refund": format_money(terms.refund)},
            )
        return self.cleaned_data


class LeaveForm(DialogForm):
    """On which day somebody left."""

    on = DateField(
        label=_("Left on"), required=False, help_text=_("Leave it empty for today. The unit is free from that day.")
    )


class DatesForm(DialogForm):
    """From when until when a booking is."""

    move_in = DateField(label=_("Move in"))
    move_out = DateField(label=_("Free again from"), required=False, help_text=_("Leave it empty for no end."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"move_in": self.record.move_in, "move_out": self.record.move_out}

    def clean(self) -> dict[str, Any]:
        """Say at its field what cannot be; whether the unit is free on these days the operation knows."""
        move_in, move_out = self.cleaned_data.get("move_in"), self.cleaned_data.get("move_out")
        if move_in and move_in != self.record.move_in and move_in < clock.today():
            self.add_error("move_in", _("This day is over. Choose today or a later one."))
        if move_in and move_out and move_out <= move_in:
            self.add_error("move_out", _("Choose a day after the one of moving in."))
        return self.cleaned_data


def held_words(booking: Booking) -> str:
    """Until when, or that the time is up; nobody else counts the minutes for staff."""
    is_over: bool = booking.is_time_up  # type: ignore[attr-defined] # annotated by the list
    if is_over or booking.hold_until is None:
        return _now("Held, time is up")
    return _now("Held until %(time)s") % {"time": columns.time_of(booking.hold_until)}


@admin.register(Booking)
class BookingAdmin(OfficeAdmin):
    """Every claim on a unit."""

    when_empty = _("A booking begins when somebody holds a place on a house’s page.")
    list_display = ("person", "unit", "house", "shown_state", "moves_in", "deposit", "made_at")
    list_select_related = ("tenant", "unit__room", "unit_type__property")
    list_filter = (
        BookingNeeds,
        house_filter("unit_type__property"),
        ("state", ChoiceFilter),
        ranges.days("move_in", _("move in")),
        ranges.days("move_out", _("move out")),
        ranges.moments("created_at", _("made at")),
        ranges.rupees("deposit_paise", _("deposit")),
    )
    search_fields = (
        "tenant__name", "tenant__email", "tenant__phone", "unit__room__name", "unit__label",
        "unit__room__property__name", "public_id",
    )  # fmt: skip
    search_help_text = _("Name, e-mail, phone, room or booking number")
    ordering = ("-created_at", "-id")
    fields = (
        ("shown_state", "tenant_link"), ("unit_link", "house_link"), ("move_in", "move_out"), ("rent", "deposit"),
        ("refund_preview", "paid_link"), ("type_link", "notice_days"), ("held_until", "made_at"),
        ("was_booked_at", "was_ended_at"), ("cancel_reason", "number"),
    )  # fmt: skip
    readonly_fields = tuple(name for line in fields for name in line)
    actions_detail = ("confirm", "move_in_today", "move_out_today", "change_dates", "cancel")
    rent = columns.money("rent_paise", _("rent a month"))
    deposit = columns.money("deposit_paise", _("deposit"))
    moves_in = columns.day("move_in", _("move in"))
    made_at = columns.moment("created_at", _("made at"))
    held_until = columns.moment("hold_until", _("held until"))
    was_booked_at = columns.moment("booked_at", _("booked at"))
    was_ended_at = columns.moment("ended_at", _("ended at"))
    number = columns.number(_("booking number"))
    type_link = columns.link(_("unit type"), lambda booking: booking.unit_type)
    tenant_link = columns.link(_("person"), lambda booking: booking.tenant)
    unit_link = columns.link(_("unit"), lambda booking: booking.unit)
    house_link = columns.link(_("property"), lambda booking: booking.unit_type.property)
    paid_link = columns.link(_("paid with"), lambda booking: booking.paid_with)
    sheet = (
        exports.text(_("Person"), "tenant.name"),
        exports.text(_("E-mail"), "tenant.email"),
        exports.phone(_("Phone"), "tenant.phone"),
        exports.text(_("Property"), "unit_type.property.name"),
        exports.text(_("Unit type"), "unit_type.name"),
        exports.text(_("Unit"), "unit"),
        exports.choice(_("State"), "state"),
        exports.text(_("Move in"), "move_in"),
        exports.text(_("Move out"), "move_out"),
        exports.rupees(_("Rent a month, ₹"), "rent_paise"),
        exports.rupees(_("Deposit, ₹"), "deposit_paise"),
        exports.text(_("Notice, days"), "notice_days"),
        exports.moment(_("Made at"), "created_at", house="unit_type.property"),
        exports.moment(_("Booked at"), "booked_at", house="unit_type.property"),
        exports.moment(_("Ended at"), "ended_at", house="unit_type.property"),
        exports.text(_("Why it was cancelled"), "cancel_reason"),
        exports.text(_("Booking number"), "public_id"),
    )

    def get_queryset(self, request: SignedInRequest) -> Any:
        """With whether a hold has run out: it lapses a little later, but no longer counts."""
        return super().get_queryset(request).annotate(is_time_up=Q(hold_until__lte=NivasNow()))

    @admin.display(description=_("person"), ordering="tenant__name")
    def person(self, booking: Booking) -> str:
        """Who."""
        return str(booking.tenant)

    @admin.display(description=_("property"), ordering="unit_type__property__name")
    def house(self, booking: Booking) -> str:
        """Where it is."""
        return booking.unit_type.property.name

    @admin.display(description=_("state"), ordering="state")
    def shown_state(self, booking: Booking) -> str:
        """Where it stands; a hold says until when."""
        words = booking.get_state_display()
        if booking.state == BookingState.HELD:
            words = held_words(booking)
        return columns.badge(words, columns.TONES.get(booking.state, ""))

    @admin.display(description=_("goes back if cancelled today"))
    def refund_preview(self, booking: Booking) -> str:
        """What the cancel action would give back; a dash when it can no longer be cancelled."""
        if not may_become(booking.state, BookingState.CANCELLED):
            return columns.NOTHING
        return format_money(queries.cancellation_terms(booking).refund)

    @act(
        _("Confirm"),
        title=_("Was this paid outside?"),
        description=_("Confirm a hold that was paid in cash or by bank. The person is told that the unit is theirs."),
        submit=_("Yes, book it"),
        icon="check",
        when=lambda booking: booking.state == BookingState.HELD,
    )
    def confirm(self, request: SignedInRequest, booking: Booking, form: DialogForm) -> Words:
        """Book a held unit that was paid in cash or by bank."""
        operations.confirm_booking(booking=booking, by=request.user)
        return _now("The unit is booked.")

    @act(
        _("Moved in"),
        title=_("Has the person moved in today?"),
        submit=_("Yes, moved in"),
        icon="luggage",
        when=lambda booking: may_become(booking.state, BookingState.STAYING),
    )
    def move_in_today(self, request: SignedInRequest, booking: Booking, form: DialogForm) -> Words:
        """The person has the key."""
        operations.record_move_in(booking=booking, by=request.user)
        return _now("Recorded: %(person)s has moved in.") % {"person": booking.tenant}

    @act(
        _("Moved out"),
        title=_("Has the person left?"),
        form=LeaveForm,
        submit=_("Yes, left"),
        icon="log-out",
        when=lambda booking: may_become(booking.state, BookingState.LEFT),
    )
    def move_out_today(self, request: SignedInRequest, booking: Booking, form: LeaveForm) -> Words:
        """The person has left; the unit is free from that day."""
        on: date | None = form.cleaned_data["on"]
        operations.record_move_out(booking=booking, by=request.user, on=on)
        return _now("Recorded: the unit is free again.")

    @act(
        _("Change dates"),
        title=_("Other dates for this booking"),
        description=_("On the same unit. Somebody who lives there can only get another end."),
        form=DatesForm,
        submit=_("Change the dates"),
        icon="calendar-cog",
        when=lambda booking: booking.state in {BookingState.BOOKED, BookingState.STAYING},
    )
    def change_dates(self, request: SignedInRequest, booking: Booking, form: DatesForm) -> Words:
        """Move or extend a booking on its own unit."""
        dates = {name: form.cleaned_data[name] for name in ("move_in", "move_out")}
        operations.change_dates(booking=booking, by=request.user, **dates)
        return _now("The dates are changed.")

    @act(
        _("Cancel"),
        title=_("Cancel this booking?"),
        description=_("The unit is free at once. The person is told the reason."),
        form=CancelForm,
        submit=_("Cancel the booking"),
        icon="circle-x",
        danger=True,
        when=lambda booking: may_become(booking.state, BookingState.CANCELLED),
    )
    def cancel(self, request: SignedInRequest, booking: Booking, form: CancelForm) -> Words:
        """End the booking, give the unit back and owe the refund."""
        operations.cancel_booking(booking=booking, by=request.user, reason=form.cleaned_data["reason"])
        return _now("The booking is cancelled.")
