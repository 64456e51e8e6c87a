"""The shapes of Stripe's objects, with every field that the pinned version always sends."""

from typing import Any

import stripe

from project.payments.stripesim.cards import Card
from project.payments.stripesim.errors import Json


def checkout_session(
    *, id: str, created: int, url: str, amount: int, currency: str, merchant: str, params: Json
) -> Json:
    """Make an open session that nobody has paid."""
    echoed = (
        "allowed_payment_method_types excluded_payment_method_types billing_address_collection cancel_url "
        "client_reference_id customer customer_creation customer_email integration_identifier locale "
        "submit_type success_url"
    )
    texts = ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")
    body: Json = {name: params.get(name) for name in echoed.split()}
    return body | {
        "id": id,
        "object": "checkout.session",
        "amount_subtotal": amount,
        "amount_total": amount,
        "branding_settings": _branding(merchant) | params.get("branding_settings", {}),
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "created": created,
        "currency": currency,
        "custom_fields": [],
        "custom_text": {name: params.get("custom_text", {}).get(name) or None for name in texts},
        "customer_details": None,
        "expires_at": params["expires_at"],
        "livemode": False,
        "metadata": params.get("metadata", {}),
        "mode": "payment",
        "payment_intent": None,
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "shipping_options": [],
        "status": "open",
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
        "url": url,
    }


def _branding(merchant: str) -> Json:
    return {
        "background_color": "#ffffff",
        "border_style": "rounded",
        "button_color": "#0b5d66",
        "display_name": merchant,
        "font_family": "default",
    }


def customer_details(email: str | None) -> Json:
    """Make what a session knows of its payer."""
    return {"address": None, "email": email, "name": None, "phone": None, "tax_exempt": "none", "tax_ids": []}


def line_item(*, id: str, price: str, product: str, created: int, params: Json) -> Json:
    """Make one thing that is paid for, with the price made for it on the spot."""
    data, quantity = params["price_data"], params.get("quantity", 1)
    amount = data["unit_amount"] * quantity
    return {
        "id": id,
        "object": "item",
        "amount_discount": 0,
        "amount_subtotal": amount,
        "amount_tax": 0,
        "amount_total": amount,
        "currency": data["currency"],
        "description": data["product_data"]["name"],
        "metadata": params.get("metadata", {}),
        "price": _price(price, product, created, data),
        "quantity": quantity,
    }


def _price(id: str, product: str, created: int, data: Json) -> Json:
    return {
        "id": id,
        "object": "price",
        "active": False,
        "billing_scheme": "per_unit",
        "created": created,
        "currency": data["currency"],
        "livemode": False,
        "metadata": {},
        "product": product,
        "tax_behavior": data.get("tax_behavior", "unspecified"),
        "type": "one_time",
        "unit_amount": data["unit_amount"],
        "unit_amount_decimal": str(data["unit_amount"]),
    }


def payment_intent(*, id: str, secret: str, created: int, amount: int, currency: str, params: Json) -> Json:
    """Make an intent that waits for a card."""
    echoed = ("customer", "description", "receipt_email", "statement_descriptor", "statement_descriptor_suffix")
    body: Json = {name: params.get(name) for name in echoed}
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
        "metadata": params.get("metadata", {}),
        "next_action": None,
        "payment_method": None,
        "payment_method_types": ["card"],
        "processing": None,
        "status": "requires_payment_method",
    }


def charge(*, id: str, created: int, intent: Json, card: Card, email: str | None) -> Json:
    """Make what came of asking a card."""
    declined = bool(card.decline_code)
    return {
        "id": id,
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": 0 if declined else intent["amount"],
        "amount_refunded": 0,
        "balance_transaction": None,
        "billing_details": {"address": None, "email": email, "name": None, "phone": None, "tax_id": None},
        "captured": not declined,
        "created": created,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "failure_code": "card_declined" if declined else None,
        "failure_message": card.message or None,
        "livemode": False,
        "metadata": intent["metadata"],
        "outcome": _outcome(card),
        "paid": not declined,
        "payment_intent": intent["id"],
        "payment_method": intent["payment_method"],
        "payment_method_details": {"type": "card", "card": _card_details(card)},
        "receipt_email": intent["receipt_email"],
        "refunded": False,
        "status": "failed" if declined else "succeeded",
    }


def _outcome(card: Card) -> Json:
    declined = bool(card.decline_code)
    return {
        "network_status": "declined_by_network" if declined else "approved_by_network",
        "reason": card.decline_code or None,
        "risk_level": "normal",
        "seller_message": "The bank did not approve the payment." if declined else "Payment complete.",
        "type": "issuer_declined" if declined else "authorized",
    }


def _card_details(card: Card) -> Json:
    return {
        "brand": card.brand,
        "country": card.country,
        "exp_month": 12,
        "exp_year": 2034,
        "funding": "credit",
        "last4": card.last4,
        "network": card.brand,
    }


def decline_error(card: Card, charge_id: str) -> Json:
    """Make the reason why a card said no."""
    return {
        "charge": charge_id,
        "code": "card_declined",
        "decline_code": card.decline_code,
        "message": card.message,
        "type": "card_error",
    }


def verification_error() -> Json:
    """Make the reason when the person or the bank said no before any charge."""
    return {
        "code": "payment_intent_authentication_failure",
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
    }


def customer(*, id: str, created: int, params: Json) -> Json:
    """Make somebody who pays."""
    return {
        "id": id,
        "object": "customer",
        "address": None,
        "balance": 0,
        "created": created,
        "currency": None,
        "delinquent": False,
        "description": params.get("description"),
        "email": params.get("email"),
        "livemode": False,
        "metadata": params.get("metadata") or {},
        "name": params.get("name"),
        "phone": params.get("phone"),
    }


def event(*, id: str, created: int, type: str, subject: Json, request: Json, pending: int) -> Json:
    """Make a snapshot of something that happened."""
    return {
        "id": id,
        "object": "event",
        "api_version": stripe.api_version,
        "created": created,
        "data": {"object": subject},
        "livemode": False,
        "pending_webhooks": pending,
        "request": request,
        "type": type,
    }


def list_object(data: list[Any], *, url: str, has_more: bool) -> Json:
    """Make one page of a list."""
    return {"object": "list", "data": data, "has_more": has_more, "url": url}
