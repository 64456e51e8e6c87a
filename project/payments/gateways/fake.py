"""A gateway in memory: a second provider, so that the protocol is ours and not Stripe's. For tests."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from project.kernel.money import Money
from project.payments.gateways.fake_asking import found
from project.payments.gateways.fake_saving import FakeSaving
from project.payments.gateways.gateway import (
    Capture,
    DisputeProgress,
    GatewayDispute,
    GatewayRefund,
    MovementKind,
    MovementLine,
    News,
    NewsKind,
    Notice,
    Order,
    RefundProgress,
    Request,
    Session,
    SessionState,
    SignatureWrong,
)

GOOD_SIGNATURE = "signed"
OPEN_FOR = timedelta(minutes=30)
DISPUTE_FEE = 1_500_00


@dataclass
class FakeGateway(FakeSaving):
    """A second provider. Its words differ from any real provider's: requests name a `price`, messages a `topic`."""

    api_release: str = "fake"
    page_is_open_for: timedelta = OPEN_FOR
    captures: dict[str, Capture] = field(default_factory=dict)
    refunds: dict[str, GatewayRefund] = field(default_factory=dict)
    disputes: dict[str, GatewayDispute] = field(default_factory=dict)
    movements: list[MovementLine] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    evidence: dict[str, dict[str, str]] = field(default_factory=dict)
    refund_progress: RefundProgress = RefundProgress.SENT

    # What a test does to it

    def pay(self, session_id: str, *, amount: Money | None = None, method: str = "UPI") -> None:
        """Do what a person does on the page."""
        session = self.sessions[session_id]
        if session.state is SessionState.OPEN:
            request = self._request_of(session_id)
            money = amount or Money(request["price"], request["currency"])
            capture = self.take(f"pi_{session_id}", money, method=method, marks=request["marks"])
            self.sessions[session_id] = replace(session, state=SessionState.PAID, capture=capture)

    def take(
        self, intent_id: str, amount: Money, *, method: str = "UPI", marks: dict[str, str] | None = None
    ) -> Capture:
        """Take money, by a page or without our doing."""
        at, fee = self.now().replace(microsecond=0), Money(amount.paise // 50, amount.currency)
        reference = (marks or {}).get("attempt", "")
        made = Capture(intent_id, amount, method, at, f"ch_{intent_id}", fee, reference, marks or {})
        self.captures[intent_id] = made
        self._move(MovementKind.CAPTURE, made.charge_id, amount - fee, fee)
        return made

    def decide(self, charge_id: str, *, paid: bool) -> None:
        """Let a bank decide about a charge that it announced."""
        request, capture = self._request_of(charge_id), None
        if paid:
            capture = self.take(charge_id, Money(request["price"], request["currency"]), marks=request["marks"])
        state = SessionState.PAID if paid else SessionState.FAILED
        self.sessions[charge_id] = replace(self.sessions[charge_id], state=state, capture=capture)

    def refund_by_hand(self, intent_id: str, amount: Money) -> GatewayRefund:
        """Send money back without our doing."""
        return self._refunded(f"hand:{next(self._numbers)}", intent_id, amount, reference="")

    def fail_refund(self, refund_id: str) -> None:
        """Let the bank send a refund back."""
        made = self.refunds[refund_id]
        self.refunds[refund_id] = replace(made, progress=RefundProgress.FAILED, problem="account closed")
        self._move(MovementKind.REFUND, refund_id, made.amount, Money(0, made.amount.currency))

    def dispute(self, intent_id: str, progress: DisputeProgress = DisputeProgress.NEEDS_RESPONSE) -> str:
        """Let a bank want a payment back; the same intent again moves its dispute on."""
        dispute_id, amount = f"dp_{intent_id}", self.captures[intent_id].amount
        nothing, fee = Money(0, amount.currency), Money(DISPUTE_FEE, amount.currency)
        known, now = self.disputes.get(dispute_id), self.now()
        at, due = (known.opened_at, known.respond_by) if known else (now, now + timedelta(days=7))
        is_real = progress not in {DisputeProgress.WARNING, DisputeProgress.WARNING_CLOSED}
        taken, cost = (amount, fee) if is_real else (nothing, nothing)
        back = amount if progress is DisputeProgress.WON else nothing
        if is_real and not (known and known.taken):
            self._move(MovementKind.DISPUTE, dispute_id, -amount - fee, fee)
        if back:
            self._move(MovementKind.DISPUTE, dispute_id, amount, nothing)
        self.disputes[dispute_id] = GatewayDispute(
            dispute_id, intent_id, amount, progress, "fraudulent", at, due, taken, cost, back, nothing
        )
        return dispute_id

    # Payment pages

    def write_request(self, order: Order) -> Request:
        """Write what this provider wants to know."""
        price = {"price": order.amount.paise, "currency": order.amount.currency, "marks": order.marks}
        return price | {"order": order.reference, "closes": (order.opened_at + OPEN_FOR).isoformat()}

    def closes_at(self, request: Request) -> datetime:
        """Read when the page closes."""
        return datetime.fromisoformat(request["closes"])

    def open_session(self, *, key: str, request: Request) -> Session:
        """Open a page once per key."""
        return self._work("open_session", lambda: self._opened(key, request))

    def get_session(self, session_id: str) -> Session:
        """Read a page."""
        return self._work("get_session", lambda: found(self.sessions, session_id))

    def find_session(self, *, reference: str, since: datetime, until: datetime) -> Session | None:
        """Look for the reference; there is no time here."""
        fits = (session for session in self.sessions.values() if session.reference == reference)
        return self._work("find_session", lambda: next(fits, None))

    def expire_session(self, session_id: str) -> Session:
        """Close a page that is open."""
        return self._work("expire_session", lambda: self._expired(session_id))

    # Money

    def get_capture(self, capture_id: str) -> Capture | None:
        """Read money by its intent or its charge."""
        return self._work("get_capture", lambda: found(self.captures, capture_id.removeprefix("ch_")))

    def list_captures(self, *, since: datetime | None, until: datetime | None = None) -> Iterator[Capture]:
        """Give what was taken in a time."""
        made = [capture for capture in self.captures.values() if _within(capture.paid_at, since, until)]
        return self._listed("list_captures", made)

    def list_movements(self, *, since: datetime | None, until: datetime | None = None) -> Iterator[MovementLine]:
        """Give the lines of a time."""
        return self._listed("list_movements", [line for line in self.movements if _within(line.moved_at, since, until)])

    # Refunds

    def refund(self, *, key: str, intent_id: str, amount: Money, reference: str) -> GatewayRefund:
        """Send money back once per key."""
        return self._work("refund", lambda: self._refunded(key, intent_id, amount, reference))

    def get_refund(self, refund_id: str) -> GatewayRefund:
        """Read a refund."""
        return self._work("get_refund", lambda: found(self.refunds, refund_id))

    def find_refund(self, *, intent_id: str, reference: str) -> GatewayRefund | None:
        """Look for the reference among the refunds of a payment."""
        fits = (made for made in self.refunds.values() if (made.intent_id, made.reference) == (intent_id, reference))
        return self._work("find_refund", lambda: next(fits, None))

    def list_refunds(self, *, since: datetime | None, until: datetime | None = None) -> Iterator[GatewayRefund]:
        """Give all of them; this provider keeps no time."""
        return self._listed("list_refunds", self.refunds.values())

    # Disputes

    def get_dispute(self, dispute_id: str) -> GatewayDispute:
        """Read a dispute."""
        return self._work("get_dispute", lambda: found(self.disputes, dispute_id))

    def list_disputes(self, *, since: datetime | None, until: datetime | None = None) -> Iterator[GatewayDispute]:
        """Give all of them."""
        return self._listed("list_disputes", self.disputes.values())

    def send_evidence(self, *, key: str, dispute_id: str, evidence: dict[str, str]) -> GatewayDispute:
        """Take an answer and let the bank decide."""
        return self._work("send_evidence", lambda: self._answered(dispute_id, evidence))

    # Messages

    def read_webhook(self, *, payload: bytes, signature: str) -> Notice:
        """Take anything that carries the one good signature."""
        if signature != GOOD_SIGNATURE:
            raise SignatureWrong("Not signed.")
        body = json.loads(payload)
        return Notice(id=body["id"], type=body["topic"], api_version="fake", body=body)

    def read_news(self, notice: Notice) -> News:
        """Read the topic and what it is about."""
        body = notice.body
        return News(NewsKind(body["topic"]), body["about"], body.get("reference", ""), body.get("account", ""))

    def list_notices(self, *, since: datetime | None) -> Iterator[Notice]:
        """Give all of them."""
        return self._listed("list_notices", self.notices)

    # How it works

    def _opened(self, key: str, request: Request) -> Session:
        if "from" in request:
            return self._charged(self._once(key, request, "charge"), request)
        made = self._once(key, request, "cs")
        opened = Session(made, f"https://pay.example/{made}", SessionState.OPEN, request["order"])
        return self.sessions.setdefault(made, opened)

    def _expired(self, session_id: str) -> Session:
        session = found(self.sessions, session_id)
        if session.state is SessionState.OPEN:
            self.sessions[session_id] = replace(session, state=SessionState.EXPIRED, url="")
        return self.sessions[session_id]

    def _refunded(self, key: str, intent_id: str, amount: Money, reference: str) -> GatewayRefund:
        refund_id = self._once(key, {"of": intent_id, "paise": amount.paise, "reference": reference}, "re")
        if refund_id not in self.refunds:
            self.refunds[refund_id] = GatewayRefund(
                refund_id, intent_id, amount, self.refund_progress, reference, key=key if reference else ""
            )
            self._move(MovementKind.REFUND, refund_id, -amount, Money(0, amount.currency))
        return self.refunds[refund_id]

    def _answered(self, dispute_id: str, evidence: dict[str, str]) -> GatewayDispute:
        self.evidence[dispute_id] = evidence
        answered = replace(found(self.disputes, dispute_id), progress=DisputeProgress.UNDER_REVIEW)
        self.disputes[dispute_id] = answered
        return answered

    def _move(self, kind: MovementKind, object_id: str, net: Money, fee: Money) -> None:
        at = self.now().replace(microsecond=0)
        self.movements.append(MovementLine(f"txn_{next(self._numbers)}", kind, object_id, net, fee, at))


def _within(moment: datetime, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or moment >= since) and (until is None or moment < until)
