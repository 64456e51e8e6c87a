"""The line of people who wait for a full unit type."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from project.booking.models.history import plain
from project.booking.rules import WAITLIST_TRANSITIONS
from project.kernel.fields import NivasNow, PublicIdModel
from project.kernel.triggers import begins, moves_only_along, never_changes


class WaitlistState(models.TextChoices):
    """What became of a place in the line; `rules.WAITLIST_TRANSITIONS` says which may follow which."""

    WAITING = "waiting", _("Waiting")
    OFFERED = "offered", _("Offered")
    TAKEN = "taken", _("Booked")
    PASSED = "passed", _("Not taken")
    LEFT = "left", _("Left the line")


OPEN_STATES = [WaitlistState.WAITING, WaitlistState.OFFERED]


@pghistory.track(attrs=plain(tenant="identity.User", unit_type="catalog.UnitType", offer="booking.Booking"))
class WaitlistEntry(PublicIdModel):
    """One person's place in the line for a unit type, to move in on a day or as soon after as one comes free.

    Who joined first stands first (`id`). `offer` is the hold that was made for them.
    """

    tenant = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="waitlist_entries")
    unit_type = models.ForeignKey(
        "catalog.UnitType", on_delete=models.PROTECT, related_name="waitlist_entries", db_index=False
    )
    move_in = models.DateField(_("move in"))
    state = models.CharField(_("state"), max_length=8, choices=WaitlistState, default=WaitlistState.WAITING)
    offer = models.OneToOneField(
        "booking.Booking", on_delete=models.PROTECT, null=True, blank=True, related_name="waitlist_entry"
    )
    created_at = models.DateTimeField(_("joined at"), db_default=NivasNow(), editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("place on the waitlist")
        verbose_name_plural = _("waitlist")
        ordering = ["id"]
        indexes = [
            # The claim asks it for the latest move-in day that anybody waits for.
            models.Index(fields=["unit_type", "move_in"], condition=Q(state="waiting"), name="waitlist_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "unit_type"],
                condition=Q(state__in=["waiting", "offered"]),
                name="waitlist_person_waits_once_for_a_type",
            ),
            models.CheckConstraint(condition=Q(state__in=WaitlistState.values), name="waitlist_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="waiting", offer__isnull=True)
                | Q(state__in=["offered", "taken", "passed"], offer__isnull=False)
                | ~Q(state__in=["waiting", "offered", "taken", "passed"]),
                name="waitlist_offer_is_a_hold",
            ),
        ]
        triggers = [
            begins("waitlist_begins_waiting", WaitlistState.WAITING),
            moves_only_along("waitlist_follows_its_machine", WAITLIST_TRANSITIONS),
            never_changes("waitlist_place_never_changes", "id", "tenant_id", "unit_type_id", "move_in", "created_at"),
        ]

    def __str__(self) -> str:
        return f"{self.tenant} · {self.unit_type} · {self.get_state_display()}"
