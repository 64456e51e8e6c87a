"""Reads Stripe's objects into our words."""

from datetime import UTC, datetime
from typing import Any

from project.kernel.money import Money
from project.payments.gateways.answers import (
    Capture,
    DisputeProgress,
    GatewayDispute,
    GatewayRefund,
    MovementKind,
    MovementLine,
    News,
    NewsKind,
    Notice,
    RefundProgress,
    Session,
    SessionState,
)

Body = dict[str, Any]

_PROGRESS = {
    "pending": RefundProgress.SENT,
    "requires_action": RefundProgress.SENT,
    "succeeded": RefundProgress.ARRIVED,
    "failed": RefundProgress.FAILED,
    "canceled": RefundProgress.FAILED,
}
_DISPUTES = {
    "warning_needs_response": DisputeProgress.WARNING,
    "warning_under_review": DisputeProgress.WARNING,
    "warning_closed": DisputeProgress.WARNING_CLOSED,
    "prevented": DisputeProgress.WARNING_CLOSED,
    "needs_response": DisputeProgress.NEEDS_RESPONSE,
    "under_review": DisputeProgress.UNDER_REVIEW,
    "won": DisputeProgress.WON,
    "lost": DisputeProgress.LOST,
}
_MOVEMENTS = {
    "charge": MovementKind.CAPTURE,
    "payment": MovementKind.CAPTURE,
    "refund": MovementKind.REFUND,
    "payment_refund": MovementKind.REFUND,
    "refund_failure": MovementKind.REFUND,
    "payment_failure_refund": MovementKind.REFUND,
    "payout": MovementKind.PAYOUT,
    "payout_cancel": MovementKind.PAYOUT,
    "payout_failure": MovementKind.PAYOUT,
    "stripe_fee": MovementKind.FEE,
    "tax_fee": MovementKind.FEE,
}
_NEWS = {
    "checkout.session.completed": NewsKind.SESSION,
    "checkout.session.async_payment_succeeded": NewsKind.SESSION,
    "checkout.session.async_payment_failed": NewsKind.SESSION,
    "checkout.session.expired": NewsKind.SESSION,
    "payment_intent.succeeded": NewsKind.CAPTURE,
    "charge.succeeded": NewsKind.CAPTURE,
    "charge.updated": NewsKind.CAPTURE,
    "refund.created": NewsKind.REFUND,
    "refund.updated": NewsKind.REFUND,
    "refund.failed": NewsKind.REFUND,
    "charge.dispute.created": NewsKind.DISPUTE,
    "charge.dispute.updated": NewsKind.DISPUTE,
    "charge.dispute.closed": NewsKind.DISPUTE,
    "charge.dispute.funds_withdrawn": NewsKind.DISPUTE,
    "charge.dispute.funds_reinstated": NewsKind.DISPUTE,
    "payment_intent.processing": NewsKind.CHARGE,
    "payment_intent.payment_failed": NewsKind.CHARGE,
    "setup_intent.succeeded": NewsKind.SETUP,
    "setup_intent.canceled": NewsKind.SETUP,
    "payment_method.updated": NewsKind.METHOD,
    "payment_method.automatically_updated": NewsKind.METHOD,
    "payment_method.detached": NewsKind.METHOD,
    "mandate.updated": NewsKind.MANDATE,
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
        capture=intent_capture(intent) if intent else None,
    )


def intent_capture(intent: Body) -> Capture | None:
    """Read the money of an intent whose charge was expanded; None when it brought none."""
    found = intent.get("latest_charge")
    if intent["status"] != "succeeded" or not isinstance(found, dict):
        return None
    marks = {**(found.get("metadata") or {}), **(intent.get("metadata") or {})}
    return charge_capture({**found, "payment_intent": intent["id"], "metadata": marks})


def charge_capture(body: Body) -> Capture | None:
    """Read the money of a charge; None when it brought none."""
    if body["status"] != "succeeded" or not body["captured"]:
        return None
    marks = dict(body.get("metadata") or {})
    return Capture(
        intent_id=_id(body.get("payment_intent")) or body["id"],
        amount=_money(body["amount_captured"], body["currency"]),
        method=_method(body.get("payment_method_details") or {}),
        paid_at=_moment(body["created"]),
        charge_id=body["id"],
        fee=_fee(body.get("balance_transaction")),
        reference=marks.get("attempt", ""),
        marks=marks,
    )


