"""What must always be so in the account, checked from its objects alone."""

from collections import Counter

from project.payments.stripesim.errors import Json

Objects = dict[str, list[Json]]
# Where nothing comes after. A refund that succeeded may still fail, so it is not among them.
_FINAL = {
    "checkout.session": ("complete", "expired"),
    "payment_intent": ("succeeded", "canceled"),
    "setup_intent": ("succeeded", "canceled"),
    "refund": ("failed", "canceled"),
    "dispute": ("won", "lost"),
    "mandate": ("inactive",),
}


def violations(objects: Objects) -> list[str]:
    """List where the account contradicts itself; nothing listed is the good case."""
    return [
        *_refunds(objects),
        *_balance(objects),
        *_sessions(objects),
        *_disputes(objects),
        *_connect(objects),
        *_endings(objects),
    ]


def expected_balance(objects: Objects) -> Counter[str]:
    """Reckon by currency what the balance should be, fees aside, from everything but the balance itself."""
    expected: Counter[str] = Counter()
    for charge in objects["charge"]:
        expected[charge["currency"]] += charge["amount_captured"] - charge["amount_refunded"]
    for dispute in objects["dispute"]:
        expected[dispute["currency"]] -= 0 if dispute["status"] == "won" else dispute["amount"]
    for transfer in objects["transfer"]:
        expected[transfer["currency"]] -= transfer["amount"] - transfer["amount_reversed"]
    for fee in objects["application_fee"]:
        expected[fee["currency"]] += fee["amount"] - fee["amount_refunded"]
    return expected


def _refunds(objects: Objects) -> list[str]:
    found = []
    live: Counter[str] = Counter()
    for refund in objects["refund"]:
        live[refund["charge"]] += refund["amount"] if refund["status"] not in _FINAL["refund"] else 0
    for charge in objects["charge"]:
        if charge["amount_refunded"] > charge["amount_captured"]:
            found.append(f"{charge['id']} refunded more than captured")
        if charge["amount_refunded"] != live[charge["id"]]:
            found.append(f"{charge['id']} says {charge['amount_refunded']} refunded, its refunds {live[charge['id']]}")
    return found


def _balance(objects: Objects) -> list[str]:
    actual: Counter[str] = Counter()
    for line in objects["balance_transaction"]:
        actual[line["currency"]] += line["amount"]
    expected = expected_balance(objects)
    found = [
        f"balance is {actual[currency]} {currency}, the objects say {expected[currency]}"
        for currency in sorted(actual | expected)
        if actual[currency] != expected[currency]
    ]
    return found + [
        f"{line['id']} is not its amount less its fee"
        for line in objects["balance_transaction"]
        if line["net"] != line["amount"] - line["fee"]
        or line["fee"] != sum(detail["amount"] for detail in line["fee_details"])
    ]


def _sessions(objects: Objects) -> list[str]:
    paid = {intent["id"] for intent in objects["payment_intent"] if intent["status"] == "succeeded"}
    return [
        f"{session['id']} is {session['status']} but {session['payment_status']}"
        for session in objects["checkout.session"]
        if session["mode"] == "payment" and (session["payment_intent"] in paid) != (session["status"] == "complete")
    ]


def _disputes(objects: Objects) -> list[str]:
    captured = {charge["id"]: charge["amount_captured"] for charge in objects["charge"] if charge["disputed"]}
    found = []
    for dispute in objects["dispute"]:
        moves = [line["amount"] for line in dispute["balance_transactions"]]
        wanted = [-dispute["amount"]] + [dispute["amount"]] * (dispute["status"] == "won")
        if moves != wanted:
            found.append(f"{dispute['id']} is {dispute['status']} and moved {moves}")
        if dispute["amount"] > captured.get(dispute["charge"], 0):
            found.append(f"{dispute['id']} is for more than was captured, or its charge knows nothing of it")
    return found


def _connect(objects: Objects) -> list[str]:
    parts = (("transfer", "amount_reversed"), ("application_fee", "amount_refunded"))
    return [
        f"{each['id']} gave back {each[back]} of {each['amount']}"
        for kind, back in parts
        for each in objects[kind]
        if not 0 <= each[back] <= each["amount"]
    ]


def _endings(objects: Objects) -> list[str]:
    """Find what ended once, as an event tells, and stands elsewhere now."""
    now = {each["id"]: each["status"] for kind in _FINAL for each in objects[kind]}
    found = []
    for event in objects["event"]:
        told = event["data"]["object"]
        if told.get("status") in _FINAL.get(told["object"], ()) and now[told["id"]] != told["status"]:
            found.append(f"{told['id']} ended as {told['status']} and is {now[told['id']]}")
    return found
