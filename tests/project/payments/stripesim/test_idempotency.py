from concurrent.futures import ThreadPoolExecutor

import pytest
import stripe

from project.payments.stripesim.testing import RunningSim

from .conftest import OpenSession, session_params

KEY = {"idempotency_key": "deposit:7"}


class TestSameKey:
    def test_gives_the_first_answer_again(self, client: stripe.StripeClient, open_session: OpenSession) -> None:
        first = client.v1.checkout.sessions.create(session_params(), options=KEY)
        again = client.v1.checkout.sessions.create(session_params(), options=KEY)

        assert again.id == first.id
        assert len(client.v1.checkout.sessions.list().data) == 1
        assert first.last_response is not None
        assert again.last_response is not None
        assert "Idempotent-Replayed" not in first.last_response.headers
        assert again.last_response.headers["Idempotent-Replayed"] == "true"
        assert again.last_response.headers["Original-Request"] == first.last_response.request_id
        assert again.last_response.request_id != first.last_response.request_id

    def test_gives_the_first_answer_even_when_the_world_moved_on(
        self, sim: RunningSim, client: stripe.StripeClient
    ) -> None:
        first = client.v1.checkout.sessions.create(session_params(), options=KEY)
        sim.pay(first.id)

        assert client.v1.checkout.sessions.create(session_params(), options=KEY).status == "open"

    def test_refuses_another_request(self, client: stripe.StripeClient) -> None:
        client.v1.checkout.sessions.create(session_params(), options=KEY)

        with pytest.raises(stripe.IdempotencyError) as refusal:
            client.v1.checkout.sessions.create(session_params(amount=850_001), options=KEY)

        assert refusal.value.http_status == 400
        assert len(client.v1.checkout.sessions.list().data) == 1

    def test_refuses_another_address(self, client: stripe.StripeClient) -> None:
        one, other = (client.v1.checkout.sessions.create(session_params()).id for _ in range(2))
        client.v1.checkout.sessions.expire(one, options=KEY)

        with pytest.raises(stripe.IdempotencyError):
            client.v1.checkout.sessions.expire(other, options=KEY)

        assert client.v1.checkout.sessions.retrieve(other).status == "open"

    def test_is_forgotten_after_a_day(self, sim: RunningSim, client: stripe.StripeClient) -> None:
        sim.control("clock", set=1_795_000_000, frozen=True)
        first = client.v1.checkout.sessions.create(session_params(), options=KEY)

        sim.advance(86_399)
        assert client.v1.checkout.sessions.create(session_params(), options=KEY).id == first.id
        sim.advance(1)

        assert client.v1.checkout.sessions.create(session_params(), options=KEY).id != first.id

    def test_repeats_a_refusal_made_while_carrying_out(self, sim: RunningSim, client: stripe.StripeClient) -> None:
        intent = client.v1.payment_intents.create({"amount": 5000, "currency": "inr"})

        for _ in range(2):
            with pytest.raises(stripe.InvalidRequestError) as refusal:
                client.v1.refunds.create({"payment_intent": intent.id}, options=KEY)
            client.v1.payment_intents.confirm(intent.id, {"payment_method": "pm_card_visa"}, {"idempotency_key": "c"})

        assert refusal.value.headers["Idempotent-Replayed"] == "true"
        assert client.v1.refunds.list().data == []

    def test_may_be_used_again_after_a_request_that_could_not_be_read(self, client: stripe.StripeClient) -> None:
        with pytest.raises(stripe.InvalidRequestError):
            client.v1.checkout.sessions.create(session_params(mode="pay"), options=KEY)

        assert client.v1.checkout.sessions.create(session_params(), options=KEY).status == "open"

    def test_has_at_most_255_characters(self, client: stripe.StripeClient) -> None:
        client.v1.checkout.sessions.create(session_params(), options={"idempotency_key": "k" * 255})

        with pytest.raises(stripe.IdempotencyError):
            client.v1.checkout.sessions.create(session_params(), options={"idempotency_key": "k" * 256})

    def test_is_in_use_while_the_first_request_runs(self, sim: RunningSim, client: stripe.StripeClient) -> None:
        sim.control("faults", action="slow", seconds=0.4, route="POST /v1/checkout/sessions")

        def create(_: int) -> int:
            try:
                client.v1.checkout.sessions.create(session_params(), options=KEY)
            except stripe.StripeError as refusal:
                return refusal.http_status or 0
            return 200

        with ThreadPoolExecutor(8) as threads:
            answers = sorted(threads.map(create, range(8)))

        assert answers == [200, *[409] * 7]
        assert len(client.v1.checkout.sessions.list().data) == 1

    def test_makes_one_session_of_twenty_stubborn_callers(self, sim: RunningSim) -> None:
        client = sim.client(max_network_retries=8)

        with ThreadPoolExecutor(20) as threads:
            ids = set(
                threads.map(lambda _: client.v1.checkout.sessions.create(session_params(), options=KEY).id, range(20))
            )

        assert len(ids) == 1
        assert [session.id for session in client.v1.checkout.sessions.list().data] == list(ids)
