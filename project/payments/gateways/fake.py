"""A gateway in memory: a second provider, so that the protocol is ours and not Stripe's. For tests."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

from project.kernel.money import Money
from project.payments.gateways.gateway import (
    Capture,
    GatewayMissing,
    GatewayRefund,
    GatewayRefused,
    GatewayUnclear,
    Notice,
    RefundProgress,
    Request,
    Session,
    SessionState,
    SignatureWrong,
)

GOOD_SIGNATURE = "signed"


@dataclass
class FakeGateway:
    """Remembers what it was asked. `fail_next` makes the next call fail, before or after it did its work."""

    api_base: str = ""
    key: str = ""
    api_release: str = "fake"
    sessions: dict[str, Session] = field(default_factory=dict)
    refunds: dict[str, GatewayRefund] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    refund_progress: RefundProgress = RefundProgress.SENT
    _answers: dict[str, tuple[Request, str]] = field(default_factory=dict)
    _faults: list[str] = field(default_factory=list)
    _numbers: Any = field(default_factory=lambda: count(1))

    def now(self) -> datetime:
        """Live in real time, like Stripe."""
        return datetime.now(UTC)

    def fail_next(self, *faults: str) -> None:
        """Fail the next calls: `down` before the work, `dropped` after it, `refused` for good."""
        self._faults.extend(faults)

    def pay(self, session_id: str, *, amount: Money | None = None, method: str = "UPI") -> None:
        """Do what a person does on the page."""
        session = self.sessions[session_id]
        if session.state is SessionState.OPEN:
            asked = self._asked(session_id)
            capture = Capture(f"pi_{session_id}", amount or asked, method, self.now().replace(microsecond=0))
            self.sessions[session_id] = replace(session, state=SessionState.PAID, capture=capture)

    def open_session(self, *, key: str, request: Request) -> Session:
        """Open a page once per key."""
        known = self._answers.get(key)
        if known and known[0] != request:
            raise GatewayUnclear("This key was used with another request.")
        return self._work("open_session", lambda: self._opened(key, request))

    def get_session(self, session_id: str) -> Session:
        """Read a page."""
        return self._work("get_session", lambda: _found(self.sessions, session_id))

    def find_session(self, *, reference: str, since: datetime, until: datetime) -> Session | None:
        """Look for the reference; there is no time here."""
        del since, until
        found = (session for session in self.sessions.values() if session.reference == reference)
        return self._work("find_session", lambda: next(found, None))

    def expire_session(self, session_id: str) -> Session:
        """Close a page that is open."""
        return self._work("expire_session", lambda: self._expired(session_id))

    def refund(self, *, key: str, intent_id: str, amount: Money, reference: str) -> GatewayRefund:
        """Send money back once per key."""
        return self._work("refund", lambda: self._refunded(key, intent_id, amount, reference))

    def get_refund(self, refund_id: str) -> GatewayRefund:
        """Read a refund."""
        return self._work("get_refund", lambda: _found(self.refunds, refund_id))

    def find_refund(self, *, intent_id: str, reference: str) -> GatewayRefund | None:
        """Look for the reference among the refunds of a payment."""
        found = (made for made in self.refunds.values() if (made.intent_id, made.reference) == (intent_id, reference))
        return self._work("find_refund", lambda: next(found, None))

    def read_webhook(self, *, payload: bytes, signature: str) -> Notice:
        """Take anything that carries the one good signature."""
        if signature != GOOD_SIGNATURE:
            raise SignatureWrong("Not signed.")
        body = json.loads(payload)
        return Notice(id=body["id"], type=body["type"], api_version=body.get("api_version", ""), body=body)

    def _work(self, name: str, work: Callable[[], Any]) -> Any:
        self.calls.append(name)
        fault = self._faults.pop(0) if self._faults else ""
        if fault == "refused":
            raise GatewayRefused("No.")
        answer = None if fault == "down" else work()
        if fault:
            raise GatewayUnclear("No answer.")
        return answer

    def _opened(self, key: str, request: Request) -> Session:
        if key not in self._answers:
            made = f"cs_{next(self._numbers)}"
            reference = request["client_reference_id"]
            self._answers[key] = (request, made)
            self.sessions[made] = Session(made, f"https://pay.example/{made}", SessionState.OPEN, reference)
        return self.sessions[self._answers[key][1]]

    def _asked(self, session_id: str) -> Money:
        request = next(request for request, made in self._answers.values() if made == session_id)
        price = request["line_items"][0]["price_data"]
        return Money(price["unit_amount"], price["currency"].upper())

    def _expired(self, session_id: str) -> Session:
        session = _found(self.sessions, session_id)
        if session.state is SessionState.OPEN:
            self.sessions[session_id] = replace(session, state=SessionState.EXPIRED, url="")
        return self.sessions[session_id]

    def _refunded(self, key: str, intent_id: str, amount: Money, reference: str) -> GatewayRefund:
        refund_id = self._answers.setdefault(key, ({}, f"re_{next(self._numbers)}"))[1]
        made = GatewayRefund(refund_id, intent_id, amount, self.refund_progress, reference)
        return self.refunds.setdefault(refund_id, made)


def _found(objects: dict[str, Any], id: str) -> Any:
    if id not in objects:
        raise GatewayMissing(f"There is no {id}.")
    return objects[id]
