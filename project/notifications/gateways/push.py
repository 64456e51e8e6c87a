"""Push messages to browsers, encrypted for each of them and signed with our key (Web Push, VAPID)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings

from project.notifications.gateways.failing import NobodyThere, Unreachable
from project.notifications.gateways.vapid import signer

if TYPE_CHECKING:
    from project.notifications.models import Device

TIMEOUT_SECONDS = 5
GONE = frozenset({404, 410})
A_DAY = 24 * 3600


def provider_of(device: Device) -> str:
    """Who carries to a browser: `push:fcm.googleapis.com`."""
    return f"push:{urlsplit(device.endpoint).netloc}"[:120]


def send_push(device: Device, message: dict[str, Any], *, is_urgent: bool) -> None:
    """Hand one message over for one browser.

    Raises: NobodyThere when the browser is gone for good; Unreachable when the service said no for now; the network's
    own errors when it does not answer.
    """
    # Their own dependencies are many, and only the worker needs them.
    from pywebpush import WebPusher, WebPushException
    from requests import Session

    target = {"endpoint": device.endpoint, "keys": {"p256dh": device.key, "auth": device.secret}}
    with Session() as session:
        session.max_redirects = 0
        session.trust_env = False
        try:
            pusher = WebPusher(target, requests_session=session)
            headers = signer().headers_for(device.endpoint) | {"Urgency": "high" if is_urgent else "normal"}
            answer = pusher.send(
                json.dumps(message), headers, ttl=A_DAY, content_encoding="aes128gcm", timeout=TIMEOUT_SECONDS
            )
        except (WebPushException, ValueError) as error:
            raise NobodyThere(f"The browser's keys are none: {error}") from error
    _judge(answer.status_code, answer.reason)


def _judge(status: int, reason: str) -> None:
    if status in GONE:
        raise NobodyThere(f"{status} {reason}")
    if status >= 300:
        raise Unreachable(f"{status} {reason}")


def public_key() -> str:
    """What a browser needs to know of us to subscribe; empty where we have no key and so no push."""
    return signer().public_key if settings.VAPID_KEY or settings.VAPID_FILE.exists() else ""
