"""Saved methods and mandates in our words: what a gateway answers about them, and what we need from it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from project.kernel.money import Money
from project.payments.gateways.answers import Request


class SetupProgress(StrEnum):
    """Where the saving of a method stands at the gateway."""

    OPEN = "open"
    SAVED = "saved"
    CLOSED = "closed"


class MandateProgress(StrEnum):
    """What the bank says about a mandate; the words are those of our own states."""

    PENDING = "pending"
    ACTIVE = "active"
    INACTIVE = "inactive"


@dataclass(frozen=True, slots=True)
class SetupOrder:
    """What a person is asked to allow when they save a method, and where the page leads back to."""

    reference: str
    customer_id: str
    limit: Money
    interval: str
    starts_at: datetime
    return_url: str


@dataclass(frozen=True, slots=True)
class ChargeOrder:
    """What is to be taken from a saved method without the person. `marks` come back with the money."""

    amount: Money
    description: str
    customer_id: str
    method_id: str
    mandate_id: str
    asked_at: datetime
    marks: dict[str, str]


@dataclass(frozen=True, slots=True)
class GatewayMethod:
    """A saved method; `is_attached` is false once it is removed for good."""

    id: str
    kind: str
    brand: str = ""
    last4: str = ""
    expires_month: int | None = None
    expires_year: int | None = None
    is_attached: bool = True


@dataclass(frozen=True, slots=True)
class GatewayMandate:
    """What the person allowed, as their bank has it now."""

    id: str
    progress: MandateProgress


@dataclass(frozen=True, slots=True)
class Setup:
    """The page that saves a method. `reference` is the setup attempt's public id.

    Once it is saved the method stands; the mandate too, when the method comes with one.
    """

    id: str
    url: str
    progress: SetupProgress
    reference: str
    method: GatewayMethod | None = None
    mandate: GatewayMandate | None = None


class Saving(Protocol):
    """Whoever keeps people's methods for us; part of `Gateway`, whose promises hold here too.

    An attempt to charge a saved method is a session nobody has to look at: `open_session` takes what `write_charge`
    wrote, and gives a session without an address.
    """

    can_save_methods: bool

    def open_customer(self, *, key: str, reference: str, name: str, email: str) -> str:
        """Make a person known, once per key, and give their id there."""
        ...

    def write_setup(self, order: SetupOrder) -> Request:
        """Write the request that opens a page to save a method; it is kept, and sent as kept."""
        ...

    def open_setup(self, *, key: str, request: Request) -> Setup:
        """Open the page; the same key and request again give the same page."""
        ...

    def get_setup(self, setup_id: str) -> Setup:
        """Read the page as it stands, with what was saved."""
        ...

    def find_setup(self, *, customer_id: str, reference: str) -> Setup | None:
        """Look for a page that was opened for this reference."""
        ...

    def close_setup(self, setup_id: str) -> Setup:
        """Close a page and read how it ended: closed, or saved when the person was faster."""
        ...

    def get_method(self, method_id: str) -> GatewayMethod:
        """Read a method as it stands."""
        ...

    def detach_method(self, method_id: str) -> None:
        """Remove a method for good; one that is removed already stays so."""
        ...

    def get_mandate(self, mandate_id: str) -> GatewayMandate:
        """Read a mandate as it stands."""
        ...

    def write_charge(self, order: ChargeOrder) -> Request:
        """Write the request that charges a saved method; it is kept, and sent as kept."""
        ...
