"""Those for whom money is collected, and their part of it."""

from project.payments.stripesim.errors import Json
from project.payments.stripesim.objects.wire import list_object


def account(*, id: str, created: int, params: Json) -> Json:
    """Make an account that has told nothing about itself yet."""
    return {
        "id": id,
        "object": "account",
        "business_type": params.get("business_type"),
        "capabilities": dict.fromkeys(params.get("capabilities", {}), "inactive"),
        "charges_enabled": False,
        "country": params.get("country", "IN"),
        "created": created,
        "default_currency": params.get("default_currency", "inr"),
        "details_submitted": False,
        "email": params.get("email"),
        "metadata": params.get("metadata") or {},
        "payouts_enabled": False,
        "type": params.get("type", "none"),
    }


def account_link(*, created: int, expires_at: int, url: str) -> Json:
    """Make the way to the page where an account tells about itself."""
    return {"object": "account_link", "created": created, "expires_at": expires_at, "url": url}


def transfer(*, id: str, created: int, charge: Json, destination: str, payment: str, amount: int) -> Json:
    """Make the part of a charge that goes on to its destination, where it is a payment of its own."""
    return {
        "id": id,
        "object": "transfer",
        "amount": amount,
        "amount_reversed": 0,
        "balance_transaction": None,
        "created": created,
        "currency": charge["currency"],
        "description": None,
        "destination": destination,
        "destination_payment": payment,
        "livemode": False,
        "metadata": {},
        "reversals": list_object([], url=f"/v1/transfers/{id}/reversals", has_more=False),
        "reversed": False,
        "source_transaction": charge["id"],
        "source_type": "card",
        "transfer_group": charge["transfer_group"] or f"group_{charge['payment_intent']}",
    }


def transfer_reversal(*, id: str, created: int, transfer: Json, amount: int, refund: str) -> Json:
    """Make money that comes back from a destination."""
    return {
        "id": id,
        "object": "transfer_reversal",
        "amount": amount,
        "balance_transaction": None,
        "created": created,
        "currency": transfer["currency"],
        "destination_payment_refund": None,
        "metadata": {},
        "source_refund": refund,
        "transfer": transfer["id"],
    }


def application_fee(*, id: str, created: int, charge: Json, account: str, amount: int) -> Json:
    """Make our part of what was collected for somebody."""
    return {
        "id": id,
        "object": "application_fee",
        "account": account,
        "amount": amount,
        "amount_refunded": 0,
        "application": "ca_sim",
        "balance_transaction": None,
        "charge": charge["id"],
        "created": created,
        "currency": charge["currency"],
        "livemode": False,
        "originating_transaction": charge["id"],
        "refunded": False,
        "refunds": list_object([], url=f"/v1/application_fees/{id}/refunds", has_more=False),
    }


def fee_refund(*, id: str, created: int, fee: Json, amount: int) -> Json:
    """Make the part of our fee that goes back."""
    return {
        "id": id,
        "object": "fee_refund",
        "amount": amount,
        "balance_transaction": None,
        "created": created,
        "currency": fee["currency"],
        "fee": fee["id"],
        "metadata": {},
    }
