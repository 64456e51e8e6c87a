"""Webhooks: stored first and answered, worked through later, and only a nudge to read the object again."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest

from project.kernel.money import Money
from project.ledger.models import AccountKind
from project.ledger.queries import balance
from project.payments import operations
from project.payments.models import (
    Attempt,
    AttemptState,
    InboxEvent,
    InboxState,
    Payment,
    Refund,
    RefundState,
    SuspenseItem,
    SuspenseState,
)
from project.payments.stripesim.testing import RunningSim
from tests.factories.payments import create_refund, start_checkout

pytestmark = pytest.mark.django_db

Hook = dict[str, str]


def take(hooks: list[Hook]) -> None:
    """Receive webhooks as Stripe sent them."""
    for hook in hooks:
        operations.store_webhook(payload=hook["body"].encode(), signature=hook["signature"])


def work() -> list[Payment]:
    """Work through the inbox; gives the money it led to."""
    confirmed: list[Payment] = []
    operations.work_inbox(on_paid=confirmed.append)
    return confirmed


def paid_attempt(sim: RunningSim) -> Attempt:
    """A page that was paid, with its webhooks waiting."""
    attempt = start_checkout()
    sim.pay(attempt.session_id)
    return attempt


def one(hooks: list[Hook], type: str) -> Hook:
    """The webhook of a type."""
    (hook,) = [hook for hook in hooks if hook["type"] == type]
    return hook


def resent(sim: RunningSim, type: str, disguise: str) -> Hook:
    """The same webhook once more, disguised."""
    event = one(sim.collect_hooks(), type)["event"]
    sim.control("hooks/resend", event=event, **{"as": disguise})
    return one(sim.collect_hooks(), type)


class TestStoreWebhook:
    def test_keeps_it_and_does_nothing_else(self, stripe_sim: RunningSim) -> None:
        paid_attempt(stripe_sim)
        hook = one(stripe_sim.collect_hooks(), "checkout.session.completed")

        take([hook])

        event = InboxEvent.objects.get()
        assert (event.event_id, event.type, event.state) == (hook["event"], hook["type"], InboxState.NEW)
        assert event.body == json.loads(hook["body"])
        assert Payment.objects.count() == 0

    def test_keeps_it_once_though_it_comes_five_times(self, stripe_sim: RunningSim) -> None:
        paid_attempt(stripe_sim)
        hook = one(stripe_sim.collect_hooks(), "checkout.session.completed")

        take([hook] * 5)

        assert InboxEvent.objects.count() == 1
        assert len(work()) == 1
        assert Payment.objects.count() == 1

    @pytest.mark.parametrize("disguise", ["bad_signature", "stale", "future"])
    def test_refuses_what_was_not_signed_for_us_just_now(self, stripe_sim: RunningSim, disguise: str) -> None:
        paid_attempt(stripe_sim)
        hook = resent(stripe_sim, "checkout.session.completed", disguise)

        with pytest.raises(operations.WebhookRefused):
            take([hook])

        assert InboxEvent.objects.count() == 0

    @pytest.mark.parametrize("signature", ["", "nonsense", "t=1,v1=abc", "v1=abc", "t=x,v1=y"])
    def test_refuses_a_signature_that_is_none(self, stripe_sim: RunningSim, signature: str) -> None:
        with pytest.raises(operations.WebhookRefused):
            operations.store_webhook(payload=b"{}", signature=signature)

    @pytest.mark.parametrize("body", ["", "[]", "null", '{"id": "evt_1"}', "\udcff"])
    def test_refuses_a_signed_body_that_is_no_event(self, stripe_sim: RunningSim, body: str) -> None:
        payload = body.encode("utf-8", "surrogateescape")

        with pytest.raises(operations.WebhookRefused):
            operations.store_webhook(payload=payload, signature=signed(body))


def signed(body: str) -> str:
    from stripe import WebhookSignature

    from project.payments.stripesim.testing import WEBHOOK_SECRET

    return WebhookSignature.generate_signature_header(body.encode("utf-8", "replace").decode(), WEBHOOK_SECRET)


class TestWorkInbox:
    def test_settles_what_was_paid_and_hands_the_money_on(self, stripe_sim: RunningSim) -> None:
        attempt = paid_attempt(stripe_sim)
        take(stripe_sim.collect_hooks())

        confirmed = work()

        attempt.refresh_from_db()
        assert attempt.state == AttemptState.SUCCEEDED
        assert set(confirmed) == {Payment.objects.get()}

    @pytest.mark.parametrize("order", list(permutations(range(3))))
    def test_has_one_effect_whatever_the_order(self, stripe_sim: RunningSim, order: tuple[int, ...]) -> None:
        paid_attempt(stripe_sim)
        hooks = stripe_sim.collect_hooks()
        types = ["charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"]

        for place in order:
            take([one(hooks, types[place])] * 2)
            work()

        assert Payment.objects.count() == 1
        assert set(InboxEvent.objects.values_list("state", flat=True)) <= {"done", "ignored"}

    def test_takes_a_hook_that_is_here_before_our_own_commit(self, stripe_sim: RunningSim) -> None:
        """Stripe's answer was lost on the way, the person paid all the same, and the hook names a page we never saw."""
        stripe_sim.control("faults", route="POST /v1/checkout/sessions", action="drop_after_commit", times=2)
        with pytest.raises(operations.PaymentPageUnavailable):
            start_checkout()
        (session,) = stripe_sim.state()["objects"]["checkout.session"]
        stripe_sim.pay(session["id"])

        take([one(stripe_sim.collect_hooks(), "checkout.session.completed")])

        assert [payment.attempt.session_id for payment in work()] == [session["id"]]

    def test_keeps_the_hook_when_booking_the_money_fails(
        self, stripe_sim: RunningSim, travel: Callable[[int], None]
    ) -> None:
        paid_attempt(stripe_sim)
        take([one(stripe_sim.collect_hooks(), "checkout.session.completed")])

        def fail(payment: Payment) -> None:
            raise RuntimeError("no beds today")

        operations.work_inbox(on_paid=fail)
        event = InboxEvent.objects.get()
        assert (event.state, event.last_error) == (InboxState.NEW, "RuntimeError: no beds today")

        travel(61)
        assert len(work()) == 1
        event.refresh_from_db()
        assert event.state == InboxState.DONE

    def test_comes_back_to_it_when_stripe_is_down(self, stripe_sim: RunningSim, travel: Callable[[int], None]) -> None:
        paid_attempt(stripe_sim)
        take([one(stripe_sim.collect_hooks(), "checkout.session.completed")])
        stripe_sim.control("faults", action="503", times=2)
        assert work() == []

        travel(61)

        assert len(work()) == 1

    def test_stays_visible_as_failed_when_it_never_works(self, stripe_sim: RunningSim) -> None:
        paid_attempt(stripe_sim)
        take([one(stripe_sim.collect_hooks(), "checkout.session.completed")])
        InboxEvent.objects.update(tries=35)
        stripe_sim.control("faults", action="503", times=2)

        work()

        event = InboxEvent.objects.get()
        assert (event.state, event.last_error[:14]) == (InboxState.FAILED, "GatewayUnclear")

    def test_ignores_a_type_it_does_not_know(self, stripe_sim: RunningSim) -> None:
        InboxEvent.objects.create(**event_row("customer.created", {"id": "cus_1"}))

        work()

        event = InboxEvent.objects.get()
        assert (event.state, event.last_error) == (InboxState.IGNORED, "Nothing follows from this type.")

    def test_ignores_visibly_what_our_account_does_not_have(self, stripe_sim: RunningSim) -> None:
        body = {"id": "cs_of_somebody_else", "client_reference_id": None, "metadata": {}}
        InboxEvent.objects.create(**event_row("checkout.session.completed", body))

        work()

        event = InboxEvent.objects.get()
        assert (event.state, event.last_error[:36]) == (InboxState.IGNORED, "InvalidRequestError 404: No such che")

    @pytest.mark.parametrize("mark", ["", "not-a-uuid", "00000000-0000-4000-8000-000000000000"])
    def test_ignores_visibly_a_page_of_others_that_nobody_paid(self, stripe_sim: RunningSim, mark: str) -> None:
        foreign = foreign_session(stripe_sim, mark)
        InboxEvent.objects.create(**event_row("checkout.session.expired", {"id": foreign, "client_reference_id": mark}))

        work()

        event = InboxEvent.objects.get()
        assert (event.state, event.last_error) == (InboxState.IGNORED, "No attempt of ours, and no money.")

    @pytest.mark.parametrize(
        ("mark", "why"), [("", "no_mark"), ("not-a-uuid", "no_mark"), (str(UUID(int=7)), "no_mark")]
    )
    def test_puts_foreign_money_into_suspense_once(self, stripe_sim: RunningSim, mark: str, why: str) -> None:
        stripe_sim.pay(foreign_session(stripe_sim, mark))
        take(stripe_sim.collect_hooks())

        assert work() == []

        item = SuspenseItem.objects.get()
        assert (item.amount, item.state, item.why) == (Money(1_234_00), SuspenseState.OPEN, why)
        assert balance(AccountKind.SUSPENSE) == Money(-1_234_00)
        assert Payment.objects.count() == 0

    def test_fails_visibly_for_another_account(self, stripe_sim: RunningSim) -> None:
        attempt = paid_attempt(stripe_sim)
        row = event_row("checkout.session.completed", {"id": attempt.session_id})
        row["body"]["account"] = "acct_of_others"
        InboxEvent.objects.create(**row)

        assert work() == []

        event = InboxEvent.objects.get()
        assert (event.state, event.last_error) == (InboxState.FAILED, "Sent for another account, acct_of_others.")
        assert Payment.objects.count() == 0

    def test_believes_stripe_and_not_the_hook(self, stripe_sim: RunningSim) -> None:
        attempt = start_checkout()
        lie = {"id": attempt.session_id, "client_reference_id": str(attempt.public_id), "payment_status": "paid"}
        InboxEvent.objects.create(**event_row("checkout.session.completed", lie))

        assert work() == []

        assert Payment.objects.count() == 0

    def test_quarantines_another_api_version(self, stripe_sim: RunningSim) -> None:
        attempt = paid_attempt(stripe_sim)
        take([resent(stripe_sim, "checkout.session.completed", "old_version")])

        assert work() == []

        event, attempt = InboxEvent.objects.get(), Attempt.objects.get(pk=attempt.pk)
        assert (event.state, attempt.state) == (InboxState.FAILED, AttemptState.OPEN)
        assert event.last_error == "Sent in API version 2020-08-27, not in ours."

    def test_closes_an_attempt_whose_page_ran_out(self, stripe_sim: RunningSim) -> None:
        attempt = start_checkout()
        stripe_sim.advance(36 * 60)
        take(stripe_sim.collect_hooks())

        work()

        attempt.refresh_from_db()
        assert (attempt.state, attempt.is_settled) == (AttemptState.EXPIRED, True)

    def test_follows_a_refund_in_any_order(self, stripe_sim: RunningSim) -> None:
        stripe_sim.control("refunds", delay=60)
        attempt = paid_attempt(stripe_sim)
        payment = operations.settle(attempt=attempt)
        assert payment is not None
        create_refund(payment)
        operations.send_refunds()
        stripe_sim.advance(61)
        hooks = [hook for hook in stripe_sim.collect_hooks() if hook["type"].startswith("refund.")]

        take(hooks[::-1])
        work()

        assert Refund.objects.get().state == RefundState.ARRIVED
        assert {event.state for event in InboxEvent.objects.all()} == {InboxState.DONE}

    def test_adopts_a_refund_that_we_did_not_start(self, stripe_sim: RunningSim) -> None:
        payment = operations.settle(attempt=paid_attempt(stripe_sim))
        assert payment is not None
        made = stripe_sim.client().v1.refunds.create({"payment_intent": payment.intent_id, "amount": 100})
        InboxEvent.objects.create(**event_row("refund.created", {"id": made.id}))

        work()

        refund = Refund.objects.get()
        assert InboxEvent.objects.get().state == InboxState.DONE
        assert (refund.gateway_id, refund.amount_paise, refund.state) == (made.id, 100, RefundState.ARRIVED)


def foreign_session(sim: RunningSim, mark: str) -> str:
    """A page that somebody else opened on our account."""
    price = {"currency": "inr", "unit_amount": 1_234_00, "product_data": {"name": "Something else"}}
    asked: Any = {
        "mode": "payment",
        "line_items": [{"quantity": 1, "price_data": price}],
        "success_url": "https://elsewhere.example/",
        "expires_at": int(datetime.now(UTC).timestamp()) + 2100,
    }
    session = sim.client().v1.checkout.sessions.create(asked | ({"client_reference_id": mark} if mark else {}))
    return session.id


def event_row(type: str, body: dict[str, Any]) -> dict[str, Any]:
    """A stored webhook, as if it had been signed."""
    return {
        "event_id": f"evt_{type}",
        "type": type,
        "api_version": "2026-10-28.endive",
        "body": {"id": f"evt_{type}", "data": {"object": body}},
    }
