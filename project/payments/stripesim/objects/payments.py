"""Payment intents, charges, the errors of cards, and money on its way back."""

from project.payments.stripesim.cards import Card, Refusal
from project.payments.stripesim.errors import Json

_ECHOED = (
    "application_fee_amount customer description on_behalf_of receipt_email setup_future_usage statement_descriptor "
    "statement_descriptor_suffix transfer_data transfer_group"
)


def payment_intent(*, id: str, secret: str, created: int, amount: int, currency: str, params: Json) -> Json:
    """Make an intent that waits for a card."""
    body: Json = {name: params.get(name) for name in _ECHOED.split()}
    return body | {
        "id": id,
        "object": "payment_intent",
        "amount": amount,
        "amount_capturable": 0,
        "amount_received": 0,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic_async",
        "client_secret": f"{id}_secret_{secret}",
        "confirmation_method": "automatic",
        "created": created,
        "currency": currency,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": params.get("metadata") or {},
        "next_action": None,
        "payment_method": None,
        "payment_method_types": ["card"],
        "processing": None,
        "status": "requires_payment_method",
    }


def redirect(url: str, return_url: str | None) -> Json:
    """Make the next step of an intent: a page of the bank."""
    return {"type": "redirect_to_url", "redirect_to_url": {"url": url, "return_url": return_url}}


def charge(
    *, id: str, created: int, intent: Json, card: Card, refusal: Refusal | None, email: str | None, mandate: str | None
) -> Json:
    """Make what came of asking a card."""
    paid = refusal is None
    body: Json = {name: intent[name] for name in ("amount", "currency", "customer", "description", "metadata")}
    body |= {name: intent[name] for name in ("on_behalf_of", "payment_method", "receipt_email", "transfer_group")}
    return body | {
        "id": id,
        "object": "charge",
        "amount_captured": intent["amount"] if paid else 0,
        "amount_refunded": 0,
        "application_fee": None,
        "application_fee_amount": intent["application_fee_amount"],
        "balance_transaction": None,
        "billing_details": {"address": None, "email": email, "name": None, "phone": None, "tax_id": None},
        "captured": paid,
        "created": created,
        "disputed": False,
        "failure_code": refusal.code if refusal else None,
        "failure_message": refusal.message if refusal else None,
        "livemode": False,
        "outcome": _outcome(refusal),
        "paid": paid,
        "payment_intent": intent["id"],
        "payment_method_details": {"type": "card", "card": {**card_details(card), "mandate": mandate}},
        "refunded": False,
        "status": "succeeded" if paid else "failed",
        "transfer_data": _without_none(intent["transfer_data"]),
    }


def _without_none(transfer_data: Json | None) -> Json | None:
    if transfer_data is None:
        return None
    return {"amount": transfer_data.get("amount"), "destination": transfer_data["destination"]}


def _outcome(refusal: Refusal | None) -> Json:
    return {
        "network_status": "declined_by_network" if refusal else "approved_by_network",
        "reason": refusal.decline_code if refusal else None,
        "risk_level": "normal",
        "seller_message": "The bank did not approve the payment." if refusal else "Payment complete.",
        "type": "issuer_declined" if refusal else "authorized",
    }


def card_details(card: Card) -> Json:
    """Make what a charge tells of the card that paid."""
    return {
        "brand": card.brand,
        "country": card.country,
        "exp_month": 12,
        "exp_year": 2034,
        "funding": "credit",
        "last4": card.last4,
        "network": card.brand,
    }


def card_error(refusal: Refusal, charge_id: str | None = None) -> Json:
    """Make the reason why a card said no."""
    told = {
        "charge": charge_id,
        "code": refusal.code,
        "decline_code": refusal.decline_code,
        "message": refusal.message,
        "type": "card_error",
    }
    return {name: value for name, value in told.items() if value is not None}


def verification_error(intent: str) -> Json:
    """Make the reason when the person or the bank said no before any charge."""
    return {
        "code": f"{intent}_authentication_failure",
        "message": "Your bank could not confirm that it is you. Choose another card and try again.",
        "type": "card_error",
    }


def refund(*, id: str, created: int, charge: Json, amount: int, status: str, params: Json) -> Json:
    """Make money on its way back."""
    return {
        "id": id,
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": created,
        "currency": charge["currency"],
        "destination_details": {"type": "card", "card": {"reference_status": "pending", "type": "refund"}},
        "metadata": params.get("metadata") or {},
        "payment_intent": charge["payment_intent"],
        "reason": params.get("reason"),
        "receipt_number": None,
        "status": status,
        "transfer_reversal": None,
    }
