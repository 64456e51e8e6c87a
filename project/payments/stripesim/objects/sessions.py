"""Checkout sessions and what is paid for in them."""

from project.payments.stripesim.errors import Json


def checkout_session(
    *, id: str, created: int, url: str, amount: int | None, currency: str, merchant: str, params: Json
) -> Json:
    """Make an open session that nobody has paid."""
    echoed = (
        "allowed_payment_method_types billing_address_collection cancel_url "
        "client_reference_id customer customer_creation customer_email integration_identifier locale "
        "submit_type success_url"
    )
    texts = ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")
    body: Json = {name: params.get(name) for name in echoed.split()}
    if "excluded_payment_method_types" in params:
        body["excluded_payment_method_types"] = params["excluded_payment_method_types"]
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
        "mode": params["mode"],
        "payment_intent": None,
        "payment_method_types": ["card"],
        "payment_status": "unpaid" if params["mode"] == "payment" else "no_payment_required",
        "setup_intent": None,
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
