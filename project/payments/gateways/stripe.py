"""Stripe by its official SDK. `STRIPE_API_BASE` points the same code at the stand-in."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import stripe
from django.conf import settings
from stripe import WebhookSignature

from project.kernel.money import Money
from project.payments.gateways import stripe_reading as reading
from project.payments.gateways import stripe_writing as writing
from project.payments.gateways.gateway import (
    Capture,
    GatewayDispute,
    GatewayMissing,
    GatewayRefund,
    GatewayRefused,
    MovementLine,
    News,
    Notice,
    Order,
    Request,
    Session,
    SignatureWrong,
)
from project.payments.gateways.stripe_asking import API_VERSION
from project.payments.gateways.stripe_saving import StripeSaving, closes_after, is_charge

# The SDK refuses a signature that is too old; we also refuse one from the future.
SIGNATURE_TOLERANCE = 300
# The charge says how it was paid, the line of our balance what that cost: one call tells it all.
EXPAND_CHARGE = ["latest_charge.balance_transaction"]
EXPAND_SESSION = [f"payment_intent.{EXPAND_CHARGE[0]}"]
EXPAND_CHARGES = ["data.balance_transaction"]


class StripeGateway(StripeSaving):
    """Speaks to Stripe; see `Gateway` for what each call promises."""

    api_release = API_VERSION.rpartition(".")[2]
    page_is_open_for = writing.OPEN_FOR

    def now(self) -> datetime:
        """Stripe lives in real time."""
        return datetime.fromtimestamp(time.time(), UTC)

    # Payment pages

    def write_request(self, order: Order) -> Request:
        """Write the body of a Checkout Session."""
        return writing.session_request(order)

    def closes_at(self, request: Request) -> datetime:
        """Read `expires_at`; a charge has none."""
        if is_charge(request):
            return closes_after(request, self.page_is_open_for)
        return writing.closes_at(request)

    def open_session(self, *, key: str, request: Request) -> Session:
        """POST the frozen request under its key."""
        if is_charge(request):
            return self._charge(key, request)
        return reading.session(self._body(self._api.checkout.sessions.create, request, {"idempotency_key": key}))

    def get_session(self, session_id: str) -> Session:
        """Read the session with its charge in one call."""
        if _is_intent(session_id):
            return self._get_charge(session_id)
        return reading.session(self._body(self._api.checkout.sessions.retrieve, session_id, {"expand": EXPAND_SESSION}))

    def find_session(self, *, reference: str, since: datetime, until: datetime) -> Session | None:
        """List by time and compare the reference: the search API is not available in India."""
        found = self._first(
            self._api.checkout.sessions.list,
            writing.window(since, until),
            lambda body: body.get("client_reference_id") == reference,
        )
        if found:
            return self.get_session(found["id"])
        return self._find_charge(reference, writing.window(since, until))

    def expire_session(self, session_id: str) -> Session:
        """Expire; a session that is no longer open is read instead, because only then we know how it ended."""
        if _is_intent(session_id):
            return self._cancel_charge(session_id)
        try:
            return reading.session(self._body(self._api.checkout.sessions.expire, session_id))
        except GatewayMissing:
            raise
        except GatewayRefused:
            return self.get_session(session_id)

    # Money

    def get_capture(self, capture_id: str) -> Capture | None:
        """Read a charge, or an intent with its charge."""
        if _is_charge(capture_id):
            expand = {"expand": ["balance_transaction"]}
            return reading.charge_capture(self._body(self._api.charges.retrieve, capture_id, expand))
        expand = {"expand": EXPAND_CHARGE}
        return reading.intent_capture(self._body(self._api.payment_intents.retrieve, capture_id, expand))

    def list_captures(self, *, since: datetime | None, until: datetime | None = None) -> Iterator[Capture]:
        """List charges: whatever took money made one."""
        asked = writing.window(since, until) | {"expand": EXPAND_CHARGES}
        read = (reading.charge_capture(body) for body in self._all(self._api.charges.list, asked))
        return (capture for capture in read if capture is not None)

    def list_movements(self, *, since: datetime | None, until: datetime | None = None) -> Iterator[MovementLine]:
        """List balance transactions."""
        lines = self._all(self._api.balance_transactions.list, writing.window(since, until))
        return (reading.movement(body) for body in lines)

    # Refunds

    def refund(self, *, key: str, intent_id: str, amount: Money, reference: str) -> GatewayRefund:
        """POST the refund under its key, marked as ours."""
        of = "charge" if _is_charge(intent_id) else "payment_intent"
        body = {of: intent_id, "amount": amount.paise, "metadata": {"refund": reference, "key": key}}
        return reading.refund(self._body(self._api.refunds.create, body, {"idempotency_key": key}))

    def get_refund(self, refund_id: str) -> GatewayRefund:
        """Read one refund."""
        return reading.refund(self._body(self._api.refunds.retrieve, refund_id))

    def find_refund(self, *, intent_id: str, reference: str) -> GatewayRefund | None:
        """List the refunds of the payment and compare the mark."""
        of = "charge" if _is_charge(intent_id) else "payment_intent"
        found = self._first(
            self._api.refunds.list,
            {of: intent_id, "limit": 100},
            lambda body: (body.get("metadata") or {}).get("refund") == reference,
        )
        return reading.refund(found) if found else None

    def list_refunds(self, *, since: datetime | None, until: datetime | None = None) -> Iterator[GatewayRefund]:
        """List refunds."""
        return (reading.refund(body) for body in self._all(self._api.refunds.list, writing.window(since, until)))

    # Disputes

    def get_dispute(self, dispute_id: str) -> GatewayDispute:
        """Read one dispute; the lines of our balance come with it."""
        return reading.dispute(self._body(self._api.disputes.retrieve, dispute_id))

    def list_disputes(self, *, since: datetime | None, until: datetime | None = None) -> Iterator[GatewayDispute]:
        """List disputes."""
        return (reading.dispute(body) for body in self._all(self._api.disputes.list, writing.window(since, until)))

    def send_evidence(self, *, key: str, dispute_id: str, evidence: dict[str, str]) -> GatewayDispute:
        """Update the dispute and submit it to the bank."""
        body = writing.evidence_request(evidence)
        return reading.dispute(self._body(self._api.disputes.update, dispute_id, body, {"idempotency_key": key}))

    # Messages

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
        return reading.notice(json.loads(payload))

    def read_news(self, notice: Notice) -> News:
        """Read type and object of the event."""
        return reading.news(notice)

    def list_notices(self, *, since: datetime | None) -> Iterator[Notice]:
        """List events; Stripe keeps them for 30 days."""
        return (reading.notice(body) for body in self._all(self._api.events.list, writing.window(since, None)))


def _is_charge(id: str) -> bool:
    """Old or foreign money may have no intent; then its charge stands for it."""
    return id.startswith(("ch_", "py_"))


def _is_intent(id: str) -> bool:
    """A charge without the person has no page: its intent stands for it."""
    return id.startswith("pi_")


def _signed_at(signature: str) -> int:
    """Read the moment in a header that the SDK has already verified."""
    return next(int(part[2:]) for part in signature.split(",") if part.startswith("t="))
