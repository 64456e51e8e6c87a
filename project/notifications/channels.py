"""By which ways people are told, what about, and how they may choose: the words and what holds until somebody chooses."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """How a person can be told."""

    IN_APP = "in_app", _("In Nivas")
    EMAIL = "email", _("E-mail")
    PUSH = "push", _("Push")
    SMS = "sms", _("SMS")


class Group(TextChoices):
    """What people are told about, as they choose by it."""

    BOOKINGS = "bookings", _("Bookings")
    MONEY = "money", _("Money")
    MESSAGES = "messages", _("Messages")
    HOUSE = "house", _("Your house")
    ACCOUNT = "account", _("Your account")
    OFFICE = "office", _("Back office")


class Choice(TextChoices):
    """What somebody wants of one group by one channel."""

    NOW = "now", _("At once")
    DIGEST = "digest", _("In one daily mail")
    OFF = "off", _("Off")


# The bell is for everything and cannot be turned off, so there is nothing to choose.
CHOSEN_CHANNELS = (Channel.EMAIL, Channel.PUSH, Channel.SMS)

_TOLD_AT_ONCE = {Channel.EMAIL: Choice.NOW, Channel.PUSH: Choice.NOW, Channel.SMS: Choice.OFF}
DEFAULTS: Mapping[Group, Mapping[Channel, Choice]] = {
    Group.BOOKINGS: _TOLD_AT_ONCE,
    Group.MONEY: _TOLD_AT_ONCE,
    Group.MESSAGES: _TOLD_AT_ONCE,
    Group.HOUSE: {Channel.EMAIL: Choice.DIGEST, Channel.PUSH: Choice.OFF, Channel.SMS: Choice.OFF},
    Group.ACCOUNT: _TOLD_AT_ONCE,
    Group.OFFICE: {Channel.EMAIL: Choice.NOW, Channel.PUSH: Choice.OFF, Channel.SMS: Choice.OFF},
}


def options_of(channel: Channel) -> tuple[Choice, ...]:
    """What may be chosen there: only mails can be bundled."""
    return tuple(Choice) if channel == Channel.EMAIL else (Choice.NOW, Choice.OFF)
