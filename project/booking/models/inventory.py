"""Rooms, units, and what occupies them when."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _

from project.booking import triggers
from project.booking.models.history import plain
from project.kernel.fields import NivasNow, PublicIdModel
from project.kernel.triggers import keeps_its


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
        triggers = [keeps_its("room_stays_in_its_property", "property"), triggers.room_licence_covers_its_beds]

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


@pghistory.track(attrs=plain(unit="booking.Unit", booking="booking.Booking"))
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
            keeps_its("occupancy_stays_on_its_unit", "unit", "booking"),
            triggers.occupancy_stands_for_its_booking,
            triggers.unit_guard_follows_occupancy,
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.during} {self.kind}"
