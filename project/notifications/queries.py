"""What we told people, what is in their bell, and how they wish to be told. Reads only."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from project.identity.models import Language, User
from project.kernel.fields import NivasNow
from project.notifications.channels import DEFAULTS, Channel, Choice, Group
from project.notifications.kinds import kinds_of
from project.notifications.models import (
    Alert,
    Delivery,
    DeliveryState,
    Device,
    Hours,
    Outage,
    Suppression,
    Wish,
    Wording,
)
from project.notifications.registry import Kind

# As many as one page of the bell shows.
MOST_ALERTS = 60
STILL_NEWS = timedelta(days=1)


def stuck_deliveries() -> QuerySet[Delivery]:
    """Give the messages that never went out, oldest first."""
    return Delivery.objects.filter(state=DeliveryState.FAILED).select_related("to").order_by("id")


def waiting_deliveries(channel: Channel) -> QuerySet[Delivery]:
    """Give what a channel still owes, without what goes with a daily mail."""
    waiting = Delivery.objects.filter(channel=channel, state=DeliveryState.WAITING, waits_for_digest=False)
    return waiting.select_related("to")


def was_told(kind: Kind, once: str) -> bool:
    """Say whether this was told before, by whichever way."""
    kept = Alert if Channel.IN_APP in kind.channels else Delivery
    return kept._default_manager.filter(once=once).exists()


def has_due(channel: Channel) -> bool:
    """Say whether a channel has something to send now, and a provider that is not being left alone."""
    if Outage.objects.filter(provider=channel.value, next_try_at__gt=NivasNow()).exists():
        return False
    return waiting_deliveries(channel).filter(next_try_at__lte=NivasNow()).exists()


def resting_providers() -> set[str]:
    """Name the providers that are left alone just now."""
    return set(Outage.objects.filter(next_try_at__gt=NivasNow()).values_list("provider", flat=True))


def outages() -> QuerySet[Outage]:
    """Give the providers that do not answer, the longest first; one that nobody needed for a day is no news."""
    return Outage.objects.filter(next_try_at__gt=NivasNow() - STILL_NEWS).order_by("since")


def unread_alerts(person: User) -> int:
    """Count what is new in a person's bell."""
    return Alert.objects.filter(person=person, read_at=None, is_trimmed=False).count()


def alerts_of(person: User, *, before: Alert | None = None) -> list[Alert]:
    """Give the newest in a person's bell, or what came before one of them, newest first; at most 60."""
    mine = Alert.objects.filter(person=person, is_trimmed=False).order_by("-id")
    return list((mine.filter(id__lt=before.pk) if before else mine)[:MOST_ALERTS])


def alert_for(person: User, public_id: UUID) -> Alert | None:
    """Find one of a person's own alerts."""
    return Alert.objects.filter(person=person, public_id=public_id, is_trimmed=False).first()


def choices_of(person: User) -> dict[Group, dict[Channel, Choice]]:
    """Give what holds for a person: what they chose, else the default."""
    holds = {group: dict(by_channel) for group, by_channel in DEFAULTS.items()}
    for wish in Wish.objects.filter(person=person):
        holds[Group(wish.group)][Channel(wish.channel)] = Choice(wish.choice)
    return holds


def choice_of(person: User, group: Group) -> dict[Channel, Choice]:
    """Give what holds for a person and one group: one query."""
    chosen = Wish.objects.filter(person=person, group=group).values_list("channel", "choice")
    return dict(DEFAULTS[group]) | {Channel(channel): Choice(choice) for channel, choice in chosen}


def hours_of(person: User) -> Hours:
    """Give when a person is left alone; nothing is set until they set it."""
    return Hours.objects.filter(person=person).first() or Hours(person=person)


def groups_for(person: User) -> list[Group]:
    """Name the groups a person can hear of."""
    return [group for group in Group if kinds_of(group) and (group != Group.OFFICE or person.is_staff)]


def is_offered(group: Group, channel: Channel) -> bool:
    """Say whether a group is ever told by a channel here; by SMS only where somebody carries them."""
    told = [kind for kind in kinds_of(group) if channel in kind.channels]
    return any(is_texted(kind) for kind in told) if channel == Channel.SMS else bool(told)


def is_locked(group: Group, channel: Channel) -> bool:
    """Say whether there is no choice: mails about one's own account always come."""
    mails = [kind for kind in kinds_of(group) if kind.has_mail]
    return channel == Channel.EMAIL and bool(mails) and all(kind.is_locked for kind in mails)


def devices_of(person: User) -> QuerySet[Device]:
    """Give the browsers that show a person's push messages, newest first."""
    return Device.objects.filter(person=person).order_by("-id")


def device_for(person: User, public_id: UUID) -> Device | None:
    """Find one of a person's own devices."""
    return Device.objects.filter(person=person, public_id=public_id).first()


def suppression_of(address: str) -> Suppression | None:
    """Find why nothing is sent to an address, if so."""
    return Suppression.objects.filter(address=address.lower(), lifted_at=None).first()


def wording_of(kind: Kind, language: str) -> Wording | None:
    """Find what the office says instead of us."""
    return Wording.objects.filter(kind=kind.name, language=language).first()


def wordings_in(language: str) -> dict[str, Wording]:
    """Give everything the office says instead of us in a language, by kind."""
    return {wording.kind: wording for wording in Wording.objects.filter(language=language)}


def trimmable_alerts(*, read_before: datetime, made_before: datetime) -> QuerySet[Alert]:
    """Give what may leave the bells: read long ago, or made so long ago that nobody will."""
    old = Q(read_at__lt=read_before) | Q(created_at__lt=made_before)
    return Alert.objects.filter(old, is_trimmed=False)


def is_texted(kind: Kind) -> bool:
    """Say whether a kind can be an SMS here: somebody carries them, and its text is registered."""
    return bool(settings.SMS_GATEWAY) and kind.name in settings.SMS_TEMPLATES


def sms_template(kind: Kind, language: str) -> tuple[str, str] | None:
    """Find the language and the id under which a text is registered: the reader's own, else English."""
    own, english = settings.SMS_TEMPLATES.get(f"{kind.name}.{language}"), settings.SMS_TEMPLATES.get(kind.name)
    if own:
        return language, own
    return (Language.ENGLISH.value, english) if english else None


def waiting_news(person: User) -> QuerySet[Delivery]:
    """Give what waits for a person's daily mail, oldest first."""
    return Delivery.objects.filter(to=person, state=DeliveryState.WAITING, waits_for_digest=True, digest=None)


def waiting_for_digest() -> QuerySet[User]:
    """Give the people for whom something waits for the daily mail."""
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING, waits_for_digest=True, digest=None)
    return User.objects.filter(pk__in=waiting.values("to"), is_active=True).order_by("pk")
