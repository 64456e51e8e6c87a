"""Accounts for whom money is collected: each charge goes on to them, less our fee, and a refund takes both back."""

from project.payments.stripesim import objects
from project.payments.stripesim.balance import book
from project.payments.stripesim.errors import ApiError, Json, ResourceMissing, check_modelled
from project.payments.stripesim.simulation import Simulation

LINK_FOR = 300
_ACCOUNT = {"business_type", "capabilities", "country", "default_currency", "email", "expand", "metadata", "type"}
_LINK = {"account", "collect", "expand", "refresh_url", "return_url", "type"}


def create_account(sim: Simulation, params: Json) -> Json:
    """Make an account that can receive nothing until it has told about itself.

    Raises: ApiError.
    """
    check_modelled(params, _ACCOUNT)
    return sim.store.add(objects.account(id=sim.store.next_id("acct_", 16), created=sim.clock.now(), params=params))


def create_account_link(sim: Simulation, params: Json) -> Json:
    """Make a short-lived way to the page where an account tells about itself.

    Raises: ApiError when there is no such account, or no way back.
    """
    check_modelled(params, _LINK)
    account = find_account(sim, params["account"], status=400)
    for name in ("refresh_url", "return_url"):
        if not params.get(name, "").startswith(("http://", "https://")):
            raise ApiError(f"Missing required param: {name}.", code="parameter_missing", param=name)
    now = sim.clock.now()
    sim.store.save(account, return_url=params["return_url"])
    url = f"{sim.public_url}/onboarding/{account['id']}"
    return objects.account_link(created=now, expires_at=now + LINK_FOR, url=url)


def enable_account(sim: Simulation, id: str, *, enabled: bool = True) -> Json:
    """Let an account receive money, or stop it.

    Raises: ResourceMissing.
    """
    account = find_account(sim, id)
    account |= dict.fromkeys(("charges_enabled", "details_submitted", "payouts_enabled"), enabled)
    account["capabilities"] = dict.fromkeys(account["capabilities"], "active" if enabled else "inactive")
    sim.store.save(account)
    sim.events.record("account.updated", account)
    return account


def find_account(sim: Simulation, id: str, *, status: int = 404) -> Json:
    """Find an account by its id.

    Raises: ResourceMissing.
    """
    account = sim.store.get("account", id)
    if account is None:
        raise ResourceMissing("account", id, param="account", status=status)
    return account


def check_destination(sim: Simulation, params: Json) -> None:
    """Check that the account which a payment goes on to can take it, and that our fee is within it.

    Raises: ApiError.
    """
    data, fee = params.get("transfer_data"), params.get("application_fee_amount")
    if data is None:
        if fee is not None:
            raise ApiError("An application fee needs transfer_data[destination].", param="application_fee_amount")
        return
    check_modelled(data, {"destination", "amount"}, "transfer_data")
    account = find_account(sim, data["destination"], status=400)
    if not account["charges_enabled"]:
        raise ApiError(f"Account {account['id']} cannot receive money yet.", param="transfer_data[destination]")
    if fee is not None and "amount" in data:
        raise ApiError("Use application_fee_amount or transfer_data[amount], not both.", param="transfer_data")
    if fee is not None and not 0 <= fee <= params.get("amount", fee):
        raise ApiError("The application fee cannot be more than the amount.", param="application_fee_amount")


def pass_on(sim: Simulation, charge: Json) -> None:
    """Send a paid charge on to its destination and take our fee; nothing happens to one that is all ours."""
    data, fee = charge["transfer_data"], charge["application_fee_amount"]
    if data is None:
        return
    amount = data["amount"] if data["amount"] is not None else charge["amount"]
    transfer = objects.transfer(
        id=sim.store.next_id("tr_"),
        created=sim.clock.now(),
        charge=charge,
        destination=data["destination"],
        payment=sim.store.next_id("py_"),
        amount=amount,
    )
    transfer["balance_transaction"] = book(sim, transfer, -amount, "transfer")
    sim.store.add(transfer)
    charge |= {"transfer": transfer["id"], "transfer_group": transfer["transfer_group"]}
    sim.events.record("transfer.created", transfer)
    if fee:
        charge["application_fee"] = _take_fee(sim, charge, data["destination"], fee)
    sim.store.save(charge)


def take_back(sim: Simulation, charge: Json, refund: Json, *, transfer: bool, fee: bool) -> None:
    """Take a refund's share back from the destination, and give back the share of our fee.

    Shares are reckoned from all that was refunded so far, so that parts add up to the whole to the paisa.
    """
    refunded, whole = charge["amount_refunded"], charge["amount_captured"]
    if transfer:
        _reverse(sim, sim.store.need("transfer", charge["transfer"]), refund, refunded, whole)
    if fee and charge["application_fee"]:
        _refund_fee(sim, sim.store.need("application_fee", charge["application_fee"]), refunded, whole)


def _take_fee(sim: Simulation, charge: Json, account: str, amount: int) -> str:
    fee = objects.application_fee(
        id=sim.store.next_id("fee_"), created=sim.clock.now(), charge=charge, account=account, amount=amount
    )
    fee["balance_transaction"] = book(sim, fee, amount, "application_fee")
    sim.store.add(fee)
    sim.events.record("application_fee.created", fee)
    fee_id: str = fee["id"]
    return fee_id


def _reverse(sim: Simulation, transfer: Json, refund: Json, refunded: int, whole: int) -> None:
    amount = transfer["amount"] * refunded // whole - transfer["amount_reversed"]
    if amount <= 0:
        return
    reversal = objects.transfer_reversal(
        id=sim.store.next_id("trr_"), created=sim.clock.now(), transfer=transfer, amount=amount, refund=refund["id"]
    )
    reversal["balance_transaction"] = book(sim, reversal, amount, "transfer_refund")
    sim.store.add(reversal)
    transfer["amount_reversed"] += amount
    transfer["reversed"] = transfer["amount_reversed"] == transfer["amount"]
    transfer["reversals"]["data"].insert(0, reversal)
    sim.store.save(transfer)
    refund["transfer_reversal"] = reversal["id"]
    sim.store.save(refund)
    sim.events.record("transfer.reversed", transfer)


def _refund_fee(sim: Simulation, fee: Json, refunded: int, whole: int) -> None:
    amount = fee["amount"] * refunded // whole - fee["amount_refunded"]
    if amount <= 0:
        return
    given = objects.fee_refund(id=sim.store.next_id("fr_"), created=sim.clock.now(), fee=fee, amount=amount)
    given["balance_transaction"] = book(sim, given, -amount, "application_fee_refund")
    sim.store.add(given)
    fee["amount_refunded"] += amount
    fee["refunded"] = fee["amount_refunded"] == fee["amount"]
    fee["refunds"]["data"].insert(0, given)
    sim.store.save(fee)
    sim.events.record("application_fee.refunded", fee)
