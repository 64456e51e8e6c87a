"""Stripe by its official SDK. `STRIPE_API_BASE` points the same code at the stand-in."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import stripe
from django.conf import settings
from stripe import StripeClient, WebhookSignature

from project.kernel.money import Money
from project.payments.gateways import stripe_answers as answers
from project.payments.gateways.gateway import (
    GatewayMissing,
    GatewayRefund,
    GatewayRefused,
    GatewayUnclear,
    Notice,
    Request,
    Session,
    SignatureWrong,
)

API_VERSION = "2026-10-28.endive"
STAND_IN_KEY = "sk_test_sim_"
# A person waits in front of it, so not for the 80 seconds of the SDK: 3 to connect, 8 to answer, one more try. What
# came of a call that was cut off is found out by reading.
TIMEOUT = (3, 8)
NETWORK_RETRIES = 1
# The SDK refuses a signature that is too old; we also refuse one from the future.
SIGNATURE_TOLERANCE = 300
EXPAND_CAPTURE = ["payment_intent.latest_charge"]
LONGEST_LIST = 1000

stripe.enable_telemetry = False


class StripeGateway:
    """Speaks to Stripe; see `Gateway` for what each call promises."""

    api_release = API_VERSION.rpartition(".")[2]

    def __init__(self, *, api_base: str, key: str) -> None:
        if key.startswith(STAND_IN_KEY) and not api_base:
            raise GatewayUnclear("STRIPE_API_BASE is empty, so the stand-in cannot be found.")
        self._client = StripeClient(
            key,
            stripe_version=API_VERSION,
            base_addresses={"api": api_base} if api_base else {},
            max_network_retries=NETWORK_RETRIES,
            http_client=stripe.RequestsClient(timeout=TIMEOUT),
        )

    def now(self) -> datetime:
        """Stripe lives in real time."""
        return datetime.fromtimestamp(time.time(), UTC)

    def open_session(self, *, key: str, request: Request) -> Session:
        """POST the frozen request under its key."""
        with _in_our_words():
            made = self._client.v1.checkout.sessions.create(request, {"idempotency_key": key})  # type: ignore[arg-type]
        return answers.session(made.to_dict())

    def get_session(self, session_id: str) -> Session:
        """Read the session with its charge in one call."""
        with _in_our_words():
            found = self._client.v1.checkout.sessions.retrieve(session_id, {"expand": EXPAND_CAPTURE})
        return answers.session(found.to_dict())

    def find_session(self, *, reference: str, since: datetime, until: datetime) -> Session | None:
        """List by time and compare the reference: the search API is not available in India."""
        window = {"created": {"gte": int(since.timestamp()), "lte": int(until.timestamp())}, "limit": 100}
        found = self._first(
            lambda: self._client.v1.checkout.sessions.list(window),  # type: ignore[arg-type]
            lambda body: body.get("client_reference_id") == reference,
        )
        return self.get_session(found["id"]) if found else None

    def expire_session(self, session_id: str) -> Session:
        """Expire; a session that is no longer open is read instead, because only then we know how it ended."""
        try:
            with _in_our_words():
                ended = self._client.v1.checkout.sessions.expire(session_id)
        except GatewayMissing:
            raise
        except GatewayRefused:
            return self.get_session(session_id)
        return answers.session(ended.to_dict())

    def refund(self, *, key: str, intent_id: str, amount: Money, reference: str) -> GatewayRefund:
        """POST the refund under its key, marked as ours."""
        body = {"payment_intent": intent_id, "amount": amount.paise, "metadata": {"refund": reference}}
        with _in_our_words():
            made = self._client.v1.refunds.create(body, {"idempotency_key": key})  # type: ignore[arg-type]
        return answers.refund(made.to_dict())

    def get_refund(self, refund_id: str) -> GatewayRefund:
        """Read one refund."""
        with _in_our_words():
            found = self._client.v1.refunds.retrieve(refund_id)
        return answers.refund(found.to_dict())

    def find_refund(self, *, intent_id: str, reference: str) -> GatewayRefund | None:
        """List the refunds of the payment and compare the mark."""
        found = self._first(
            lambda: self._client.v1.refunds.list({"payment_intent": intent_id, "limit": 100}),
            lambda body: (body.get("metadata") or {}).get("refund") == reference,
        )
        return answers.refund(found) if found else None

    def read_webhook(self, *, payload: bytes, signature: str) -> Notice:
        """Check who signed it and when, then read the envelope only."""
        try:
            WebhookSignature.verify_header(
                payload, signature, settings.STRIPE_WEBHOOK_SECRET, tolerance=SIGNATURE_TOLERANCE
            )
        except stripe.SignatureVerificationError as error:
            raise SignatureWrong(str(error)) from error
        if _signed_at(signature) > time.time() + SIGNATURE_TOLERANCE:
            raise SignatureWrong("The signature is dated in the future.")
        return _notice(json.loads(payload))

    def _first(self, ask: Callable[[], Any], fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any] | None:
        with _in_our_words():
            for number, item in enumerate(ask().auto_paging_iter()):
                body: dict[str, Any] = item.to_dict()
                if fits(body):
                    return body
                if number >= LONGEST_LIST:
                    raise GatewayUnclear("Too many objects in the list to be sure.")
        return None


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Say of every SDK error whether it is a no, or whether nobody knows."""
    try:
        yield
    except stripe.InvalidRequestError as error:
        missing = error.http_status == 404 or error.code == "resource_missing"
        raise (GatewayMissing if missing else GatewayRefused)(_say(error)) from error
    except stripe.CardError as error:
        raise GatewayRefused(_say(error)) from error
    except stripe.StripeError as error:
        # Also a key that was revoked, and an idempotency key in use: neither says that nothing happened before.
        raise GatewayUnclear(_say(error)) from error


def _say(error: stripe.StripeError) -> str:
    """One line for the log and the row; the SDK's message may span many."""
    message = (error.user_message or type(error).__name__).splitlines()[0]
    return f"{type(error).__name__} {error.http_status or ''}: {message}"[:300]


def _signed_at(signature: str) -> int:
    """Read the moment in a header that the SDK has already verified."""
    return next(int(part[2:]) for part in signature.split(",") if part.startswith("t="))


def _notice(body: Any) -> Notice:
    if not isinstance(body, dict) or body.get("object") != "event" or not body.get("id"):
        raise ValueError("This is not a Stripe event.")
    return Notice(id=body["id"], type=body["type"], api_version=body.get("api_version") or "", body=body)
