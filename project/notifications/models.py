"""What we told whom by which channel, whether it arrived, and how each person wishes to be told."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from project.identity.models import Language
from project.kernel.fields import NivasNow, PublicIdModel
from project.notifications.channels import Channel, Choice, Group

__all__ = [
    "Alert",
    "Channel",
    "Delivery",
    "DeliveryState",
    "Device",
    "Hours",
    "Outage",
    "Suppression",
    "Wish",
    "Wording",
]


class DeliveryState(models.TextChoices):
    """What became of a delivery."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    SUPPRESSED = "suppressed", _("Suppressed")


class Delivery(PublicIdModel):
    """One message of one kind to one person by one channel; a worker sends it and retries."""

    kind = models.CharField(_("kind"), max_length=60)
    to = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    address = models.EmailField(_("sent to"), blank=True, help_text=_("Empty: the e-mail the person signs in with."))
    channel = models.CharField(_("channel"), max_length=6, choices=Channel, default=Channel.EMAIL)
    context = models.JSONField(default=dict)
    attachments = models.JSONField(default=list)
    once = models.CharField(max_length=120, null=True, blank=True)
    waits_for_digest = models.BooleanField(_("goes with the daily mail"), default=False)
    digest = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="bundled")
    state = models.CharField(_("state"), max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(db_default=NivasNow())
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    last_error = models.TextField(_("reason"), blank=True)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [
            models.Index(fields=["channel", "next_try_at"], condition=Q(state="waiting"), name="delivery_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["once", "channel"], name="delivery_is_owed_once_by_a_channel"),
            models.CheckConstraint(condition=Q(state__in=DeliveryState.values), name="delivery_state_is_known"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="delivery_channel_is_known"),
            models.CheckConstraint(
                condition=Q(waits_for_digest=False) | Q(channel=Channel.EMAIL), name="delivery_in_a_digest_is_a_mail"
            ),
            models.CheckConstraint(
                condition=Q(digest=None) | Q(waits_for_digest=True), name="delivery_of_a_digest_waited_for_it"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.get_state_display()})"

    @property
    def goes_to(self) -> str:
        """The address it is for: its own, when it has one, else the one its person signs in with."""
        return self.address or self.to.email


class Alert(PublicIdModel):
    """One thing in a person's bell."""

    person = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=60)
    context = models.JSONField(default=dict)
    path = models.CharField(max_length=300)
    once = models.CharField(max_length=120, null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    # What left the bell stays as an empty row, so that the same news read again is not told again.
    is_trimmed = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        indexes = [
            models.Index(fields=["person", "-id"], condition=Q(is_trimmed=False), name="alert_newest_first"),
            models.Index(fields=["person"], condition=Q(read_at=None, is_trimmed=False), name="alert_unread"),
            models.Index(fields=["created_at"], condition=Q(is_trimmed=False), name="alert_by_age"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["once"], name="alert_is_made_once"),
            models.CheckConstraint(
                condition=Q(path__startswith="/") & ~Q(path__startswith="//"), name="alert_opens_a_page_of_ours"
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Wish(models.Model):
    """What a person chose for one group by one channel; where none stands, the default holds."""

    person = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=10, choices=Group)
    channel = models.CharField(max_length=6, choices=Channel)
    choice = models.CharField(max_length=6, choices=Choice)

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        constraints = [
            models.UniqueConstraint(fields=["person", "group", "channel"], name="wish_is_made_once"),
            models.CheckConstraint(condition=Q(group__in=Group.values), name="wish_group_is_known"),
            models.CheckConstraint(
                condition=Q(channel__in=[Channel.EMAIL, Channel.PUSH, Channel.SMS]), name="wish_channel_can_be_chosen"
            ),
            models.CheckConstraint(
                condition=Q(choice__in=[Choice.NOW, Choice.OFF]) | Q(choice=Choice.DIGEST, channel=Channel.EMAIL),
                name="wish_only_mails_are_bundled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.channel}: {self.choice}"


class Hours(models.Model):
    """When a person is left alone, and when their daily mail comes; by the clock of their own time zone."""

    person = models.OneToOneField("identity.User", on_delete=models.PROTECT, primary_key=True, related_name="+")
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    digest_hour = models.PositiveSmallIntegerField(_("daily mail at"), default=8)

    class Meta:
        verbose_name = _("hours")
        verbose_name_plural = _("hours")
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | (Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=models.F("quiet_until"))),
                name="hours_of_quiet_have_two_ends",
            ),
            models.CheckConstraint(condition=Q(digest_hour__lt=24), name="hours_digest_is_an_hour_of_the_day"),
        ]

    def __str__(self) -> str:
        return f"{self.quiet_from}–{self.quiet_until}"


class Device(PublicIdModel):
    """A browser that shows push messages for one person."""

    person = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    endpoint = models.URLField(max_length=1000)
    key = models.CharField(max_length=100)
    secret = models.CharField(max_length=40)
    agent = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)
    reached_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        constraints = [models.UniqueConstraint(fields=["endpoint"], name="device_is_of_one_person")]

    def __str__(self) -> str:
        return self.agent or str(self.public_id)


@pghistory.track()
class Suppression(PublicIdModel):
    """An address that takes no mail, so nothing more is sent there until somebody lifts it."""

    address = models.EmailField(_("address"))
    reason = models.CharField(_("reason"), max_length=300)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)

    class Meta:
        verbose_name = _("suppression")
        verbose_name_plural = _("suppressions")
        constraints = [
            models.UniqueConstraint(
                fields=["address"], condition=Q(lifted_at=None), name="suppression_of_an_address_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(address=models.functions.Lower("address")), name="suppression_address_is_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return self.address


class Outage(models.Model):
    """A provider that does not answer: it is left alone for a while, and nobody else waits for it."""

    provider = models.CharField(max_length=120, primary_key=True)
    reason = models.CharField(max_length=300)
    tries = models.PositiveSmallIntegerField(default=1)
    since = models.DateTimeField(db_default=NivasNow(), editable=False)
    next_try_at = models.DateTimeField()

    class Meta:
        verbose_name = _("outage")
        verbose_name_plural = _("outages")

    def __str__(self) -> str:
        """`E-mail`, or `Push (fcm.googleapis.com)`: each service of the browsers is a provider by itself."""
        host = self.provider.partition(":")[2]
        return f"{self.channel.label} ({host})" if host else str(self.channel.label)

    @property
    def channel(self) -> Channel:
        """By which way nothing goes out."""
        return Channel(self.provider.partition(":")[0])


@pghistory.track()
class Wording(models.Model):
    """What administrators say instead of us: for one kind in one language. What is empty is said as before."""

    kind = models.CharField(_("kind"), max_length=60)
    language = models.CharField(_("language"), max_length=5, choices=Language)
    subject = models.CharField(_("subject"), max_length=150, blank=True)
    short = models.CharField(_("short text"), max_length=160, blank=True)
    lead = models.TextField(_("first paragraph"), max_length=1000, blank=True)
    changed_at = models.DateTimeField(db_default=NivasNow())

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        constraints = [
            models.UniqueConstraint(fields=["kind", "language"], name="wording_of_a_kind_stands_once"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="wording_language_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"
