"""The way of a request through the API: who asks, which route, what goes wrong, what was said before, the answer."""

import base64
import logging
import secrets
import threading
from contextlib import nullcontext
from dataclasses import dataclass, field

import stripe

from project.payments.stripesim import checker, checkout, disputes, mandates, refunds
from project.payments.stripesim.errors import (
    ApiError,
    ConnectionDropped,
    Json,
    RateLimited,
    ServerTrouble,
    Unauthorized,
)
from project.payments.stripesim.events import NO_REQUEST, WrongShape, current_request
from project.payments.stripesim.faults import Fault
from project.payments.stripesim.forms import decode_form
from project.payments.stripesim.idempotency import Answer, fingerprint
from project.payments.stripesim.listing import expand
from project.payments.stripesim.metadata import check_metadata
from project.payments.stripesim.reading import read_params
from project.payments.stripesim.route import Route
from project.payments.stripesim.routes import find_route
from project.payments.stripesim.simulation import Simulation

KEY_PREFIX = "sk_test_sim_"

log = logging.getLogger("stripesim.api")


@dataclass(frozen=True)
class Request:
    """One call of the API, read but not yet understood; header names are in lower case."""

    method: str
    path: str
    form: str
    headers: dict[str, str] = field(default_factory=dict)

    def header(self, name: str) -> str:
        """Find a header by name, empty when it was not sent."""
        return self.headers.get(name.lower(), "")


def answer(sim: Simulation, request: Request, stopping: threading.Event) -> Answer:
    """Answer one request of the API.

    Raises: ConnectionDropped when the plan of faults says that no answer arrives.
    """
    request_id = "req_" + secrets.token_hex(7)
    try:
        given = _answer(sim, request, request_id, stopping)
    except ApiError as error:
        given = Answer(error.status, error.body, error.headers)
    except WrongShape as error:
        sim.note_drift(error)
        log.exception("an object is not what the SDK describes")
        given = Answer(500, ServerTrouble(f"stripesim broke the SDK's types: {error}").body)
    log.info("%s %s %s %s", request.method, request.path, given.status, request_id)
    headers = {"Request-Id": request_id, "Stripe-Version": str(stripe.api_version), **given.headers}
    return Answer(given.status, given.body, headers)


def tend(sim: Simulation) -> None:
    """Do what became due: sessions close, refunds arrive, disputes are lost, announced payments are charged."""
    if not sim.store.anything_due(sim.clock.now()):
        return
    token = current_request.set(NO_REQUEST)
    try:
        with sim.store.transaction():
            checkout.expire_due_sessions(sim)
            refunds.end_due_refunds(sim)
            disputes.lose_due_disputes(sim)
            mandates.charge_due_intents(sim)
    finally:
        current_request.reset(token)


def _answer(sim: Simulation, request: Request, request_id: str, stopping: threading.Event) -> Answer:
    _authenticate(request)
    found = find_route(request.method, request.path)
    if found is None:
        raise ApiError(f"Unrecognized request URL ({request.method}: {request.path}).", status=404)
    route, ids = found
    _check_version(request)
    fault = sim.faults.take("api", route.name) or Fault("none")
    _go_wrong_early(fault)
    params = _read(route, request)
    key = request.header("Idempotency-Key") if request.method == "POST" else ""
    with sim.keys.reserved(key) if key else nullcontext():
        _dawdle(fault, stopping)
        tend(sim)
        token = current_request.set({"id": request_id, "idempotency_key": key or None})
        try:
            given = _once(sim, route, ids, params, key, request_id, fault)
        finally:
            current_request.reset(token)
    if fault.action == "drop_after_commit":
        raise ConnectionDropped
    return given


def _once(
    sim: Simulation, route: Route, ids: dict[str, str], params: Json, key: str, request_id: str, fault: Fault
) -> Answer:
    """Carry out and remember the answer: both become true together, or neither."""
    asked = fingerprint(f"{route.name} {ids}", params)
    with sim.store.transaction():
        earlier = sim.keys.earlier_answer(key, asked) if key else None
        if earlier is not None:
            return earlier
        given = _carry_out(sim, route, ids, params, fault)
        if key:
            sim.keys.remember(key, asked, given, request_id)
    return given


def _carry_out(sim: Simulation, route: Route, ids: dict[str, str], params: Json, fault: Fault) -> Answer:
    try:
        if fault.action == "500":
            raise ServerTrouble("An unknown error occurred (planned).")
        body = route.handler(sim, dict(params), **ids)
    except ApiError as error:
        _hold_to_types(error.error, stripe.ErrorObject, "error")
        return Answer(error.status, error.body, error.headers)
    # A wrong path is raised through the transaction: what the handler wrote is undone.
    expand(sim, body, params.get("expand", []))
    _hold_to_types(body, route.answer, body["object"])
    return Answer(200, body)


def _hold_to_types(body: Json, type: object, name: str) -> None:
    problems = checker.problems_of(body, type, name)
    if problems:
        raise WrongShape(problems)


def _authenticate(request: Request) -> None:
    scheme, _, given = request.header("Authorization").partition(" ")
    if scheme == "Basic":
        given = base64.b64decode(given + "==").decode(errors="replace").partition(":")[0]
    if not given:
        raise Unauthorized("You did not provide an API key.")
    if not given.startswith(KEY_PREFIX):
        raise Unauthorized(f"Invalid API Key provided: this is stripesim and takes only {KEY_PREFIX}* keys.")


def _check_version(request: Request) -> None:
    version = request.header("Stripe-Version")
    if version not in ("", stripe.api_version):
        raise ApiError(f"Invalid Stripe API version: {version}. Pinned here: {stripe.api_version}")


def _go_wrong_early(fault: Fault) -> None:
    """Before the keys: none of these is remembered, so the same key may try again."""
    if fault.action == "429":
        raise RateLimited
    if fault.action == "503":
        raise ServerTrouble("The service is briefly unavailable (planned).", status=503)
    if fault.action == "drop_before":
        raise ConnectionDropped


def _dawdle(fault: Fault, stopping: threading.Event) -> None:
    if fault.action == "slow":
        stopping.wait(fault.seconds)
    if fault.action == "hang":
        stopping.wait(fault.seconds or 120)
        raise ConnectionDropped


def _read(route: Route, request: Request) -> Json:
    raw = decode_form(request.form)
    if "payment_method_types" in raw:
        raise ApiError(
            "The payment_method_types parameter is no longer supported: use allowed_payment_method_types or "
            "excluded_payment_method_types.",
            code="payment_method_types_no_longer_supported",
            param="payment_method_types",
        )
    params = read_params(route.params, raw)
    check_metadata(params)
    return params
