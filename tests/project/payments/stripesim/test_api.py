import base64

import pytest
import stripe

from project.payments.stripesim.testing import API_KEY, RunningSim

from .conftest import OpenSession

BEARER = {"Authorization": f"Bearer {API_KEY}"}


class TestKeys:
    @pytest.mark.parametrize("key", ["sk_test_51Real", "sk_live_sim_x", "rk_test_sim_x"])
    def test_of_another_kind_are_refused(self, sim: RunningSim, key: str) -> None:
        client = stripe.StripeClient(key, base_addresses={"api": sim.base_url})

        with pytest.raises(stripe.AuthenticationError) as refusal:
            client.v1.events.list()

        assert refusal.value.http_status == 401

    def test_must_be_there(self, sim: RunningSim) -> None:
        reply = sim.request("GET", "/v1/events")

        assert reply.status == 401
        assert reply.json["error"]["message"] == "You did not provide an API key."

    def test_may_come_as_a_user_name(self, sim: RunningSim) -> None:
        basic = base64.b64encode(f"{API_KEY}:".encode()).decode()

        assert sim.request("GET", "/v1/events", headers={"Authorization": f"Basic {basic}"}).status == 200
        assert sim.request("GET", "/v1/events", headers={"Authorization": "Basic %%%"}).status == 401


class TestWire:
    def test_gives_every_request_an_id(self, sim: RunningSim, client: stripe.StripeClient) -> None:
        answer = client.v1.events.list().last_response

        assert answer is not None
        assert str(answer.request_id).startswith("req_")
        assert answer.headers["Stripe-Version"] == stripe.api_version

    def test_names_the_request_in_a_refusal(self, client: stripe.StripeClient) -> None:
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            client.v1.refunds.retrieve("re_nobody")

        assert (refusal.value.http_status, refusal.value.code) == (404, "resource_missing")
        assert str(refusal.value.request_id).startswith("req_")

    @pytest.mark.parametrize(
        "path", ["checkout/sessions", "payment_intents", "charges", "events", "balance_transactions", "customers"]
    )
    def test_knows_no_object_that_is_not_there(self, sim: RunningSim, path: str) -> None:
        reply = sim.request("GET", f"/v1/{path}/x_nobody", headers=BEARER)

        assert (reply.status, reply.json["error"]["code"]) == (404, "resource_missing")

    def test_speaks_one_version_only(self, sim: RunningSim) -> None:
        old = sim.request("GET", "/v1/events", headers=BEARER | {"Stripe-Version": "2020-08-27"})
        pinned = sim.request("GET", "/v1/events", headers=BEARER | {"Stripe-Version": str(stripe.api_version)})

        assert (old.status, pinned.status) == (400, 200)
        assert "Invalid Stripe API version: 2020-08-27" in old.json["error"]["message"]

    @pytest.mark.parametrize(("method", "path"), [("GET", "/v1/invoices"), ("DELETE", "/v1/events"), ("POST", "/v1/")])
    def test_says_so_when_there_is_no_such_route(self, sim: RunningSim, method: str, path: str) -> None:
        reply = sim.request(method, path, headers=BEARER)

        assert reply.status == 404
        assert reply.json["error"]["message"] == f"Unrecognized request URL ({method}: {path})."

    def test_refuses_an_unknown_filter(self, sim: RunningSim) -> None:
        reply = sim.request("GET", "/v1/refunds?colour=red", headers=BEARER)

        assert (reply.status, reply.json["error"]["param"]) == (400, "colour")

    def test_refuses_a_body_beyond_a_megabyte(self, sim: RunningSim) -> None:
        reply = sim.request("POST", "/v1/refunds", headers=BEARER | {"Content-Length": "1000001"})

        assert reply.status == 413

    def test_counts_metadata(self, open_session: OpenSession) -> None:
        open_session(metadata={f"key{number}": "v" for number in range(50)})

        with pytest.raises(stripe.InvalidRequestError) as refusal:
            open_session(metadata={f"key{number}": "v" for number in range(51)})

        assert refusal.value.param == "metadata"
