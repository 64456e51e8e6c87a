"""The calls that the contract is about, with no more in them than it needs."""

from typing import Any

import pytest
import stripe

from .accounts import CURRENCY, fresh

BACK = "https://nivas.example/paid/"


def session(client: stripe.StripeClient, *, key: str = "", **params: Any) -> stripe.checkout.Session:
    item = {
        "quantity": 1,
        "price_data": {"currency": CURRENCY, "unit_amount": 850_000, "product_data": {"name": "Refundable deposit"}},
    }
    asked = {"mode": "payment", "line_items": [item], "success_url": BACK, **params}
    return client.v1.checkout.sessions.create(asked, {"idempotency_key": key or fresh("session")})


def pay(client: stripe.StripeClient, card: str = "pm_card_visa", amount: int = 5000, **params: Any) -> Any:
    return client.v1.payment_intents.create(
        {
            "amount": amount,
            "currency": CURRENCY,
            "confirm": True,
            "payment_method": card,
            "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
            "expand": ["latest_charge"],
            **params,
        }
    )


def refusal(call: Any, *args: Any) -> stripe.StripeError:
    with pytest.raises(stripe.StripeError) as caught:
        call(*args)
    return caught.value
