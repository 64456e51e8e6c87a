"""The test cards, by number and by the payment method name that the API takes instead."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """Why a bank does not pay."""

    message: str
    code: str = "card_declined"
    decline_code: str | None = None


AUTHENTICATION_REQUIRED = Refusal(
    "Your card was declined. This transaction requires authentication.",
    code="authentication_required",
    decline_code="authentication_required",
)
NOT_APPROVED = Refusal("Your card was declined.", decline_code="transaction_not_approved")
MANDATE_CANCELED = Refusal("The mandate for this card was canceled.", code="india_recurring_payment_mandate_canceled")


@dataclass(frozen=True)
class Card:
    """A number and what happens when it is charged, with the person there or, by `renewal`, later without them."""

    number: str
    says: str
    brand: str = "visa"
    country: str = "US"
    method: str = ""
    refusal: Refusal | None = None
    renewal: Refusal | None = None
    refused_when_saved: bool = True
    asks_to_verify: bool = False
    disputed_as: str = ""

    @property
    def last4(self) -> str:
        """Give the digits that people recognise a card by."""
        return self.number[-4:]

    @property
    def needs_mandate(self) -> bool:
        """Tell whether the law asks for a mandate before it is charged without the person."""
        return self.country == "IN"


CARDS = (
    Card("4242424242424242", "Pays", method="pm_card_visa"),
    Card("4000003560000008", "Pays, Indian card", country="IN", method="pm_card_in"),
    Card("5555555555554444", "Pays, Mastercard", brand="mastercard", method="pm_card_mastercard"),
    Card(
        "4000000000000002",
        "Declined",
        method="pm_card_chargeDeclined",
        refusal=Refusal("Your card was declined.", decline_code="generic_decline"),
    ),
    Card(
        "4000000000009995",
        "Declined, not enough money",
        method="pm_card_chargeDeclinedInsufficientFunds",
        refusal=Refusal("Your card has insufficient funds.", decline_code="insufficient_funds"),
    ),
    Card(
        "4000002760003184",
        "Bank asks you to confirm",
        country="DE",
        method="pm_card_authenticationRequired",
        asks_to_verify=True,
    ),
    Card(
        "4000000000000341",
        "Can be saved, never pays",
        method="pm_card_chargeCustomerFail",
        refusal=Refusal("Your card was declined.", decline_code="generic_decline"),
        refused_when_saved=False,
    ),
    Card("4000000000000259", "Pays, and is disputed at once", method="pm_card_createDispute", disputed_as="fraudulent"),
    Card(
        "4000003560000123",
        "Indian card for automatic payments",
        country="IN",
        method="pm_card_indiaRecurringMandateSetupAndRenewalsSuccess",
        asks_to_verify=True,
    ),
    Card(
        "4000003560000297",
        "Indian card, each automatic payment stopped by its owner",
        country="IN",
        method="pm_card_indiaRecurringPaymentFailureAfterPreDebitNotification",
        asks_to_verify=True,
        renewal=NOT_APPROVED,
    ),
    Card(
        "4000003560000248",
        "Indian card whose bank announces no automatic payment",
        country="IN",
        method="pm_card_indiaRecurringPaymentFailureUndeliveredDebitNotification",
        asks_to_verify=True,
        renewal=Refusal("An error occurred while processing your card.", code="processing_error"),
    ),
    Card(
        "4000003560000263",
        "Indian card whose mandate its owner cancels",
        country="IN",
        method="pm_card_indiaRecurringPaymentFailureCanceledMandate",
        asks_to_verify=True,
        renewal=MANDATE_CANCELED,
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
