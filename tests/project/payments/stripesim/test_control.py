import pytest
import stripe

from project.payments.stripesim.testing import RunningSim

from .conftest import OpenSession, session_params

JSON = {"Content-Type": "application/json"}


class TestControl:
    def test_health_answers(self, sim: RunningSim) -> None:
        reply = sim.request("GET", "/_sim/health")

        assert (reply.status, reply.json["status"]) == (200, "ok")

    def test_speaks_json_only_so_that_a_web_page_cannot_steer_it(
        self, sim: RunningSim, open_session: OpenSession
    ) -> None:
        open_session()

        reply = sim.submit("/_sim/reset", {"seed": "1"})

        assert reply.status == 415
        assert len(sim.state()["objects"]["checkout.session"]) == 1

    @pytest.mark.parametrize(
        ("path", "body", "status"),
        [
            ("nothing", "{}", 404),
            ("clock", "[]", 400),
            ("clock", "{", 400),
            ("seed", "{}", 400),
            ("clock", '{"set": "x"}', 400),
        ],
    )
    def test_refuses_what_it_does_not_understand(self, sim: RunningSim, path: str, body: str, status: int) -> None:
        assert sim.request("POST", f"/_sim/{path}", body=body, headers=JSON).status == status


class TestClock:
    def test_stands_where_it_is_set_and_moves_both_ways(self, sim: RunningSim) -> None:
        assert sim.control("clock", set=1_795_000_000, frozen=True)["now"] == 1_795_000_000
        assert sim.control("clock", advance=3600)["now"] == 1_795_003_600
        assert sim.control("clock", advance=-7200)["now"] == 1_794_996_400

    def test_runs_on_from_where_it_was_stopped(self, sim: RunningSim) -> None:
        sim.control("clock", set=1_795_000_000, frozen=True)

        clock = sim.control("clock", frozen=False)

        assert clock["frozen_at"] is None
        assert 0 <= clock["now"] - 1_795_000_000 <= 2


class TestSeed:
    def test_draws_the_same_ids_in_the_same_order(self, sim: RunningSim, client: stripe.StripeClient) -> None:
        def ids() -> list[str]:
            sim.control("reset", seed=7)
            sessions = [client.v1.checkout.sessions.create(session_params()) for _ in range(2)]
            sim.pay(sessions[0].id)
            return [*(session.id for session in sessions), *(event.id for event in client.v1.events.list().data)]

        assert ids() == ids()
        assert len(set(ids())) == 6

    def test_is_fresh_after_a_reset_without_one(self, sim: RunningSim, open_session: OpenSession) -> None:
        sim.control("seed", seed=7)
        first = open_session().id

        sim.control("reset")

        assert open_session().id != first


class TestReset:
    def test_forgets_everything_but_the_target(self, sim: RunningSim, open_session: OpenSession) -> None:
        sim.control("clock", set=1_795_000_000, frozen=True)
        sim.control("faults", action="503", route="GET /v1/events")
        sim.pay(open_session().id)

        sim.control("reset")

        state = sim.state()
        assert {kind: len(objects) for kind, objects in state["objects"].items() if objects} == {}
        assert (state["deliveries"], state["faults"]) == ([], [])
        assert state["now"] != 1_795_000_000
        sim.client().v1.checkout.sessions.expire(open_session().id)
        assert len(sim.collect_hooks()) == 1


class TestState:
    def test_shows_everything(self, sim: RunningSim, open_session: OpenSession) -> None:
        sim.pay(open_session().id)
        open_session()

        state = sim.state()

        assert {kind: len(objects) for kind, objects in state["objects"].items()} == {
            "checkout.session": 2,
            "payment_intent": 1,
            "charge": 1,
            "refund": 0,
            "balance_transaction": 1,
            "event": 4,
            "customer": 0,
            "dispute": 0,
            "payment_method": 1,
            "setup_intent": 0,
            "mandate": 0,
            "account": 0,
            "transfer": 0,
            "transfer_reversal": 0,
            "application_fee": 0,
            "fee_refund": 0,
        }
        assert [delivery["state"] for delivery in state["deliveries"]] == ["pending"] * 4
        assert (state["drift"], state["violations"]) == ([], [])
