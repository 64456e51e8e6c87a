"""What payments tells: money that came, goes back or is fought over, and the methods people saved.

`subject` says what the money is for, such as `booking:42`; payments itself never looks into it.
"""

from project.events.registry import EventType, Holds, declare

ATTEMPT = {"attempt": Holds.ID, "subject": Holds.WORD, "amount_paise": Holds.PAISE}
PAID = ATTEMPT | {"payment": Holds.ID}
REFUND = {"refund": Holds.ID, "payment": Holds.ID, "subject": Holds.WORD, "amount_paise": Holds.PAISE}
RECEIPT = {"receipt": Holds.ID, "payment": Holds.ID, "subject": Holds.WORD}
DISPUTE = {"dispute": Holds.ID, "amount_paise": Holds.PAISE, "payment": Holds.ID, "subject": Holds.WORD}

REFUNDS = {
    "refund.started": "A refund is owed; the payment provider has not been asked yet.",
    "refund.sent": "The payment provider has taken the refund on.",
    "refund.arrived": "The money is back where it came from.",
    "refund.failed": "The bank or the payment provider sent the refund back: a person decides.",
}
DISPUTES = {
    "dispute.opened": "A bank has taken money back and waits for our answer.",
    "dispute.under_review": "The bank has our answer and decides.",
    "dispute.won": "The bank decided for us.",
    "dispute.lost": "The bank decided for the payer.",
}
MANDATES = {
    "mandate.pending": "A bank is asked whether we may charge a saved method.",
    "mandate.active": "We may charge a saved method, up to the mandate's limit.",
    "mandate.inactive": "We may not charge a saved method any more.",
}

declare(EventType("payment.succeeded", "Money came as it was asked for.", key="attempt", fields=PAID))
declare(
    EventType(
        "payment.differs",
        "Money came, but not as much as was asked for: a person decides.",
        key="attempt",
        fields=PAID | {"asked_paise": Holds.PAISE},
    )
)
declare(EventType("payment.failed", "An attempt to pay has ended without money.", key="attempt", fields=ATTEMPT))
declare(EventType("receipt.drawn", "The paper for a payment can be opened.", key="payment", fields=RECEIPT))
declare(
    EventType(
        "suspense.opened",
        "Money came that belongs to nothing we know.",
        key="suspense",
        fields={"suspense": Holds.ID, "amount_paise": Holds.PAISE, "why": Holds.WORD},
    )
)
declare(EventType("method.saved", "Somebody saved a payment method.", key="method", fields={"method": Holds.ID}))
declare(EventType("method.removed", "Somebody removed a payment method.", key="method", fields={"method": Holds.ID}))

for name, about in REFUNDS.items():
    declare(EventType(name, about, key="payment", fields=REFUND))
for name, about in DISPUTES.items():
    declare(EventType(name, about, key="dispute", fields=DISPUTE, optional={"payment", "subject"}))
for name, about in MANDATES.items():
    declare(EventType(name, about, key="method", fields={"mandate": Holds.ID, "method": Holds.ID}))
