"""The inventory (rooms, units, what occupies them when) and the bookings that claim it."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils.translation import gettext_lazy as _

from project.booking import triggers
from project.booking.rules import TRANSITIONS
from project.kernel.fields import NivasNow, PaiseField, PublicIdModel
from project.kernel.money import Money


def _plain(**references: str) -> dict[str, models.ForeignKey]:
    """A history's references without indexes: it is read by row and by actor, and each index slows every hold."""
    plain: dict[str, Any] = {"db_constraint": False, "db_index": False, "null": True, "on_delete": models.DO_NOTHING}
    return {name: models.ForeignKey(to, related_name="+", **plain) for name, to in references.items()}


class BookingState(models.TextChoices):
    """Where a booking stands; `rules.TRANSITIONS` says which may follow which."""

    HELD = "held", _("Held")
    BOOKED = "booked", _("Booked")
    STAYING = "staying", _("Staying")
    LEFT = "left", _("Left")
    LAPSED = "lapsed", _("Lapsed")
    CANCELLED = "cancelled", _("Cancelled")


class OccupancyKind(models.TextChoices):
    """Why a unit is not free for some dates."""

    HELD = "held", _("Held")
    TAKEN = "taken", _("Taken")
    BLOCKED = "blocked", _("Blocked")


@pghistory.track()
class Room(PublicIdModel):
    """A room or flat with the number of people it is licensed for."""

    property = models.ForeignKey("catalog.Property", on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(_("name"), max_length=20)
    floor = models.SmallIntegerField(_("floor"), default=0)
    licensed_capacity = models.PositiveSmallIntegerField(
        _("licensed for, people"), default=1, validators=[MinValueValidator(1)]
    )

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["property", "floor", "name"]
        constraints = [
            models.UniqueConstraint(fields=["property", "name"], name="room_name_is_unique_in_its_property"),
            models.CheckConstraint(condition=Q(licensed_capacity__gte=1), name="room_is_licensed_for_somebody"),
        ]
        triggers = [triggers.room_stays_in_its_property, triggers.room_licence_covers_its_beds]

    def __str__(self) -> str:
        return self.name


class UnitQuerySet(models.QuerySet["Unit"]):
    """Which units can be had."""

    def free(self, move_in: date) -> UnitQuerySet:
        """Units somebody could claim now to move in on a day; a run-out hold no longer counts."""
        not_held = Q(held_until=None) | Q(held_until__lte=NivasNow())
        return self.filter(not_held, is_retired=False, free_from__lte=move_in)


@pghistory.track(exclude=["free_from", "held_until"])
class Unit(PublicIdModel):
    """One thing a person can have: a bed, a single room, a flat.

    `free_from` and `held_until` say what a claim must know without looking further; a trigger keeps them
    equal to what occupancy says. NULL `free_from`: taken with no end.
    """

    # Neither reference has an index of its own: the unique constraints below begin with them.
    room = models.ForeignKey("booking.Room", on_delete=models.PROTECT, related_name="units", db_index=False)
    unit_type = models.ForeignKey("catalog.UnitType", on_delete=models.PROTECT, related_name="units", db_index=False)
    label = models.CharField(_("label"), max_length=20)
    is_retired = models.BooleanField(_("no longer let"), default=False)
    free_from = models.DateField(_("free from"), null=True, default=date(2000, 1, 1), editable=False)
    held_until = models.DateTimeField(_("held until"), null=True, blank=True, editable=False)

    objects: ClassVar[UnitQuerySet] = UnitQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["room", "label"]
        indexes = [
            # Two, so that a claim never walks over the units that are held just now.
            models.Index(
                fields=["unit_type", "free_from"], condition=Q(is_retired=False, held_until=None), name="unit_unheld"
            ),
            models.Index(
                fields=["unit_type", "held_until"],
                condition=Q(is_retired=False, held_until__isnull=False),
                name="unit_by_end_of_hold",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["room", "label"], name="unit_label_is_unique_in_its_room"),
            # Always so; it is here for `booking_is_of_its_units_type` to refer to.
            models.UniqueConstraint(fields=["unit_type", "id"], name="unit_is_of_one_type"),
        ]
        triggers = [
            triggers.room_beds_never_exceed_its_licence,
            triggers.unit_and_its_type_share_a_property,
            triggers.unit_guard_equals_its_occupancy,
        ]

    def __str__(self) -> str:
        return f"{self.room} · {self.label}" if self.label else str(self.room)


@pghistory.track(
    attrs=_plain(
        tenant="identity.User", unit="booking.Unit", unit_type="catalog.UnitType", paid_with="payments.Payment"
    )
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
            models.Index(fields=["hold_until"], condition=Q(state="held"), name="booking_running_holds"),
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
            triggers.booking_begins_held,
            triggers.booking_follows_its_machine(TRANSITIONS),
            triggers.booking_terms_never_change,
            triggers.booking_stands_on_its_occupancy,
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


@pghistory.track(attrs=_plain(unit="booking.Unit", booking="booking.Booking"))
class Occupancy(models.Model):
    """A unit is not free on these days. Rows that no longer count are deleted; history keeps them."""

    unit = models.ForeignKey("booking.Unit", on_delete=models.PROTECT, related_name="occupancies")
    # The database's key is (booking, unit): it stands in the migration.
    booking = models.OneToOneField(
        "booking.Booking",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="occupancy",
        db_constraint=False,
    )
    kind = models.CharField(_("kind"), max_length=7, choices=OccupancyKind)
    during = DateRangeField(_("dates"))
    until = models.DateTimeField(_("held until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=160, blank=True)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("occupancy")
        verbose_name_plural = _("occupancies")
        constraints = [
            # Deferrable, because in the claim the superseded hold goes and the new one comes in sibling CTEs.
            ExclusionConstraint(
                name="occupancy_never_overlaps_on_a_unit",
                expressions=[("unit", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                deferrable=Deferrable.IMMEDIATE,
            ),
            models.CheckConstraint(condition=Q(kind__in=OccupancyKind.values), name="occupancy_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind="held", until__isnull=False) | (~Q(kind="held") & Q(until__isnull=True)),
                name="occupancy_held_has_an_expiry",
            ),
            models.CheckConstraint(
                condition=Q(kind="blocked", booking__isnull=True) | (~Q(kind="blocked") & Q(booking__isnull=False)),
                name="occupancy_is_for_a_booking_or_a_block",
            ),
            models.CheckConstraint(condition=~Q(kind="blocked") | ~Q(reason=""), name="occupancy_block_has_a_reason"),
            models.CheckConstraint(
                condition=Q(during__isempty=False) & Q(during__lower_inf=False), name="occupancy_has_a_first_day"
            ),
        ]
        triggers = [
            triggers.occupancy_stays_on_its_unit,
            triggers.occupancy_stands_for_its_booking,
            triggers.unit_guard_follows_occupancy,
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.during} {self.kind}"
