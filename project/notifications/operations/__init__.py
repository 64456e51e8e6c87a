"""What can be done with messages. `notify` is for every domain; the rest is for the clock, for people and for staff."""

from project.notifications.operations.addresses import NothingToLift, lift_suppression, suppress
from project.notifications.operations.bell import mark_all_read, mark_read, trim_alerts
from project.notifications.operations.choosing import choose, set_hours
from project.notifications.operations.devices import DeviceUnknown, add_device, forget_device
from project.notifications.operations.digests import send_digests
from project.notifications.operations.sending import (
    MOST_TRIES,
    NotSendable,
    send_again,
    send_waiting,
)
from project.notifications.operations.telling import ContextIncomplete, notify
from project.notifications.operations.wording import WordingWrong, reword

__all__ = [
    "MOST_TRIES",
    "ContextIncomplete",
    "DeviceUnknown",
    "NotSendable",
    "NothingToLift",
    "WordingWrong",
    "add_device",
    "choose",
    "forget_device",
    "lift_suppression",
    "mark_all_read",
    "mark_read",
    "notify",
    "reword",
    "send_again",
    "send_digests",
    "send_waiting",
    "set_hours",
    "suppress",
    "trim_alerts",
]
