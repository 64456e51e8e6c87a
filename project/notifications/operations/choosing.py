"""How a person wishes to be told, and when not."""

from collections.abc import Mapping
from datetime import time

from project.identity.models import User
from project.kernel.transactions import transaction
from project.notifications.channels import DEFAULTS, Channel, Choice, Group
from project.notifications.models import Hours, Wish


@transaction()
def choose(*, person: User, wishes: Mapping[tuple[Group, Channel], Choice]) -> None:
    """Write down what a person wants of these groups by these channels; what is the default needs no row."""
    kept = [
        Wish(person=person, group=group, channel=channel, choice=choice)
        for (group, channel), choice in wishes.items()
        if DEFAULTS[group][channel] != choice
    ]
    groups, channels = {group for group, _channel in wishes}, {channel for _group, channel in wishes}
    Wish.objects.filter(person=person, group__in=groups, channel__in=channels).delete()
    Wish.objects.bulk_create(kept, ignore_conflicts=True)


@transaction()
def set_hours(*, person: User, quiet_from: time | None, quiet_until: time | None, digest_hour: int) -> Hours:
    """Write down when a person is left alone and when their daily mail comes, by their own clock."""
    times = {"quiet_from": quiet_from, "quiet_until": quiet_until, "digest_hour": digest_hour}
    hours, _made = Hours.objects.update_or_create(person=person, defaults=times)
    return hours
