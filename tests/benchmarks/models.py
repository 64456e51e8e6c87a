"""What the other ways of booking keep: a counter for each unit type, and the bookings taken from it."""

from django.db import models


class Stock(models.Model):
    """How many are left. `checked` rows are what a CHECK guards; the naive way has none."""

    free = models.IntegerField()
    checked = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(checked=False) | models.Q(free__gte=0), name="stock_is_never_negative"
            )
        ]


class Taken(models.Model):
    """One booking, as wide as a plain booking table would be."""

    stock = models.ForeignKey(Stock, on_delete=models.PROTECT)
    person = models.ForeignKey("identity.User", on_delete=models.PROTECT)
    state = models.CharField(max_length=10, default="held")
    move_in = models.DateField()
    key = models.UUIDField()
    amount_paise = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="taken_key_is_used_once")]


class Bare(models.Model):
    """What a webhook is held against: one row with the body, and nothing else."""

    body = models.JSONField()


class Pair(models.Model):
    """What a posting is held against: two plain rows in one insert."""

    account = models.BigIntegerField()
    amount_paise = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
