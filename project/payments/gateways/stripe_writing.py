"""Writes what we ask of Stripe in Stripe's words."""

from datetime import UTC, datetime, timedelta

from project.payments.gateways.answers import Order, Request

# Stripe's least is 30 minutes by its own clock; exactly 30 fails on a slow network or a clock a little off.
OPEN_FOR = timedelta(minutes=35)
_EVIDENCE = {
    "explanation": "uncategorized_text",
    "what_was_provided": "product_description",
    "provided_on": "service_date",
    "person_name": "customer_name",
    "person_email": "customer_email_address",
    "refund_policy": "refund_policy_disclosure",
    "why_not_refunded": "refund_refusal_explanation",
}


def session_request(order: Order) -> Request:
    """Write the request of a Checkout Session. The marks on session and intent lead any webhook back to us."""
    price = {
        "currency": order.amount.currency.lower(),
        "unit_amount": order.amount.paise,
        "product_data": {"name": order.description},
    }
    return {
        "mode": "payment",
        "line_items": [{"quantity": 1, "price_data": price}],
        "client_reference_id": order.reference,
        "customer_email": order.email,
        "metadata": order.marks,
        "payment_intent_data": {"metadata": order.marks, "description": order.description},
        "custom_text": {"submit": {"message": order.note}},
        "expires_at": int((order.opened_at + OPEN_FOR).timestamp()),
        "success_url": order.success_url,
        "cancel_url": order.cancel_url,
    }


def closes_at(request: Request) -> datetime:
    """Read when Stripe closes the page of a request by itself."""
    return datetime.fromtimestamp(request["expires_at"], UTC)


def evidence_request(evidence: dict[str, str]) -> Request:
    """Write our answer to a dispute; it is final once sent."""
    return {"evidence": {_EVIDENCE[name]: text for name, text in evidence.items()}, "submit": True}


def window(since: datetime | None, until: datetime | None) -> Request:
    """Write a time as the filter of a list."""
    bounds = {"gte": since, "lt": until}
    created = {name: int(moment.timestamp()) for name, moment in bounds.items() if moment is not None}
    return {"limit": 100, **({"created": created} if created else {})}
