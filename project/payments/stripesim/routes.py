"""The API that the stand-in knows: every route with the SDK's types of its request and its answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import stripe
from stripe import params as p
from stripe.checkout import Session
from stripe.params import checkout as checkout_params

from project.payments.stripesim import checkout, objects, payments, refunds
from project.payments.stripesim.errors import Json, ResourceMissing
from project.payments.stripesim.events import KEPT_FOR
from project.payments.stripesim.listing import list_kind, page, page_of
from project.payments.stripesim.simulation import Simulation

Handler = Callable[..., Json]


@dataclass(frozen=True)
class Route:
    """One line of the API: `params` and `answer` are the SDK's own types of what comes in and goes out."""

    method: str
    path: str
    params: type
    answer: Any
    handler: Handler

    @property
    def name(self) -> str:
        """Give it as a plan of faults writes it."""
        return f"{self.method} {self.path}"

    def match(self, path: str) -> dict[str, str] | None:
        """Give the ids in a path that belongs to this route."""
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.path)
        found = re.fullmatch(pattern, path)
        return found.groupdict() if found else None


def find_route(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """Find the route of a call, and the ids in its path."""
    for route in ROUTES:
        if route.method == method and (ids := route.match(path)) is not None:
            return route, ids
    return None


def _getter(kind: str, noun: str = "") -> Handler:
    def get(sim: Simulation, _params: Json, id: str) -> Json:
        found = sim.store.get(kind, id)
        if found is None:
            raise ResourceMissing(noun or kind, id)
        return found

    return get


def _lister(kind: str, url: str) -> Handler:
    def list_all(sim: Simulation, params: Json) -> Json:
        return list_kind(sim, kind, url, params)

    return list_all


def _get_event(sim: Simulation, _params: Json, id: str) -> Json:
    found = sim.store.get("event", id)
    if found is None or found["created"] <= sim.clock.now() - KEPT_FOR:
        raise ResourceMissing("event", id)
    return found


def _list_events(sim: Simulation, params: Json) -> Json:
    """List the events of the last 30 days; `charge.*` stands for all types that begin so."""
    conditions, values = ["kind = 'event'", "created > ?"], [sim.clock.now() - KEPT_FOR]
    patterns = params.get("types") or ([params["type"]] if "type" in params else [])
    if patterns:
        either = " OR ".join("json_extract(body, '$.type') GLOB ?" for _ in patterns)
        conditions.append(f"({either})")
        values += patterns
    if "delivery_success" in params:
        undelivered = "SELECT 1 FROM deliveries WHERE event = objects.id AND state <> 'delivered'"
        conditions.append(f"{'NOT ' if params['delivery_success'] else ''}EXISTS ({undelivered})")
    return page(sim, "/v1/events", params, conditions, values)


def _list_sessions(sim: Simulation, params: Json) -> Json:
    """List sessions, with the one nested filter: the email that the person gave."""
    details = params.pop("customer_details", None)
    wanted = {**params, "customer_details.email": details["email"]} if details else params
    return list_kind(sim, "checkout.session", "/v1/checkout/sessions", wanted)


def _expire_session(sim: Simulation, _params: Json, id: str) -> Json:
    return checkout.expire_session(sim, id)


def _list_line_items(sim: Simulation, params: Json, id: str) -> Json:
    return page_of(checkout.line_items(sim, id), f"/v1/checkout/sessions/{id}/line_items", params)


def _create_customer(sim: Simulation, params: Json) -> Json:
    return sim.store.add(objects.customer(id=sim.store.next_id("cus_", 14), created=sim.clock.now(), params=params))


def _lists(item: type) -> Any:
    return stripe.ListObject[item]  # type: ignore[valid-type]


_SESSIONS, _INTENTS = "/v1/checkout/sessions", "/v1/payment_intents"

ROUTES = (
    Route("POST", _SESSIONS, checkout_params.SessionCreateParams, Session, checkout.create_session),
    Route("GET", _SESSIONS, checkout_params.SessionListParams, _lists(Session), _list_sessions),
    Route("GET", _SESSIONS + "/{id}", checkout_params.SessionRetrieveParams, Session, _getter("checkout.session")),
    Route("POST", _SESSIONS + "/{id}/expire", checkout_params.SessionExpireParams, Session, _expire_session),
    Route(
        "GET",
        _SESSIONS + "/{id}/line_items",
        checkout_params.SessionListLineItemsParams,
        _lists(stripe.LineItem),
        _list_line_items,
    ),
    Route("POST", _INTENTS, p.PaymentIntentCreateParams, stripe.PaymentIntent, payments.create_payment_intent),
    Route(
        "GET",
        _INTENTS,
        p.PaymentIntentListParams,
        _lists(stripe.PaymentIntent),
        _lister("payment_intent", _INTENTS),
    ),
    Route(
        "GET",
        _INTENTS + "/{id}",
        p.PaymentIntentRetrieveParams,
        stripe.PaymentIntent,
        _getter("payment_intent"),
    ),
    Route(
        "POST",
        _INTENTS + "/{id}/confirm",
        p.PaymentIntentConfirmParams,
        stripe.PaymentIntent,
        payments.confirm_payment_intent,
    ),
    Route("POST", "/v1/refunds", p.RefundCreateParams, stripe.Refund, refunds.create_refund),
    Route("GET", "/v1/refunds", p.RefundListParams, _lists(stripe.Refund), _lister("refund", "/v1/refunds")),
    Route("GET", "/v1/refunds/{id}", p.RefundRetrieveParams, stripe.Refund, _getter("refund")),
    Route("GET", "/v1/charges", p.ChargeListParams, _lists(stripe.Charge), _lister("charge", "/v1/charges")),
    Route("GET", "/v1/charges/{id}", p.ChargeRetrieveParams, stripe.Charge, _getter("charge")),
    Route("GET", "/v1/events", p.EventListParams, _lists(stripe.Event), _list_events),
    Route("GET", "/v1/events/{id}", p.EventRetrieveParams, stripe.Event, _get_event),
    Route(
        "GET",
        "/v1/balance_transactions",
        p.BalanceTransactionListParams,
        _lists(stripe.BalanceTransaction),
        _lister("balance_transaction", "/v1/balance_transactions"),
    ),
    Route(
        "GET",
        "/v1/balance_transactions/{id}",
        p.BalanceTransactionRetrieveParams,
        stripe.BalanceTransaction,
        _getter("balance_transaction"),
    ),
    Route("POST", "/v1/customers", p.CustomerCreateParams, stripe.Customer, _create_customer),
    Route("GET", "/v1/customers/{id}", p.CustomerRetrieveParams, stripe.Customer, _getter("customer")),
)
