"""The stand-in of Stripe over HTTP, a database in which commits are real, and one world for each test."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from pytest_django import Settings

from project.payments.gateways import stripe_asking
from project.payments.stripesim.testing import API_KEY, WEBHOOK_SECRET, RunningSim
from tests.gateways import fake_gateway, one_stripe_sim
from tests.races.conftest import committing, empty_the_domains
from tests.torture.gateways import PATH
from tests.torture.world import World

__all__ = ["committing", "fake_gateway", "one_stripe_sim"]

MakeWorld = Callable[..., World]


@pytest.fixture
def stripe(one_stripe_sim: RunningSim, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> RunningSim:
    """The stand-in, asked once per call: what the SDK would try again by itself is tried again by us."""
    monkeypatch.setattr(stripe_asking, "NETWORK_RETRIES", 0)
    settings.PAYMENTS_GATEWAY = PATH
    settings.STRIPE_API_BASE = one_stripe_sim.base_url
    settings.STRIPE_SECRET_KEY = API_KEY
    settings.STRIPE_WEBHOOK_SECRET = WEBHOOK_SECRET
    return one_stripe_sim


@pytest.fixture
def quietly() -> Iterator[None]:
    """Hundreds of thousands of lines would be kept for a failure that is told in ten."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def make_world(stripe: RunningSim, committing: None, quietly: None) -> Iterator[MakeWorld]:
    """Makes a new world as often as asked; what was in the last one is gone."""
    with ExitStack() as last:

        def make(**wishes: int) -> World:
            last.close()
            empty_the_domains()
            return last.enter_context(World(stripe, **wishes).on_every_connection())

        yield make


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    """One world."""
    return make_world()
