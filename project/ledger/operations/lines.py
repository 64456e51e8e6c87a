"""What one entry is to say, before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from project.kernel.money import Money
from project.ledger.models import AccountKind
from project.ledger.rules import Content

if TYPE_CHECKING:
    from project.identity.models import Landlord, User


class NotAnAmount(ValueError):
    """A debit or credit of nothing, or of less: the caller leaves such a line out, or names the other side."""


@dataclass(frozen=True, slots=True)
class Line:
    """An amount for one account: above zero a debit, below a credit."""

    kind: AccountKind
    amount: Money
    person: User | None = None
    landlord: Landlord | None = None

    @property
    def content(self) -> Content:
        """What the entry will say, as it is hashed and compared."""
        person = self.person.pk if self.person else None
        landlord = self.landlord.pk if self.landlord else None
        return str(self.kind), self.amount.currency, person, landlord, self.amount.paise


def debit(kind: AccountKind, amount: Money, *, person: User | None = None, landlord: Landlord | None = None) -> Line:
    """Say what goes to the left. Raises NotAnAmount."""
    return Line(kind, _positive(amount), person, landlord)


def credit(kind: AccountKind, amount: Money, *, person: User | None = None, landlord: Landlord | None = None) -> Line:
    """Say what goes to the right. Raises NotAnAmount."""
    return Line(kind, -_positive(amount), person, landlord)


def _positive(amount: Money) -> Money:
    if amount.paise <= 0:
        raise NotAnAmount(f"{amount} can be neither debited nor credited.")
    return amount
