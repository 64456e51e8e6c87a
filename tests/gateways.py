"""Fixtures to import into a conftest: a gateway in memory, Stripe's stand-in spoken to over HTTP, and our clock."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.db import connection
from pytest_django import Settings

from project.payments.gateways import gateway
from project.payments.gateways.fake import FakeGateway
from project.payments.stripesim.testing import API_KEY, WEBHOOK_SECRET, RunningSim, running_sim


@pytest.fixture
def fake_gateway(settings: Settings) -> FakeGateway:
    """A fresh gateway in memory."""
    settings.PAYMENTS_GATEWAY = "project.payments.gateways.fake.FakeGateway"
    settings.STRIPE_API_BASE = f"memory:{uuid4()}"
    made = gateway()
    assert isinstance(made, FakeGateway)
    return made


@pytest.fixture(scope="session")
def one_stripe_sim() -> Iterator[RunningSim]:
    with running_sim() as sim:
        yield sim


@pytest.fixture
def travel() -> Iterator[Callable[[int], None]]:
    """Moves our clock by seconds for this connection; Stripe's and the machine's stay where they are."""

    def move(seconds: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('nivas.clock_offset', %s, false)", [str(seconds)])

    yield move
    move(0)


@pytest.fixture
def stripe_sim(one_stripe_sim: RunningSim, settings: Settings) -> RunningSim:
    """Stripe's stand-in, empty; webhooks wait to be collected."""
    one_stripe_sim.control("reset", seed=7)
    settings.STRIPE_API_BASE = one_stripe_sim.base_url
    settings.STRIPE_SECRET_KEY = API_KEY
    settings.STRIPE_WEBHOOK_SECRET = WEBHOOK_SECRET
    return one_stripe_sim
