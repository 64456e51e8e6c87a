"""The two accounts that the contract is held against, and what may be compared between them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import stripe

from project.payments.stripesim.testing import RunningSim
from tests.waiting import eventually

CURRENCY = "inr"
_AS_LONG_AS = 120
_ID = re.compile(r"(?:[a-z]+_)+[A-Za-z0-9_]{8,}\Z")
_MOMENTS = {"created", "expires_at", "available_on", "due_by", "start_date", "accepted_at"}


@dataclass(frozen=True)
class Account:
    """A client, and the stand-in behind it unless it is Stripe itself."""

    client: stripe.StripeClient
    sim: RunningSim | None = None

    def eventually(self, find: Callable[[], Any]) -> Any:
        """Give what is found as soon as it is: at once here, after a while at Stripe."""
        return find() if self.sim else eventually(find, seconds=_AS_LONG_AS)


def sandbox(key: str) -> Account:
    """Give the account of a sandbox's key; a live one is refused."""
    if not key.startswith(("sk_test_", "rk_test_")):
        raise ValueError("STRIPE_CONTRACT_KEY must be the key of a sandbox.")
    return Account(stripe.StripeClient(key, max_network_retries=2))


def fresh(name: str) -> str:
    """Draw a key or a reference that no earlier run used."""
    return f"{name}:{uuid4()}"


def shape(value: Any, name: str = "") -> Any:
    """Give what two accounts must have in common: no ids, moments, addresses or secrets."""
    if isinstance(value, dict):
        return {key: shape(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value]
    if name in _MOMENTS or name.endswith("_at"):
        return None if value is None else "<moment>"
    if isinstance(value, str) and ("://" in value or "secret" in name):
        return "<address>" if "://" in value else "<secret>"
    return "<id>" if isinstance(value, str) and _ID.match(value) else value


def unlike(ours: Any, theirs: Any, path: str = "") -> list[str]:
    """List where our shape is not theirs; what they send beyond ours is no difference."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return [
            found
            for name, item in ours.items()
            for found in (unlike(item, theirs[name], f"{path}.{name}") if name in theirs else [f"{path}.{name}: ours"])
        ]
    if isinstance(ours, list) and isinstance(theirs, list) and ours and theirs:
        return unlike(ours[0], theirs[0], f"{path}[]")
    return [] if ours == theirs else [f"{path}: {ours!r} here, {theirs!r} there"]
