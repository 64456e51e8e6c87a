"""Those who pay, what they pay with, and what they allowed."""

from project.payments.stripesim.cards import Card
from project.payments.stripesim.errors import Json


def customer(*, id: str, created: int, params: Json) -> Json:
    """Make somebody who pays."""
    return {
        "id": id,
        "object": "customer",
        "address": None,
        "balance": 0,
        "created": created,
        "currency": None,
        "default_source": None,
        "delinquent": False,
        "description": params.get("description"),
        "email": params.get("email"),
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "livemode": False,
        "metadata": params.get("metadata") or {},
        "name": params.get("name"),
        "phone": params.get("phone"),
    }


def payment_method(*, id: str, created: int, card: Card, email: str | None = None) -> Json:
    """Make a card that can be charged, of nobody yet."""
    return {
        "id": id,
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": {"address": None, "email": email, "name": None, "phone": None, "tax_id": None},
        "card": {
            "brand": card.brand,
            "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
            "country": card.country,
            "display_brand": card.brand,
            "exp_month": 12,
            "exp_year": 2034,
            "fingerprint": f"sim{card.number[-12:]}",
            "funding": "credit",
            "generated_from": None,
            "last4": card.last4,
            "networks": {"available": [card.brand], "preferred": None},
            "three_d_secure_usage": {"supported": True},
            "wallet": None,
        },
        "created": created,
        "customer": None,
        "livemode": False,
        "metadata": {},
        "type": "card",
    }


def setup_intent(*, id: str, secret: str, created: int, params: Json) -> Json:
    """Make the wish to save a card."""
    return {
        "id": id,
        "object": "setup_intent",
        "application": None,
        "automatic_payment_methods": None,
        "cancellation_reason": None,
        "client_secret": f"{id}_secret_{secret}",
        "created": created,
        "customer": params.get("customer"),
        "description": params.get("description"),
        "flow_directions": None,
        "last_setup_error": None,
        "latest_attempt": None,
        "livemode": False,
        "mandate": None,
        "metadata": params.get("metadata") or {},
        "next_action": None,
        "on_behalf_of": params.get("on_behalf_of"),
        "payment_method": None,
        "payment_method_options": _options(params),
        "payment_method_types": ["card"],
        "single_use_mandate": None,
        "status": "requires_payment_method",
        "usage": params.get("usage", "off_session"),
    }


def _options(params: Json) -> Json:
    wanted = params.get("payment_method_options", {}).get("card", {}).get("mandate_options")
    filled = wanted and {"description": None, "end_date": None, "interval_count": None, **wanted}
    return {"card": {"mandate_options": filled or None, "network": None, "request_three_d_secure": "automatic"}}


def mandate(*, id: str, accepted_at: int, method: str) -> Json:
    """Make the permission to charge an Indian card again."""
    return {
        "id": id,
        "object": "mandate",
        "customer_acceptance": {
            "accepted_at": accepted_at,
            "online": {"ip_address": "127.0.0.1", "user_agent": "stripesim"},
            "type": "online",
        },
        "livemode": False,
        "multi_use": {},
        "payment_method": method,
        "payment_method_details": {"card": {"india": {"inactive_reason": None}}, "type": "card"},
        "status": "pending",
        "type": "multi_use",
    }
