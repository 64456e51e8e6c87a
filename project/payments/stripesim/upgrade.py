"""Brings a file that an earlier version of the stand-in wrote up to what this one expects."""

from project.payments.stripesim.errors import Json
from project.payments.stripesim.store import Store

VERSION = 2
# Fields that version 1 did not write yet, by kind.
_NEW_FIELDS: dict[str, Json] = {
    "charge": dict.fromkeys(
        ("application_fee", "application_fee_amount", "on_behalf_of", "transfer_data", "transfer_group")
    ),
    "checkout.session": {"setup_intent": None},
    "customer": {"invoice_settings": {"default_payment_method": None}},
    "payment_intent": dict.fromkeys(
        ("application_fee_amount", "on_behalf_of", "setup_future_usage", "transfer_data", "transfer_group")
    ),
    "refund": {"transfer_reversal": None},
}


def upgrade(store: Store) -> None:
    """Fill in what is missing, once; a person whom the bank was just asking chooses their card again."""
    [row] = store.rows("PRAGMA user_version")
    if row["user_version"] >= VERSION:
        return
    with store.transaction():
        for kind, fields in _NEW_FIELDS.items():
            for body in store.all(kind):
                store.save({**fields, **body, **_asked_again(body)})
        store.write(f"PRAGMA user_version = {VERSION}")


def _asked_again(body: Json) -> Json:
    """Version 1 kept no payment methods, so it does not tell which card the bank's question was about."""
    if body["object"] != "payment_intent" or body["status"] != "requires_action":
        return {}
    return {"status": "requires_payment_method", "next_action": None, "payment_method": None}
