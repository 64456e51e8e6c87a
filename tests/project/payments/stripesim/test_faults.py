import pytest
import stripe

from project.payments.stripesim.testing import RunningSim

from .conftest import session_params

CREATE = "POST /v1/checkout/sessions"
KEY = {"idempotency_key": "deposit:7"}


def count(sim: RunningSim) -> int:
    return len(sim.state()["objects"]["checkout.session"])


class TestFaultPlan:
    @pytest.mark.parametrize(
        ("action", "error", "status"),
        [
            ("429", stripe.RateLimitError, 429),
            ("503", stripe.APIError, 503),
            ("drop_before", stripe.APIConnectionError, None),
        ],
    )
    def test_fails_before_the_key_is_spent(
        self, sim: RunningSim, client: stripe.StripeClient, action: str, error: type[stripe.StripeError], status: int
    ) -> None:
        sim.control("faults", action=action, route=CREATE)

        with pytest.raises(error) as failure:
            client.v1.checkout.sessions.create(session_params(), options=KEY)

        assert failure.value.http_status == status
        assert count(sim) == 0
        assert client.v1.checkout.sessions.create(session_params(), options=KEY).status == "open"

    def test_says_what_limit_was_hit(self, sim: RunningSim, client: stripe.StripeClient) -> None:
        sim.control("faults", action="429")

        with pytest.raises(stripe.RateLimitError) as failure:
            client.v1.events.list()

        assert failure.value.headers["Stripe-Rate-Limited-Reason"] == "global-rate"

    def test_remembers_a_500_with_its_key(self, sim: RunningSim, client: stripe.StripeClient) -> None:
        sim.control("faults", action="500", route=CREATE)

        for _ in range(2):
            with pytest.raises(stripe.APIError) as failure:
                client.v1.checkout.sessions.create(session_params(), options=KEY)

        assert failure.value.headers["Stripe-Should-Retry"] == "false"
        assert count(sim) == 0
        assert client.v1.checkout.sessions.create(session_params()).status == "open"

    def test_loses_the_answer_after_the_work_is_done(self, sim: RunningSim, client: stripe.StripeClient) -> None:
        sim.control("faults", action="drop_after_commit", route=CREATE)

        with pytest.raises(stripe.APIConnectionError):
            client.v1.checkout.sessions.create(session_params(), options=KEY)
        assert count(sim) == 1
        again = client.v1.checkout.sessions.create(session_params(), options=KEY)

        assert count(sim) == 1
        assert again.last_response is not None
        assert again.last_response.headers["Idempotent-Replayed"] == "true"

    def test_keeps_a_caller_waiting_until_it_gives_up(self, sim: RunningSim) -> None:
        sim.control("faults", action="hang", seconds=5, route=CREATE)
        client = sim.client(http_client=stripe.RequestsClient(timeout=0.2))

        with pytest.raises(stripe.APIConnectionError):
            client.v1.checkout.sessions.create(session_params(), options=KEY)

        assert count(sim) == 0

    def test_answers_late_but_rightly_when_slow(self, sim: RunningSim, client: stripe.StripeClient) -> None:
        sim.control("faults", action="slow", seconds=0.1, route=CREATE)

        assert client.v1.checkout.sessions.create(session_params()).status == "open"

    def test_hits_the_named_route_as_often_as_planned(self, sim: RunningSim, client: stripe.StripeClient) -> None:
        planned = sim.control("faults", action="503", route="POST /v1/checkout/sessions/*", times=2)["faults"]
        session = client.v1.checkout.sessions.create(session_params())

        statuses = []
        for _ in range(3):
            try:
                client.v1.checkout.sessions.expire(session.id)
                statuses.append(200)
            except stripe.APIError as failure:
                statuses.append(failure.http_status)

        assert statuses == [503, 503, 200]
        assert planned == [
            {"scope": "api", "target": "POST /v1/checkout/sessions/*", "action": "503", "times": 2, "seconds": 0.0}
        ]

    def test_is_cleared_on_demand(self, sim: RunningSim, client: stripe.StripeClient) -> None:
        sim.control("faults", action="503", times=100)

        assert sim.control("faults/clear") == {"faults": []}
        assert client.v1.events.list().data == []

    def test_knows_its_faults(self, sim: RunningSim) -> None:
        reply = sim.request(
            "POST", "/_sim/faults", body='{"action": "explode"}', headers={"Content-Type": "application/json"}
        )

        assert reply.status == 400
        assert "drop_after_commit" in reply.json["error"]["message"]
