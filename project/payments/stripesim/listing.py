"""Lists: newest first, filtered, in pages with cursors; and `expand[]` on whatever is answered."""

from typing import Any

from project.payments.stripesim import objects
from project.payments.stripesim.errors import ApiError, Json, ResourceMissing
from project.payments.stripesim.simulation import Simulation

DEFAULT_LIMIT, LARGEST_LIMIT = 10, 100
DEEPEST_EXPANSION = 4
_COMPARISONS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
_PAGING = {"limit", "starting_after", "ending_before", "expand", "created"}
_BALANCE = ("balance_transaction",)
# Where an id stands for an object that this stand-in keeps.
_EXPANDABLE: dict[str, dict[str, tuple[str, ...]]] = {
    "application_fee": {"account": ("account",), "balance_transaction": _BALANCE, "charge": ("charge",)},
    "balance_transaction": {
        "source": ("charge", "refund", "dispute", "transfer", "transfer_reversal", "application_fee", "fee_refund")
    },
    "charge": {
        "application_fee": ("application_fee",),
        "balance_transaction": _BALANCE,
        "customer": ("customer",),
        "payment_intent": ("payment_intent",),
        "transfer": ("transfer",),
    },
    "checkout.session": {
        "customer": ("customer",),
        "payment_intent": ("payment_intent",),
        "setup_intent": ("setup_intent",),
    },
    "dispute": {"charge": ("charge",), "payment_intent": ("payment_intent",)},
    "mandate": {"payment_method": ("payment_method",)},
    "payment_intent": {
        "customer": ("customer",),
        "latest_charge": ("charge",),
        "payment_method": ("payment_method",),
    },
    "payment_method": {"customer": ("customer",)},
    "refund": {
        "balance_transaction": _BALANCE,
        "charge": ("charge",),
        "failure_balance_transaction": _BALANCE,
        "payment_intent": ("payment_intent",),
        "transfer_reversal": ("transfer_reversal",),
    },
    "setup_intent": {
        "customer": ("customer",),
        "mandate": ("mandate",),
        "payment_method": ("payment_method",),
    },
    "transfer": {"balance_transaction": _BALANCE, "destination": ("account",), "source_transaction": ("charge",)},
    "transfer_reversal": {"balance_transaction": _BALANCE, "source_refund": ("refund",), "transfer": ("transfer",)},
}


def list_kind(sim: Simulation, kind: str, url: str, params: Json) -> Json:
    """Give one page of a kind; every parameter that is not about paging must equal the field.

    Raises: ApiError when the limit or a cursor is wrong.
    """
    conditions, values = ["kind = ?"], [kind]
    for name, value in params.items():
        if name not in _PAGING:
            conditions.append(f"json_extract(body, '$.{name}') = ?")
            values.append(value)
    return page(sim, url, params, conditions, values)


def page(sim: Simulation, url: str, params: Json, conditions: list[str], values: list[Any]) -> Json:
    """Give one page of what meets the conditions."""
    limit, backwards = _limit(params), "ending_before" in params
    conditions, values = [*conditions], [*values]
    for name, comparison in (("starting_after", "<"), ("ending_before", ">")):
        if name in params:
            conditions.append(f"position {comparison} ?")
            values.append(_position(sim, params[name], name))
    for comparison, moment in _created(params):
        conditions.append(f"created {comparison} ?")
        values.append(moment)
    order = "ASC" if backwards else "DESC"
    where = " AND ".join(conditions)
    sql = f"SELECT body FROM objects WHERE {where} ORDER BY position {order} LIMIT ?"
    found = [sim.store.parsed(row) for row in sim.store.rows(sql, (*values, limit + 1))]
    data = found[:limit][::-1] if backwards else found[:limit]
    return objects.list_object(data, url=url, has_more=len(found) > limit)


def page_of(items: list[Json], url: str, params: Json) -> Json:
    """Give one page of a list that is kept whole, oldest first."""
    ids = [item["id"] for item in items]
    start = ids.index(params["starting_after"]) + 1 if params.get("starting_after") in ids else 0
    limit = _limit(params)
    return objects.list_object(items[start : start + limit], url=url, has_more=len(items) > start + limit)


def expand(sim: Simulation, body: Json, paths: list[str]) -> Json:
    """Put whole objects where the paths name ids.

    Raises: ApiError when a path leads nowhere or too deep.
    """
    for path in paths:
        parts = path.split(".")
        if len(parts) > DEEPEST_EXPANSION:
            raise ApiError(f"You cannot expand more than {DEEPEST_EXPANSION} levels of a property: {path}")
        if body["object"] == "list":
            if parts[0] != "data":
                raise _not_expandable(path)
            for item in body["data"]:
                _expand(sim, item, parts[1:], path)
        else:
            _expand(sim, body, parts, path)
    return body


def _expand(sim: Simulation, body: Json, parts: list[str], path: str) -> None:
    if not parts:
        return
    name, rest = parts[0], parts[1:]
    if (body["object"], name) in _INCLUDED:
        body[name] = _INCLUDED[body["object"], name](sim, body)
        return
    kinds = _EXPANDABLE.get(body["object"], {}).get(name)
    if kinds is None:
        raise _not_expandable(path)
    if isinstance(body.get(name), str):
        body[name] = next(found for kind in kinds if (found := sim.store.get(kind, body[name])))
    if body.get(name) is not None:
        _expand(sim, body[name], rest, path)


def _session_items(sim: Simulation, session: Json) -> Json:
    return page_of(sim.store.hidden(session["id"])["items"], f"/v1/checkout/sessions/{session['id']}/line_items", {})


def _charge_refunds(sim: Simulation, charge: Json) -> Json:
    return list_kind(sim, "refund", f"/v1/charges/{charge['id']}/refunds", {"charge": charge["id"]})


# Lists that are left out unless asked for.
_INCLUDED = {("checkout.session", "line_items"): _session_items, ("charge", "refunds"): _charge_refunds}


def _not_expandable(path: str) -> ApiError:
    return ApiError(f"This property cannot be expanded ({path}).", param="expand")


def _limit(params: Json) -> int:
    limit: int = params.get("limit", DEFAULT_LIMIT)
    if not 1 <= limit <= LARGEST_LIMIT:
        raise ApiError(f"Invalid limit: must be from 1 to {LARGEST_LIMIT}", code="parameter_invalid", param="limit")
    return limit


def _position(sim: Simulation, id: str, param: str) -> int:
    rows = sim.store.rows("SELECT position FROM objects WHERE id = ?", (id,))
    if not rows:
        raise ResourceMissing("object", id, param=param, status=400)
    position: int = rows[0]["position"]
    return position


def _created(params: Json) -> list[tuple[str, int]]:
    created = params.get("created")
    if created is None:
        return []
    if isinstance(created, int):
        return [("=", created)]
    return [(_COMPARISONS[name], moment) for name, moment in created.items()]
