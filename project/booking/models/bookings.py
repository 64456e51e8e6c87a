"""One person's claim on one unit."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from project.booking import triggers
from project.booking.models.history import plain
from project.booking.rules import TRANSITIONS
from project.kernel.fields import NivasNow, PaiseField, PublicIdModel
from project.kernel.money import Money
from project.kernel.triggers import begins, keeps_its, moves_only_along


class BookingState(models.TextChoices):
    """Where a booking stands; `rules.TRANSITIONS` says which may follow which."""

    HELD = "held", _("Held")
    BOOKED = "booked", _("Booked")
    STAYING = "staying", _("Staying")
    LEFT = "left", _("Left")
    LAPSED = "lapsed", _("Lapsed")
    CANCELLED = "cancelled", _("Cancelled")


@pghistory.track(
    attrs=plain(tenant="identity.User", unit="booking.Unit", unit_type="catalog.UnitType", paid_with="payments.Payment")
)
class Booking(PublicIdModel):
    """One person's claim on one unit from a day on, with the price they were shown.

    The database's own key from (unit, unit type) to the unit stands in the migration: Django knows no
    foreign keys of two columns.
    """

    tenant = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="bookings", db_index=False)
    unit = models.ForeignKey(
        "booking.Unit", on_delete=models.PROTECT, related_name="bookings", db_index=False, db_constraint=False
    )
    unit_type = models.ForeignKey(
        "catalog.UnitType", on_delete=models.PROTECT, related_name="bookings", db_index=False, db_constraint=False
    )
    state = models.CharField(_("state"), max_length=10, choices=BookingState, default=BookingState.HELD)
    move_in = models.DateField(_("move in"))
    move_out = models.DateField(_("move out"), null=True, blank=True)
    hold_until = models.DateTimeField(_("held until"), null=True, blank=True)
    rent_paise = PaiseField(_("rent a month"))
    deposit_paise = PaiseField(_("deposit"))
    notice_days = models.PositiveSmallIntegerField(_("notice, days"), default=30)
    free_cancel_days = models.PositiveSmallIntegerField(
        _("free to cancel until, days before moving in"), default=0, db_default=0
    )
    late_cancel_percent = models.PositiveSmallIntegerField(
        _("kept when cancelled later, percent of the deposit"), default=0, db_default=0
    )
    no_show_percent = models.PositiveSmallIntegerField(
        _("kept when cancelled after the move-in day, percent of the deposit"), default=100, db_default=100
    )
    paid_with = models.ForeignKey(
        "payments.Payment", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    idempotency_key = models.UUIDField(editable=False)
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=200, blank=True)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)
    booked_at = models.DateTimeField(_("booked at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering = ["-id"]
        indexes = [
            # Says "until" too, so that a look for one person's hold never reads everybody's.
            models.Index(
                fields=["hold_until"],
                condition=Q(state="held", hold_until__isnull=False),
                name="booking_running_holds",
            ),
            models.Index(fields=["state", "move_in"], name="booking_by_state_and_move_in"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "idempotency_key"], name="booking_key_is_used_once_by_a_person"),
            models.UniqueConstraint(
                fields=["tenant"], condition=Q(state="held"), name="booking_person_has_one_running_hold"
            ),
            models.UniqueConstraint(
                fields=["paid_with"], condition=Q(paid_with__isnull=False), name="booking_payment_pays_one_booking"
            ),
            # Always so; it is here for `occupancy_is_on_its_bookings_unit` to refer to.
            models.UniqueConstraint(fields=["unit", "id"], name="booking_is_on_one_unit"),
            models.CheckConstraint(condition=Q(state__in=BookingState.values), name="booking_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(hold_until__isnull=False), name="booking_hold_has_an_expiry"
            ),
            models.CheckConstraint(
                condition=Q(move_out__isnull=True) | Q(move_out__gt=F("move_in")), name="booking_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(rent_paise__gt=0), name="booking_rent_is_positive"),
            models.CheckConstraint(condition=Q(deposit_paise__gte=50), name="booking_deposit_can_be_paid"),
        ]
        triggers = [
            begins("booking_begins_held", BookingState.HELD),
            moves_only_along("booking_follows_its_machine", TRANSITIONS),
            keeps_its(
                "booking_terms_never_change",
                *("tenant", "unit_type", "idempotency_key", "rent_paise", "deposit_paise", "notice_days"),
                *("free_cancel_days", "late_cancel_percent", "no_show_percent", "created_at"),
            ),
            triggers.booking_stands_on_its_occupancy,
            triggers.hold_never_jumps_the_line,
            triggers.entry_follows_its_offer,
        ]

    def __str__(self) -> str:
        return f"{self.tenant} · {self.unit} · {self.get_state_display()}"

    @property
    def subject(self) -> str:
        """What payments calls this booking."""
        return f"booking:{self.public_id}"

    @property
    def rent(self) -> Money:
        """A month's rent."""
        return Money(self.rent_paise)

    @property
    def deposit(self) -> Money:
        """What is due to book."""
        return Money(self.deposit_paise)
