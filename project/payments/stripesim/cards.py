"""The test cards, by number and by the payment method name that the API takes instead."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """A number and what happens when it is charged."""

    number: str
    says: str
    brand: str = "visa"
    country: str = "US"
    method: str = ""
    decline_code: str = ""
    message: str = ""
    asks_to_verify: bool = False

    @property
    def last4(self) -> str:
        """Give the digits that people recognise a card by."""
        return self.number[-4:]


CARDS = (
    Card("4242424242424242", "Pays", method="pm_card_visa"),
    Card("4000003560000008", "Pays, Indian card", country="IN", method="pm_card_in"),
    Card("5555555555554444", "Pays, Mastercard", brand="mastercard", method="pm_card_mastercard"),
    Card(
        "4000000000000002",
        "Declined",
        method="pm_card_chargeDeclined",
        decline_code="generic_decline",
        message="Your card was declined.",
    ),
    Card(
        "4000000000009995",
        "Declined, not enough money",
        method="pm_card_chargeDeclinedInsufficientFunds",
        decline_code="insufficient_funds",
        message="Your card has insufficient funds.",
    ),
    Card(
        "4000002760003184",
        "Bank asks you to confirm",
        country="DE",
        method="pm_card_authenticationRequired",
        asks_to_verify=True,
    ),
)
_BY_NUMBER = {card.number: card for card in CARDS}
_BY_METHOD = {card.method: card for card in CARDS}


def card_numbered(number: str) -> Card | None:
    """Find the card with this number, however its digits are grouped."""
    return _BY_NUMBER.get("".join(number.replace("-", " ").split()))


def card_for_method(method: str) -> Card | None:
    """Find the card behind a name like `pm_card_visa`."""
    return _BY_METHOD.get(method)


def grouped(number: str) -> str:
    """Write a number in fours, as it stands on a card."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))
