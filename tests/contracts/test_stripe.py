"""What we rely on at Stripe: each holds on the stand-in, and on a sandbox when there is a key for one."""

import time

import pytest
import stripe

from .accounts import CURRENCY, Account, fresh
from .calls import pay, refusal, session


class TestSession:
    def test_is_open_unpaid_and_without_an_intent(self, client: stripe.StripeClient) -> None:
        opened = session(client, client_reference_id="attempt-7", metadata={"subject": "booking:7"})

        assert (opened.status, opened.payment_status, opened.payment_intent) == ("open", "unpaid", None)
        assert (opened.amount_total, opened.currency) == (850_000, CURRENCY)
        assert (opened.client_reference_id, opened.to_dict()["metadata"]) == ("attempt-7", {"subject": "booking:7"})
        assert opened.url

    def test_expires_once(self, client: stripe.StripeClient) -> None:
        opened = session(client)

        assert client.v1.checkout.sessions.expire(opened.id).status == "expired"
        again = refusal(client.v1.checkout.sessions.expire, opened.id)

        assert again.http_status == 400
        assert "expired" in str(again)

    @pytest.mark.parametrize("minutes", [29, 24 * 60 + 1])
    def test_lives_half_an_hour_to_a_day(self, client: stripe.StripeClient, minutes: int) -> None:
        error = refusal(lambda: session(client, expires_at=int(time.time()) + minutes * 60))

        assert isinstance(error, stripe.InvalidRequestError)
        assert (error.http_status, error.param) == (400, "expires_at")

    def test_refuses_the_parameter_that_endive_took_away(self, client: stripe.StripeClient) -> None:
        error = refusal(lambda: session(client, payment_method_types=["card"]))

        assert (error.http_status, error.code) == (400, "payment_method_types_no_longer_supported")

    def test_refuses_a_parameter_nobody_knows(self, client: stripe.StripeClient) -> None:
        error = refusal(lambda: session(client, expire_at=1))

        assert (error.http_status, error.code) == (400, "parameter_unknown")


class TestIdempotencyKey:
    def test_gives_the_first_answer_again(self, client: stripe.StripeClient) -> None:
        key = fresh("twice")

        first, again = session(client, key=key), session(client, key=key)

        assert first.id == again.id
        assert again.last_response is not None
        assert again.last_response.headers["Idempotent-Replayed"] == "true"

    def test_refuses_another_request(self, client: stripe.StripeClient) -> None:
        key = fresh("other")
        session(client, key=key)

        error = refusal(lambda: session(client, key=key, client_reference_id="other"))

        assert isinstance(error, stripe.IdempotencyError)
        assert error.http_status == 400

    def test_is_not_spent_by_a_request_that_was_not_understood(self, client: stripe.StripeClient) -> None:
        key = fresh("mistaken")
        refusal(lambda: session(client, key=key, expire_at=1))

        assert session(client, key=key).status == "open"


class TestPaymentIntent:
    def test_is_paid_at_once_by_a_good_card(self, client: stripe.StripeClient) -> None:
        intent = pay(client)

        assert (intent.status, intent.amount_received) == ("succeeded", 5000)
        assert (intent.latest_charge.paid, intent.latest_charge.amount_captured) == (True, 5000)

    @pytest.mark.parametrize(
        ("card", "code", "decline_code"),
        [
            ("pm_card_chargeDeclined", "card_declined", "generic_decline"),
            ("pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"),
        ],
    )
    def test_answers_402_with_itself_inside(
        self, client: stripe.StripeClient, card: str, code: str, decline_code: str
    ) -> None:
        error = refusal(lambda: pay(client, card))

        assert isinstance(error, stripe.CardError)
        assert (error.http_status, error.code) == (402, code)
        assert error.error is not None
        assert error.error.decline_code == decline_code
        assert error.error.payment_intent is not None
        assert error.error.payment_intent.status == "requires_payment_method"

    def test_has_a_smallest_amount(self, client: stripe.StripeClient) -> None:
        error = refusal(lambda: pay(client, amount=49))

        assert (error.http_status, error.code) == (400, "amount_too_small")

    def test_is_cancelled_once_and_only_before_it_is_paid(self, client: stripe.StripeClient) -> None:
        waiting = client.v1.payment_intents.create({"amount": 5000, "currency": CURRENCY})
        assert client.v1.payment_intents.cancel(waiting.id).status == "canceled"

        for intent in (waiting.id, pay(client).id):
            error = refusal(client.v1.payment_intents.cancel, intent)
            assert (error.http_status, error.code) == (400, "payment_intent_unexpected_state")

    def test_is_missing_when_it_never_was(self, client: stripe.StripeClient) -> None:
        error = refusal(client.v1.payment_intents.retrieve, "pi_neverwas")

        assert (error.http_status, error.code) == (404, "resource_missing")


