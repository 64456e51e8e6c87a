import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
import stripe

from project.payments.stripesim.testing import WEBHOOK_SECRET, RunningSim, running_sim

from .conftest import OpenSession, hook_types

COMPLETED = "checkout.session.completed"
PAID = ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded", COMPLETED]


class Product:
    """A receiver that answers as it is told and keeps what it was sent."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.received: list[tuple[str, str]] = []
        product = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                product.received.append((body, self.headers["Stripe-Signature"]))
                self.send_response(product.answers.pop(0) if product.answers else 200)
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/webhooks/stripe/"

    def types(self) -> list[str]:
        return [json.loads(body)["type"] for body, _ in self.received]


@pytest.fixture
def product() -> Iterator[Product]:
    product = Product()
    yield product
    product.server.shutdown()
    product.server.server_close()


@pytest.fixture
def delivering(product: Product, sim: RunningSim) -> RunningSim:
    """Frozen in time, so that a second try comes only when the clock is moved."""
    sim.control("clock", set=1_795_000_000, frozen=True)
    sim.control("webhook_target", url=product.url, secret=WEBHOOK_SECRET)
    return sim


def verified(body: str, signature: str) -> stripe.Event:
    return stripe.Webhook.construct_event(body, signature, WEBHOOK_SECRET)


class TestDelivery:
    def test_brings_signed_events_in_order(
        self, delivering: RunningSim, product: Product, open_session: OpenSession
    ) -> None:
        session = open_session()
        delivering.pay(session.id)
        delivering.deliver_hooks()

        events = [verified(body, signature) for body, signature in product.received]

        assert [event.type for event in events] == PAID
        assert events[3].data.object.id == session.id
        assert events[3].api_version == stripe.api_version
        assert events[3].pending_webhooks == 1
        assert delivering.client().v1.events.retrieve(events[3].id).pending_webhooks == 0

    def test_happens_by_itself(self, delivering: RunningSim, product: Product, open_session: OpenSession) -> None:
        arrived = threading.Event()
        product.received = _Telling(arrived)

        delivering.client().v1.checkout.sessions.expire(open_session().id)

        assert arrived.wait(5)

    def test_tries_again_with_longer_and_longer_waits(
        self, delivering: RunningSim, product: Product, open_session: OpenSession
    ) -> None:
        product.answers = [500, 404, 302, 204]
        delivering.client().v1.checkout.sessions.expire(open_session().id)
        tries = []

        for wait in (0, 1, 2, 3, 1):
            delivering.advance(wait)
            delivering.deliver_hooks()
            tries.append(len(product.received))

        assert tries == [1, 2, 3, 3, 4]
        [delivery] = delivering.state()["deliveries"]
        assert (delivery["state"], delivery["attempts"], delivery["last_answer"]) == ("delivered", 4, "204")

    def test_gives_up_after_three_days(
        self, delivering: RunningSim, product: Product, open_session: OpenSession
    ) -> None:
        product.answers = [503] * 1000
        delivering.client().v1.checkout.sessions.expire(open_session().id)

        delivering.deliver_hooks()
        for _ in range(100):
            delivering.advance(3600)
            delivering.deliver_hooks()

        [delivery] = delivering.state()["deliveries"]
        assert (delivery["state"], delivery["attempts"]) == ("failed", len(product.received))
        assert delivery["attempts"] == 73

    def test_survives_a_product_that_is_not_there(
        self, delivering: RunningSim, product: Product, open_session: OpenSession
    ) -> None:
        delivering.control("webhook_target", url="http://127.0.0.1:9/", secret=WEBHOOK_SECRET)
        delivering.client().v1.checkout.sessions.expire(open_session().id)
        delivering.deliver_hooks()
        assert delivering.state()["deliveries"][0]["last_answer"] == "no answer: URLError"

        delivering.control("webhook_target", url=product.url, secret=WEBHOOK_SECRET)
        delivering.advance(1)
        delivering.deliver_hooks()

        assert product.types() == ["checkout.session.expired"]

    @pytest.mark.parametrize("target", [{"url": "ftp://x", "secret": "s"}, {"url": "http://x"}, {"secret": ""}])
    def test_refuses_a_target_it_cannot_serve(self, sim: RunningSim, target: dict[str, str]) -> None:
        headers = {"Content-Type": "application/json"}

        assert sim.request("POST", "/_sim/webhook_target", body=json.dumps(target), headers=headers).status == 400


class _Telling(list[tuple[str, str]]):
    def __init__(self, event: threading.Event) -> None:
        super().__init__()
        self._event = event

    def append(self, item: tuple[str, str]) -> None:
        super().append(item)
        self._event.set()


class TestTricks:
    def test_hold_keeps_hooks_back_until_released(self, sim: RunningSim, open_session: OpenSession) -> None:
        sim.control("hooks/hold")
        sim.pay(open_session().id)
        assert hook_types(sim) == []

        assert sim.control("hooks/release") == {"released": 4}

        assert hook_types(sim) == PAID

    def test_release_turns_the_order_round(self, sim: RunningSim, open_session: OpenSession) -> None:
        sim.control("hooks/hold")
        sim.pay(open_session().id)

        sim.control("hooks/release", order="reverse")

        assert hook_types(sim) == PAID[::-1]

    def test_release_takes_any_order(self, sim: RunningSim, open_session: OpenSession) -> None:
        sim.control("hooks/hold")
        sim.pay(open_session().id)
        created, charged, succeeded, completed = (event["id"] for event in sim.state()["objects"]["event"])

        sim.control("hooks/release", order=[completed, created, succeeded, charged])

        assert hook_types(sim) == [PAID[3], PAID[0], PAID[2], PAID[1]]

    def test_never_made_leaves_no_event_behind(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        sim.control("hooks/plan", action="never_made", type=COMPLETED)

        sim.pay(open_session().id)

        assert COMPLETED not in hook_types(sim)
        assert client.v1.events.list({"type": COMPLETED}).data == []

    def test_drop_loses_the_next_of_a_type(self, sim: RunningSim, open_session: OpenSession) -> None:
        sim.control("hooks/plan", action="drop", type=COMPLETED)

        sim.pay(open_session().id)
        assert hook_types(sim) == PAID[:3]
        sim.pay(open_session().id)

        assert hook_types(sim) == PAID

    def test_duplicate_sends_more_of_the_same_event(self, sim: RunningSim, open_session: OpenSession) -> None:
        sim.control("hooks/plan", action="duplicate", type=COMPLETED, times=2)
        sim.pay(open_session().id)

        hooks = sim.collect_hooks()

        assert [hook["type"] for hook in hooks] == [*PAID, COMPLETED, COMPLETED]
        assert len({hook["event"] for hook in hooks[3:]}) == 1

    @pytest.mark.parametrize(("disguise", "accepted"), [("bad_signature", 0), ("stale", 0), ("future", 1)])
    def test_signature_is_spoilt_on_demand(
        self, sim: RunningSim, open_session: OpenSession, disguise: str, accepted: int
    ) -> None:
        sim.control("hooks/plan", action=disguise, type=COMPLETED)
        sim.pay(open_session().id)
        hook = sim.collect_hooks()[3]

        if accepted:
            assert verified(hook["body"], hook["signature"]).type == COMPLETED
        else:
            with pytest.raises(stripe.SignatureVerificationError):
                verified(hook["body"], hook["signature"])

    def test_old_version_is_sent_under_a_good_signature(self, sim: RunningSim, open_session: OpenSession) -> None:
        sim.control("hooks/plan", action="old_version")
        sim.client().v1.checkout.sessions.expire(open_session().id)
        [hook] = sim.collect_hooks()

        assert verified(hook["body"], hook["signature"]).api_version == "2020-08-27"

    def test_other_account_is_named_under_a_good_signature(self, sim: RunningSim, open_session: OpenSession) -> None:
        sim.control("hooks/plan", action="other_account")
        sim.client().v1.checkout.sessions.expire(open_session().id)
        [hook] = sim.collect_hooks()

        assert verified(hook["body"], hook["signature"]).account == "acct_ofsomebodyelse"

    def test_resend_brings_an_old_event_again(self, sim: RunningSim, open_session: OpenSession) -> None:
        sim.client().v1.checkout.sessions.expire(open_session().id)
        [first] = sim.collect_hooks()

        sim.control("hooks/resend", event=first["event"], times=2)
        sim.control("hooks/resend", event=first["event"], **{"as": "stale"})
        again = sim.collect_hooks()

        assert [hook["event"] for hook in again] == [first["event"]] * 3
        assert verified(again[1]["body"], again[1]["signature"]).id == first["event"]
        with pytest.raises(stripe.SignatureVerificationError):
            verified(again[2]["body"], again[2]["signature"])

    @pytest.mark.parametrize(
        ("path", "asked"),
        [
            ("resend", {"event": "evt_nobody"}),
            ("resend", {}),
            ("release", {"order": "sideways"}),
            ("plan", {"action": "explode"}),
        ],
    )
    def test_are_refused_when_there_is_no_such_thing(self, sim: RunningSim, path: str, asked: dict[str, str]) -> None:
        headers = {"Content-Type": "application/json"}

        reply = sim.request("POST", f"/_sim/hooks/{path}", body=json.dumps(asked), headers=headers)

        assert reply.status == 400


class TestWithoutTarget:
    def test_makes_events_and_no_deliveries(self) -> None:
        with running_sim(webhook_secret="") as sim:
            sim.client().v1.payment_intents.create({"amount": 5000, "currency": "inr"})

            [event] = sim.client().v1.events.list().data
            assert (event.type, event.pending_webhooks) == ("payment_intent.created", 0)
            assert sim.state()["deliveries"] == []
