"""Money as whole paise with its currency; no floats, no silent mixing of currencies."""

from __future__ import annotations

from dataclasses import dataclass


class CurrencyMismatch(ValueError):
    """Two amounts of different currencies met in one sum; convert one first."""


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount: `paise` of `currency`. May be negative (a credit)."""

    paise: int
    currency: str = "INR"

    def __post_init__(self) -> None:
        if type(self.paise) is not int:
            raise TypeError(f"Money needs whole paise, not {self.paise!r}")

    def __add__(self, other: Money) -> Money:
        return Money(self.paise + self._same(other).paise, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.paise - self._same(other).paise, self.currency)

    def __mul__(self, times: int) -> Money:
        return Money(self.paise * times, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.paise, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.paise < self._same(other).paise

    def __le__(self, other: Money) -> bool:
        return self.paise <= self._same(other).paise

    def __gt__(self, other: Money) -> bool:
        return other < self

    def __ge__(self, other: Money) -> bool:
        return other <= self

    def __bool__(self) -> bool:
        return self.paise != 0

    def split(self) -> tuple[int, int]:
        """Whole rupees and the paise left over, of the absolute amount."""
        return divmod(abs(self.paise), 100)

    def _same(self, other: Money) -> Money:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} cannot be added or compared")
        return other
