from collections.abc import Callable, Iterator
from typing import Any

import pytest
import stripe
from stripe.checkout import Session

from project.payments.stripesim.testing import RunningSim, running_sim

OpenSession = Callable[..., Session]


@pytest.fixture
def sim() -> Iterator[RunningSim]:
    with running_sim() as running:
        yield running


@pytest.fixture
def client(sim: RunningSim) -> stripe.StripeClient:
    return sim.client()


@pytest.fixture
def open_session(client: stripe.StripeClient) -> OpenSession:
    """Opens a session for a deposit of ₹8,500."""

    def open_one(**params: Any) -> Session:
        return client.v1.checkout.sessions.create(session_params(**params))

    return open_one


def session_params(amount: int = 850_000, **params: Any) -> Any:
    item = {
        "quantity": 1,
        "price_data": {"currency": "inr", "unit_amount": amount, "product_data": {"name": "Refundable deposit"}},
    }
    return {
        "mode": "payment",
        "line_items": [item],
        "success_url": "https://nivas.example/paid/?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "https://nivas.example/bookings/7/",
        "client_reference_id": "attempt-7",
        "metadata": {"subject": "booking:7"},
        "payment_intent_data": {"metadata": {"subject": "booking:7"}},
        **params,
    }


def hook_types(sim: RunningSim) -> list[str]:
    return [hook["type"] for hook in sim.collect_hooks()]
