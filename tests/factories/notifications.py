"""What people are told, and what reaches them."""

import os
from base64 import urlsafe_b64encode
from itertools import count
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from project.identity.models import User
from project.kernel.transactions import transaction
from project.notifications.kinds import KINDS
from project.notifications.models import Alert, Device
from project.notifications.operations import notify

_numbers = count(1)


def tell(to: User, kind: str = "booking_booked", **options: Any) -> None:
    """Owe somebody a message, with the kind's own sample unless another context is given."""
    sample = KINDS[kind].sample if kind in KINDS else {}
    with transaction():
        notify(**{"kind": kind, "to": to, "context": dict(sample), **options})


def create_alert(person: User, kind: str = "booking_booked", **options: Any) -> Alert:
    """One thing in somebody's bell."""
    tell(person, kind, **options)
    return Alert.objects.filter(person=person).latest("id")


class Browser:
    """The half of a push subscription that only the browser has."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.secret = os.urandom(16)

    @property
    def key(self) -> str:
        point = serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        return as_text(self.private.public_key().public_bytes(*point))


def create_device(person: User, browser: Browser | None = None, *, endpoint: str = "") -> Device:
    """A browser that shows somebody's push messages."""
    held = browser or Browser()
    return Device.objects.create(
        person=person,
        endpoint=endpoint or f"https://fcm.googleapis.com/fcm/send/{next(_numbers)}",
        key=held.key,
        secret=as_text(held.secret),
        agent="Mozilla/5.0 (Linux; Android 15) Chrome/140.0",
    )


def as_text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()
