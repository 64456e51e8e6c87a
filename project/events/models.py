"""The event log: what happened, in an order everybody agrees on, and how far each subscriber has read."""

from django.db import models

from project.kernel.fields import NivasNow


class Event(models.Model):
    """One fact, written in the transaction that made it so.

    `position` stays NULL until the relay numbers what has committed: ids and transaction ids cannot order
    commits, so a cursor on them would lose events. Payloads hold ids and amounts, never names or addresses.
    The table is partitioned by `recorded_at`; migration 0001 makes it by hand.
    """

    position = models.BigIntegerField(null=True, editable=False)
    type = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    key = models.CharField(max_length=120)
    payload = models.JSONField(default=dict)
    recorded_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.type} · {self.key}"


class Cursor(models.Model):
    """How far one subscriber has read: every event up to `position` is done or parked.

    `until` is the last number of a replay that has an end: it stands still there. NULL: it follows the log.
    """

    subscriber = models.CharField(max_length=80, primary_key=True)
    position = models.BigIntegerField(default=0)
    until = models.BigIntegerField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(db_default=NivasNow())

    class Meta:
        verbose_name = "subscriber"
        constraints = [
            models.CheckConstraint(condition=models.Q(position__gte=0), name="cursor_position_is_not_negative"),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(position__lte=models.F("until")),
                name="cursor_never_passes_its_end",
            ),
        ]

    def __str__(self) -> str:
        return self.subscriber

    @property
    def stands_still(self) -> bool:
        """Whether it has come to the end of a replay and reads on only when somebody says so."""
        return self.position == self.until


class Parked(models.Model):
    """An event that one subscriber could not take; later ones of its key wait behind it.

    `dead_at`: it was tried often enough, and is left alone until a person acts.
    """

    subscriber = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    position = models.BigIntegerField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(db_default=NivasNow())
    last_error = models.TextField(blank=True)
    parked_at = models.DateTimeField(db_default=NivasNow(), editable=False)
    dead_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name_plural = "parked events"
        indexes = [models.Index(fields=["subscriber", "next_try_at"], name="parked_by_next_try")]
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "position"], name="parked_event_waits_once"),
        ]

    def __str__(self) -> str:
        return f"{self.subscriber} · {self.position}"


class Archive(models.Model):
    """A month of events that left the log, and the file where it went."""

    month = models.DateField(unique=True)
    file = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    events = models.BigIntegerField()
    last_position = models.BigIntegerField()
    archived_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = "archived month"
        verbose_name_plural = "archived months"
        constraints = [
            models.CheckConstraint(condition=models.Q(month__day=1), name="archive_month_is_its_first_day"),
        ]

    def __str__(self) -> str:
        return self.file
