"""The API that the stand-in knows: every route with the SDK's types of its request and its answer."""

from typing import Any

import stripe
from stripe import params as p
from stripe.checkout import Session
from stripe.params import checkout as c

from project.payments.stripesim import (
    checkout,
    connect,
    customers,
    disputes,
    methods,
    payments,
    refunds,
    setups,
)
from project.payments.stripesim.errors import Json, ResourceMissing
from project.payments.stripesim.events import KEPT_FOR
from project.payments.stripesim.listing import list_kind, page, page_of
from project.payments.stripesim.route import Route, getter, lister
from project.payments.stripesim.simulation import Simulation


def find_route(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """Find the route of a call, and the ids in its path."""
    for route in ROUTES:
        if route.method == method and (ids := route.match(path)) is not None:
            return route, ids
    return None


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
    return list_kind(sim, "checkout.session", SESSIONS, wanted)


def _expire_session(sim: Simulation, _params: Json, id: str) -> Json:
    return checkout.expire_session(sim, id)


def _list_line_items(sim: Simulation, params: Json, id: str) -> Json:
    return page_of(checkout.line_items(sim, id), f"{SESSIONS}/{id}/line_items", params)


def _list_reversals(sim: Simulation, params: Json, id: str) -> Json:
    if sim.store.get("transfer", id) is None:
        raise ResourceMissing("transfer", id)
    return list_kind(sim, "transfer_reversal", f"{TRANSFERS}/{id}/reversals", {**params, "transfer": id})


def _many(item: type) -> Any:
    return stripe.ListObject[item]  # type: ignore[valid-type]


SESSIONS, INTENTS, SETUPS = "/v1/checkout/sessions", "/v1/payment_intents", "/v1/setup_intents"
REFUNDS, CHARGES, DISPUTES = "/v1/refunds", "/v1/charges", "/v1/disputes"
EVENTS, BALANCE = "/v1/events", "/v1/balance_transactions"
CUSTOMERS, METHODS = "/v1/customers", "/v1/payment_methods"
TRANSFERS, FEES = "/v1/transfers", "/v1/application_fees"
_INTENT, _SETUP, _REFUND, _DISPUTE = stripe.PaymentIntent, stripe.SetupIntent, stripe.Refund, stripe.Dispute
_METHOD, _CUSTOMER, _LINE = stripe.PaymentMethod, stripe.Customer, stripe.BalanceTransaction

_CHECKOUT = (
    Route("POST", SESSIONS, c.SessionCreateParams, Session, checkout.create_session),
    Route("GET", SESSIONS, c.SessionListParams, _many(Session), _list_sessions),
    Route("GET", SESSIONS + "/{id}", c.SessionRetrieveParams, Session, getter("checkout.session")),
    Route("POST", SESSIONS + "/{id}/expire", c.SessionExpireParams, Session, _expire_session),
    Route(
        "GET",
        SESSIONS + "/{id}/line_items",
        c.SessionListLineItemsParams,
        _many(stripe.LineItem),
        _list_line_items,
    ),
)
_PAYMENTS = (
    Route("POST", INTENTS, p.PaymentIntentCreateParams, _INTENT, payments.create_payment_intent),
    Route("GET", INTENTS, p.PaymentIntentListParams, _many(_INTENT), lister("payment_intent", INTENTS)),
    Route("GET", INTENTS + "/{id}", p.PaymentIntentRetrieveParams, _INTENT, getter("payment_intent")),
    Route("POST", INTENTS + "/{id}/confirm", p.PaymentIntentConfirmParams, _INTENT, payments.confirm_payment_intent),
    Route("POST", INTENTS + "/{id}/cancel", p.PaymentIntentCancelParams, _INTENT, payments.cancel_payment_intent),
    Route("GET", CHARGES, p.ChargeListParams, _many(stripe.Charge), lister("charge", CHARGES)),
    Route("GET", CHARGES + "/{id}", p.ChargeRetrieveParams, stripe.Charge, getter("charge")),
)
_AFTERWARDS = (
    Route("POST", REFUNDS, p.RefundCreateParams, _REFUND, refunds.create_refund),
    Route("GET", REFUNDS, p.RefundListParams, _many(_REFUND), lister("refund", REFUNDS)),
    Route("GET", REFUNDS + "/{id}", p.RefundRetrieveParams, _REFUND, getter("refund")),
    Route("GET", DISPUTES, p.DisputeListParams, _many(_DISPUTE), lister("dispute", DISPUTES)),
    Route("GET", DISPUTES + "/{id}", p.DisputeRetrieveParams, _DISPUTE, getter("dispute")),
    Route("POST", DISPUTES + "/{id}", p.DisputeUpdateParams, _DISPUTE, disputes.update_dispute),
    Route("POST", DISPUTES + "/{id}/close", p.DisputeCloseParams, _DISPUTE, disputes.close_dispute),
    Route("GET", EVENTS, p.EventListParams, _many(stripe.Event), _list_events),
    Route("GET", EVENTS + "/{id}", p.EventRetrieveParams, stripe.Event, _get_event),
    Route("GET", BALANCE, p.BalanceTransactionListParams, _many(_LINE), lister("balance_transaction", BALANCE)),
    Route("GET", BALANCE + "/{id}", p.BalanceTransactionRetrieveParams, _LINE, getter("balance_transaction")),
)
_SAVED = (
    Route("POST", CUSTOMERS, p.CustomerCreateParams, _CUSTOMER, customers.create_customer),
    Route("GET", CUSTOMERS, p.CustomerListParams, _many(_CUSTOMER), lister("customer", CUSTOMERS)),
    Route("GET", CUSTOMERS + "/{id}", p.CustomerRetrieveParams, _CUSTOMER, getter("customer")),
    Route("POST", CUSTOMERS + "/{id}", p.CustomerUpdateParams, _CUSTOMER, customers.update_customer),
    Route(
        "GET",
        CUSTOMERS + "/{id}/payment_methods",
        p.CustomerPaymentMethodListParams,
        _many(_METHOD),
        methods.list_methods_of,
    ),
    Route(
        "GET",
        CUSTOMERS + "/{id}/payment_methods/{method}",
        p.CustomerPaymentMethodRetrieveParams,
        _METHOD,
        methods.get_method_of,
    ),
    Route("GET", METHODS, p.PaymentMethodListParams, _many(_METHOD), methods.list_methods),
    Route("GET", METHODS + "/{id}", p.PaymentMethodRetrieveParams, _METHOD, getter("payment_method", "PaymentMethod")),
    Route("POST", METHODS + "/{id}/attach", p.PaymentMethodAttachParams, _METHOD, methods.attach_method),
    Route("POST", METHODS + "/{id}/detach", p.PaymentMethodDetachParams, _METHOD, methods.detach_method),
    Route("POST", SETUPS, p.SetupIntentCreateParams, _SETUP, setups.create_setup_intent),
    Route("GET", SETUPS, p.SetupIntentListParams, _many(_SETUP), lister("setup_intent", SETUPS)),
    Route("GET", SETUPS + "/{id}", p.SetupIntentRetrieveParams, _SETUP, getter("setup_intent", "setupintent")),
    Route("POST", SETUPS + "/{id}/confirm", p.SetupIntentConfirmParams, _SETUP, setups.confirm_setup_intent),
    Route("POST", SETUPS + "/{id}/cancel", p.SetupIntentCancelParams, _SETUP, setups.cancel_setup_intent),
    Route("GET", "/v1/mandates/{id}", p.MandateRetrieveParams, stripe.Mandate, getter("mandate")),
)
_CONNECT = (
    Route("POST", "/v1/accounts", p.AccountCreateParams, stripe.Account, connect.create_account),
    Route("GET", "/v1/accounts/{id}", p.AccountRetrieveParams, stripe.Account, getter("account")),
    Route("POST", "/v1/account_links", p.AccountLinkCreateParams, stripe.AccountLink, connect.create_account_link),
    Route("GET", TRANSFERS, p.TransferListParams, _many(stripe.Transfer), lister("transfer", TRANSFERS)),
    Route("GET", TRANSFERS + "/{id}", p.TransferRetrieveParams, stripe.Transfer, getter("transfer")),
    Route(
        "GET",
        TRANSFERS + "/{id}/reversals",
        p.TransferReversalListParams,
        _many(stripe.TransferReversal),
        _list_reversals,
    ),
    Route("GET", FEES, p.ApplicationFeeListParams, _many(stripe.ApplicationFee), lister("application_fee", FEES)),
    Route("GET", FEES + "/{id}", p.ApplicationFeeRetrieveParams, stripe.ApplicationFee, getter("application_fee")),
)
ROUTES = (*_CHECKOUT, *_PAYMENTS, *_AFTERWARDS, *_SAVED, *_CONNECT)
