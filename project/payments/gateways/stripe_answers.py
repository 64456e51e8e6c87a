"""Reads Stripe's objects into ours."""

from datetime import UTC, datetime
from typing import Any

from project.kernel.money import Money
from project.payments.gateways.gateway import Capture, GatewayRefund, RefundProgress, Session, SessionState

Body = dict[str, Any]

_PROGRESS = {
    "pending": RefundProgress.SENT,
    "requires_action": RefundProgress.SENT,
    "succeeded": RefundProgress.ARRIVED,
    "failed": RefundProgress.FAILED,
    "canceled": RefundProgress.FAILED,
}
# An intent in one of these will never bring money for a session that is complete.
_LOST = {"canceled", "requires_payment_method"}
_METHOD_NAMES = {"upi": "UPI", "netbanking": "Net banking"}


def session(body: Body) -> Session:
    """Read a Checkout Session; it knows of money only when the charge was expanded."""
    intent = body.get("payment_intent")
    intent = intent if isinstance(intent, dict) else None
    return Session(
        id=body["id"],
        url=body.get("url") or "",
        state=_session_state(body, intent),
        reference=body.get("client_reference_id") or "",
        capture=_capture(intent) if intent else None,
    )


def refund(body: Body) -> GatewayRefund:
    """Read a Refund."""
    return GatewayRefund(
        id=body["id"],
        intent_id=body.get("payment_intent") or "",
        amount=_money(body["amount"], body["currency"]),
        progress=_PROGRESS[body.get("status") or "pending"],
        reference=(body.get("metadata") or {}).get("refund", ""),
        bank_reference=_bank_reference(body),
        problem=body.get("failure_reason") or "",
    )


def _session_state(body: Body, intent: Body | None) -> SessionState:
    if body["status"] == "open":
        return SessionState.OPEN
    if body["status"] == "expired":
        return SessionState.EXPIRED
    if body["payment_status"] == "paid":
        return SessionState.PAID
    return SessionState.FAILED if intent and intent["status"] in _LOST else SessionState.PROCESSING


def _capture(intent: Body) -> Capture | None:
    charge = intent.get("latest_charge")
    if intent["status"] != "succeeded" or not isinstance(charge, dict):
        return None
    return Capture(
        intent_id=intent["id"],
        amount=_money(intent["amount_received"], intent["currency"]),
        method=_method(charge.get("payment_method_details") or {}),
        paid_at=datetime.fromtimestamp(charge["created"], UTC),
    )


def _money(smallest_units: int, currency: str) -> Money:
    return Money(smallest_units, currency.upper())


def _method(details: Body) -> str:
    """`Visa ···· 4242`, `UPI`: names, so they are the same in every language."""
    kind = details.get("type") or ""
    card = details.get("card") if kind == "card" else None
    if card:
        return f"{(card.get('brand') or 'Card').capitalize()} ···· {card.get('last4') or ''}".strip()
    return _METHOD_NAMES.get(kind, kind.replace("_", " ").capitalize())


def _bank_reference(body: Body) -> str:
    details = body.get("destination_details") or {}
    return (details.get(details.get("type") or "") or {}).get("reference") or ""
