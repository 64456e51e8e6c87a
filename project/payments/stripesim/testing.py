"""Runs the stand-in inside a test: a real server on a free port, spoken to over HTTP like the real one."""

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import stripe

from project.payments.stripesim.cards import CARDS
from project.payments.stripesim.server import Server
from project.payments.stripesim.simulation import Simulation

API_KEY = "sk_test_sim_tests"
WEBHOOK_SECRET = "whsec_sim_tests"  # noqa: S105
GOOD_CARD = CARDS[0].number
DECLINED_CARD = "4000000000000002"
POOR_CARD = "4000000000009995"
VERIFIED_CARD = "4000002760003184"
SAVED_THEN_DECLINED_CARD = "4000000000000341"
DISPUTED_CARD = "4000000000000259"
MANDATE_CARD = "4000003560000123"
MANDATE_STOPPED_CARD = "4000003560000297"
MANDATE_UNANNOUNCED_CARD = "4000003560000248"
MANDATE_CANCELED_CARD = "4000003560000263"


@dataclass(frozen=True)
class Reply:
    """An answer as it came over the wire."""

    status: int
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> Any:
        """Read the body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class RunningSim:
    """A handle on a stand-in that is running, in this process or in another."""

    base_url: str

    def client(self, **options: Any) -> stripe.StripeClient:
        """Give the SDK's own client, pointed here."""
        return stripe.StripeClient(API_KEY, base_addresses={"api": self.base_url}, **options)

    def request(self, method: str, path: str, *, body: str = "", headers: dict[str, str] | None = None) -> Reply:
        """Send one request and follow no redirect."""
        connection = http.client.HTTPConnection(urlsplit(self.base_url).netloc, timeout=30)
        try:
            connection.request(method, path, body.encode(), headers or {})
            response = connection.getresponse()
            return Reply(response.status, dict(response.getheaders()), response.read().decode())
        finally:
            connection.close()

    def control(self, path: str, **asked: Any) -> Any:
        """Steer the stand-in: `control("clock", advance=60)`.

        Raises: AssertionError when it refuses.
        """
        reply = self.request(
            "POST", f"/_sim/{path}", body=json.dumps(asked), headers={"Content-Type": "application/json"}
        )
        if reply.status != 200:
            raise AssertionError(reply.body)
        return reply.json

    def state(self) -> Any:
        """Give everything the stand-in knows."""
        return self.request("GET", "/_sim/state").json

    def ledger(self) -> Any:
        """Give the money alone: lines of the balance, sums by currency, contradictions."""
        return self.request("GET", "/_sim/ledger").json

    def dispute(self, charge_or_intent: str, **asked: Any) -> Any:
        """Have a person dispute a charge (`amount`, `reason`)."""
        kind = "payment_intent" if charge_or_intent.startswith("pi_") else "charge"
        return self.control("disputes", **{kind: charge_or_intent}, **asked)

    def decide(self, dispute_id: str, outcome: str) -> Any:
        """Decide a dispute as the bank does: `won` or `lost`."""
        return self.control("disputes/decide", dispute=dispute_id, outcome=outcome)

    def confirm_with_bank(self, intent_id: str, *, accept: bool = True) -> Reply:
        """Answer the bank's question about an intent that belongs to no session."""
        return self.submit(f"/bank/{intent_id}", {"answer": "accept" if accept else "refuse"})

    def advance(self, seconds: int) -> None:
        """Let time pass."""
        self.control("clock", advance=seconds)

    def pay(self, session_id: str, card: str = GOOD_CARD, **fields: str) -> Reply:
        """Fill in the pay page as a person does; a paid session answers with the way back."""
        form = {"number": card, "expiry": "12 / 34", "cvc": "123", "email": "payer@example.com", **fields}
        return self.submit(f"/pay/{session_id}", form)

    def verify(self, session_id: str, *, accept: bool = True) -> Reply:
        """Answer the bank's question."""
        return self.submit(f"/pay/{session_id}/verify", {"answer": "accept" if accept else "refuse"})

    def submit(self, path: str, form: dict[str, str]) -> Reply:
        """Post a form as a browser does."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.request("POST", path, body=urlencode(form), headers=headers)

    def collect_hooks(self) -> list[dict[str, str]]:
        """Give the hooks that are due (`type`, `body`, `signature`) and count them as delivered."""
        hooks: list[dict[str, str]] = self.control("hooks/collect")["hooks"]
        return hooks

    def deliver_hooks(self) -> list[dict[str, str]]:
        """Post what is due and come back when the product has answered."""
        delivered: list[dict[str, str]] = self.control("hooks/deliver")["delivered"]
        return delivered


@contextmanager
def running_sim(
    *, path: str | None = None, webhook_url: str | None = None, webhook_secret: str = WEBHOOK_SECRET, port: int = 0
) -> Iterator[RunningSim]:
    """Run the stand-in until the block ends.

    Without a webhook address hooks wait to be collected, without a secret there are none.

    Raises: AssertionError at the end when it broke the SDK's types or its own rules.
    """
    stripe.enable_telemetry = False
    sim = Simulation(path=path)
    if webhook_secret:
        sim.events.send_to(url=webhook_url, secret=webhook_secret)
    server = Server(sim, port=port)
    server.start(poll_interval=0.005)
    running = RunningSim(server.base_url)
    try:
        yield running
        state = running.state()
    finally:
        server.stop()
        sim.store.close()
    wrong = [*state["drift"], *state["violations"]]
    if wrong:
        raise AssertionError(f"stripesim broke the SDK's types or its own rules: {wrong}")
