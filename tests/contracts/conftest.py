import os
from collections.abc import Iterator

import pytest
import stripe

from project.payments.stripesim.testing import running_sim

from .accounts import Account, sandbox

KEY = os.environ.get("STRIPE_CONTRACT_KEY", "")


@pytest.fixture(scope="session")
def stand_in() -> Iterator[Account]:
    with running_sim() as sim:
        yield Account(sim.client(), sim)


@pytest.fixture(scope="session")
def real() -> Account:
    """Stripe itself, when there is a key of a sandbox."""
    if not KEY:
        pytest.skip("STRIPE_CONTRACT_KEY is not set")
    return sandbox(KEY)


@pytest.fixture(params=["stand_in", "real"])
def account(request: pytest.FixtureRequest) -> Account:
    """The one and then the other: both must keep the contract."""
    found: Account = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def client(account: Account) -> stripe.StripeClient:
    return account.client
