"""What the other ways of booking keep: a counter for each unit type, and bookings that leave what ours leave."""

import pghistory
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models

from project.kernel.fields import NivasNow, PaiseField, PublicIdModel


class Stock(models.Model):
    """How many of a unit type are left. Who reads before they write never takes it below nothing, though they oversell."""

    unit_type = models.OneToOneField("catalog.UnitType", on_delete=models.PROTECT, related_name="+", primary_key=True)
    free = models.IntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(free__gte=0), name="stock_is_never_negative")]


@pghistory.track()
class Taken(PublicIdModel):
    """One booking of another way: the terms and the history that ours has, without its guards."""

    stock = models.ForeignKey(Stock, on_delete=models.PROTECT)
    tenant = models.ForeignKey("identity.User", on_delete=models.PROTECT)
    state = models.CharField(max_length=10, default="held")
    move_in = models.DateField()
    move_out = models.DateField(null=True)
    hold_until = models.DateTimeField()
    rent_paise = PaiseField()
    deposit_paise = PaiseField()
    notice_days = models.PositiveSmallIntegerField()
    free_cancel_days = models.PositiveSmallIntegerField()
    late_cancel_percent = models.PositiveSmallIntegerField()
    no_show_percent = models.PositiveSmallIntegerField()
    idempotency_key = models.UUIDField()
    cancel_reason = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(db_default=NivasNow())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "idempotency_key"], name="taken_key_is_used_once")]


@pghistory.track()
class TakenDays(models.Model):
    """On which days it takes something, as our occupancy says it."""

    taken = models.OneToOneField(Taken, on_delete=models.PROTECT, related_name="+")
    stock = models.ForeignKey(Stock, on_delete=models.PROTECT)
    kind = models.CharField(max_length=7)
    during = DateRangeField()
    until = models.DateTimeField()
    created_at = models.DateTimeField(db_default=NivasNow())

    class Meta:
        indexes = [GistIndex(fields=["during"], name="taken_days_during")]


class BareTaken(models.Model):
    """One booking as wide as a plain booking table would be, which nothing else tells of."""

    stock = models.ForeignKey(Stock, on_delete=models.PROTECT)
    tenant = models.ForeignKey("identity.User", on_delete=models.PROTECT)
    state = models.CharField(max_length=10, default="held")
    move_in = models.DateField()
    idempotency_key = models.UUIDField()
    amount_paise = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "idempotency_key"], name="bare_taken_key_is_used_once")
        ]


class Bare(models.Model):
    """What a webhook is held against: one row with the body, and nothing else."""

    body = models.JSONField()


class Pair(models.Model):
    """What a posting is held against: two plain rows in one insert."""

    account = models.BigIntegerField()
    amount_paise = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