class TestRefund:
    def test_never_exceeds_what_was_paid(self, client: stripe.StripeClient) -> None:
        intent = pay(client)
        first = client.v1.refunds.create({"payment_intent": intent.id, "amount": 4999})

        error = refusal(client.v1.refunds.create, {"payment_intent": intent.id, "amount": 2})
        last = client.v1.refunds.create({"payment_intent": intent.id})
        after = refusal(client.v1.refunds.create, {"payment_intent": intent.id})

        assert (first.amount, last.amount) == (4999, 1)
        assert error.http_status == 400
        assert (after.http_status, after.code) == (400, "charge_already_refunded")
        assert client.v1.charges.retrieve(intent.latest_charge.id).refunded

    def test_is_found_by_its_payment(self, client: stripe.StripeClient) -> None:
        intent = pay(client)

        made = client.v1.refunds.create({"payment_intent": intent.id, "metadata": {"key": "late:7"}})

        assert [found.id for found in client.v1.refunds.list({"payment_intent": intent.id}).data] == [made.id]
        assert made.to_dict()["metadata"] == {"key": "late:7"}


class TestBalance:
    def test_has_a_line_for_a_charge_and_one_for_its_refund(self, account: Account) -> None:
        client = account.client
        intent = pay(client)
        refund = client.v1.refunds.create({"payment_intent": intent.id})

        charged = account.eventually(
            lambda: client.v1.balance_transactions.list({"source": intent.latest_charge.id}).data
        )
        returned = account.eventually(lambda: client.v1.balance_transactions.list({"source": refund.id}).data)

        assert (charged[0].type, charged[0].amount) == ("charge", 5000)
        assert charged[0].net == charged[0].amount - charged[0].fee
        assert (returned[0].type, returned[0].amount) == ("refund", -5000)


class TestDispute:
    def test_takes_the_money_first_and_is_decided_by_evidence(self, account: Account) -> None:
        client = account.client
        intent = pay(client, "pm_card_createDispute")
        [dispute] = account.eventually(lambda: client.v1.disputes.list({"payment_intent": intent.id}).data)

        assert (dispute.status, dispute.reason, dispute.amount) == ("needs_response", "fraudulent", 5000)
        assert [line.amount for line in dispute.balance_transactions] == [-5000]
        error = refusal(client.v1.refunds.create, {"payment_intent": intent.id})
        client.v1.disputes.update(dispute.id, {"evidence": {"uncategorized_text": "winning_evidence"}})

        def won() -> bool:
            return client.v1.disputes.retrieve(dispute.id).status == "won"

        assert (error.http_status, error.code) == (400, "charge_disputed")
        assert account.eventually(won)

    def test_may_be_given_up(self, account: Account) -> None:
        client = account.client
        intent = pay(client, "pm_card_createDispute")
        [dispute] = account.eventually(lambda: client.v1.disputes.list({"payment_intent": intent.id}).data)

        assert client.v1.disputes.close(dispute.id).status == "lost"


class TestSavedCard:
    def test_is_charged_without_its_owner(self, client: stripe.StripeClient) -> None:
        asha = client.v1.customers.create({"email": "asha@example.com"}).id
        setup = client.v1.setup_intents.create(
            {
                "customer": asha,
                "payment_method": "pm_card_visa",
                "confirm": True,
                "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
            }
        )

        paid = pay(client, str(setup.payment_method), customer=asha, off_session=True)

        assert (setup.status, paid.status) == ("succeeded", "succeeded")
        assert [found.id for found in client.v1.customers.payment_methods.list(asha).data] == [setup.payment_method]

    def test_may_need_its_owner_after_all(self, client: stripe.StripeClient) -> None:
        asha = client.v1.customers.create({}).id
        method = client.v1.payment_methods.attach("pm_card_authenticationRequired", {"customer": asha})

        error = refusal(lambda: pay(client, method.id, customer=asha, off_session=True))

        assert (error.http_status, error.code) == (402, "authentication_required")

    def test_may_be_saved_and_never_pay(self, client: stripe.StripeClient) -> None:
        asha = client.v1.customers.create({}).id
        method = client.v1.payment_methods.attach("pm_card_chargeCustomerFail", {"customer": asha})

        error = refusal(lambda: pay(client, method.id, customer=asha, off_session=True))

        assert (error.http_status, error.code) == (402, "card_declined")

    def test_is_of_no_use_once_detached(self, client: stripe.StripeClient) -> None:
        asha = client.v1.customers.create({}).id
        method = client.v1.payment_methods.attach("pm_card_visa", {"customer": asha})
        client.v1.payment_methods.detach(method.id)

        error = refusal(client.v1.payment_methods.attach, method.id, {"customer": asha})

        assert error.http_status == 400
        assert client.v1.customers.payment_methods.list(asha).data == []


class TestEvents:
    def test_tell_of_a_payment_under_the_pinned_version(self, account: Account) -> None:
        intent = pay(account.client)

        def told() -> list[stripe.Event]:
            events = account.client.v1.events.list({"type": "payment_intent.succeeded", "limit": 100}).data
            return [event for event in events if event.data.object["id"] == intent.id]

        [event] = account.eventually(told)
        assert event.data.object["status"] == "succeeded"


class TestLists:
    def test_come_newest_first_in_pages(self, client: stripe.StripeClient) -> None:
        asha = client.v1.customers.create({}).id
        made = [session(client, customer=asha).id for _ in range(3)]

        first = client.v1.checkout.sessions.list({"customer": asha, "limit": 2})
        rest = client.v1.checkout.sessions.list({"customer": asha, "limit": 2, "starting_after": first.data[-1].id})

        assert [found.id for found in first.data] == made[:0:-1]
        assert [found.id for found in rest.data] == made[:1]
        assert (first.has_more, rest.has_more) == (True, False)