def refund(body: Body) -> GatewayRefund:
    """Read a Refund."""
    marks = body.get("metadata") or {}
    return GatewayRefund(
        id=body["id"],
        intent_id=_id(body.get("payment_intent")) or _id(body.get("charge")),
        amount=_money(body["amount"], body["currency"]),
        progress=_PROGRESS[body.get("status") or "pending"],
        reference=marks.get("refund", ""),
        bank_reference=_bank_reference(body),
        problem=body.get("failure_reason") or "",
        key=marks.get("key", ""),
    )


def dispute(body: Body) -> GatewayDispute:
    """Read a Dispute with the lines of our balance that it made."""
    lines, currency = body.get("balance_transactions") or [], body["currency"]
    taken = [line for line in lines if line["amount"] < 0]
    returned = [line for line in lines if line["amount"] >= 0]
    due_by = (body.get("evidence_details") or {}).get("due_by")
    return GatewayDispute(
        id=body["id"],
        intent_id=_id(body.get("payment_intent")) or _id(body.get("charge")),
        amount=_money(body["amount"], currency),
        progress=_DISPUTES[body["status"]],
        reason=(body.get("reason") or "").replace("_", " "),
        opened_at=_moment(body["created"]),
        respond_by=_moment(due_by) if due_by else None,
        taken=_money(-sum(line["amount"] for line in taken), currency),
        taken_fee=_money(sum(line["fee"] for line in taken), currency),
        returned=_money(sum(line["amount"] for line in returned), currency),
        returned_fee=_money(-sum(line["fee"] for line in returned), currency),
    )


def movement(body: Body) -> MovementLine:
    """Read a Balance Transaction."""
    object_id = _id(body.get("source"))
    kind = _MOVEMENTS.get(body["type"], MovementKind.OTHER)
    return MovementLine(
        id=body["id"],
        kind=MovementKind.DISPUTE if object_id.startswith(("dp_", "du_")) else kind,
        object_id=object_id,
        net=_money(body["net"], body["currency"]),
        fee=_money(body["fee"], body["currency"]),
        moved_at=_moment(body["created"]),
    )


def notice(body: Any) -> Notice:
    """Read the envelope of an event. Raises ValueError when it is none."""
    if not isinstance(body, dict) or body.get("object") != "event" or not body.get("id"):
        raise ValueError("This is not a Stripe event.")
    return Notice(id=body["id"], type=body["type"], api_version=body.get("api_version") or "", body=body)


def news(told: Notice) -> News:
    """Read what an event is about, whatever else it claims."""
    kind, account = _NEWS.get(told.type, NewsKind.NOTHING), told.body.get("account") or ""
    if kind is NewsKind.NOTHING:
        return News(kind, account=account)
    body = told.body["data"]["object"]
    marks = body.get("metadata") or {}
    # A charge leads to its intent, so that the two events of one payment mean the same money.
    about = (_id(body.get("payment_intent")) if kind is NewsKind.CAPTURE else "") or body["id"]
    return News(
        kind, about, body.get("client_reference_id") or marks.get("attempt") or marks.get("setup") or "", account
    )


def _session_state(body: Body, intent: Body | None) -> SessionState:
    if body["status"] == "open":
        return SessionState.OPEN
    if body["status"] == "expired":
        return SessionState.EXPIRED
    if body["payment_status"] == "paid":
        return SessionState.PAID
    return SessionState.FAILED if intent and intent["status"] in _LOST else SessionState.PROCESSING


def _id(value: str | Body | None) -> str:
    """Give the id of an object that may have been expanded."""
    return (value["id"] if isinstance(value, dict) else value) or ""


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _money(smallest_units: int, currency: str) -> Money:
    return Money(smallest_units, currency.upper())


def _fee(line: str | Body | None) -> Money | None:
    """The fee stands in the line of our balance; Stripe may write it a little after the charge."""
    return _money(line["fee"], line["currency"]) if isinstance(line, dict) else None


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
