"""A thousand webhooks, alone and while everybody wants the last ten units: kept and answered, and none lost."""

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import uuid4

from django.conf import settings
from stripe import WebhookSignature

from project.payments.gateways.stripe import API_VERSION
from project.payments.models import InboxEvent
from tests.benchmarks import load
from tests.benchmarks.bench import Bench
from tests.benchmarks.cases.requests import LAST_UNITS, our_round
from tests.benchmarks.goals import WEBHOOKS
from tests.benchmarks.house import web
from tests.benchmarks.load import Outcome
from tests.benchmarks.rows import OURS, Round, Row, compete
from tests.benchmarks.world import Person, let_all_go

IN_FLIGHT = 32
Send = Callable[[int, list[bytes]], Outcome]


def webhooks(bench: Bench) -> list[Row]:
    """Ours beside a view that inserts one row, 32 in flight; then both again in the middle of a stampede."""
    with web() as port:
        alone = partial(load.closed_loop, in_flight=IN_FLIGHT)
        amid = partial(in_a_stampede, bench.people)
        rows = compete("webhooks", ways(port, alone), bench.few)
        rows += compete("webhooks amid a stampede", ways(port, amid), bench.few)
    let_all_go()
    return rows


def ways(port: int, send: Send) -> dict[str, Callable[[], Round]]:
    """The product's address and the bare insert, each with a thousand new bodies a round."""
    return {OURS: partial(our_webhooks, port, send), "insert": partial(bare_inserts, port, send)}


def our_webhooks(port: int, send: Send) -> Round:
    """Signed events; `sold` counts those that stand in the inbox afterwards."""
    ids = [f"evt_{uuid4().hex}" for _ in range(WEBHOOKS)]
    requests = [signed(port, event) for event in ids]
    return Round(lambda: send(port, requests), lambda: InboxEvent.objects.filter(event_id__in=ids).count())


def bare_inserts(port: int, send: Send) -> Round:
    """The same bodies, unsigned, into one plain table."""
    requests = [post("/bench/insert/", port, body_of(f"evt_{uuid4().hex}")) for _ in range(WEBHOOKS)]
    return Round(lambda: send(port, requests))


def in_a_stampede(people: list[Person], port: int, requests: list[bytes]) -> Outcome:
    """Send while a thousand people want the last ten units; what comes back is of these requests alone."""
    stampede = our_round(port, people, LAST_UNITS, load.at_once)
    with ThreadPoolExecutor(1) as beside:
        running = beside.submit(stampede.run)
        outcome = load.closed_loop(port, requests, IN_FLIGHT)
        running.result()
    return outcome


def signed(port: int, event: str) -> bytes:
    """One event as Stripe posts it."""
    body = body_of(event)
    signature = WebhookSignature.generate_signature_header(body, settings.STRIPE_WEBHOOK_SECRET, int(time.time()))
    return post("/webhooks/stripe/", port, body, f"Stripe-Signature: {signature}\r\n")


def body_of(event: str) -> str:
    """An event of about the size of a real one."""
    thing = {
        "id": f"pi_{event}",
        "object": "payment_intent",
        "metadata": {"attempt": str(uuid4())},
        "padding": "x" * 2500,
    }
    return json.dumps({
        "id": event, "object": "event", "api_version": API_VERSION, "type": "payment_intent.created",
        "created": int(time.time()), "data": {"object": thing},
    })  # fmt: skip


def post(path: str, port: int, body: str, headers: str = "") -> bytes:
    """One request with a JSON body."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n{headers}"
        f"Content-Length: {len(body.encode())}\r\n\r\n"
    )
    return (head + body).encode()
