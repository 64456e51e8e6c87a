import pytest
import stripe

from project.payments.stripesim.testing import DECLINED_CARD, RunningSim

from .conftest import OpenSession

T0 = 1_795_000_000


@pytest.fixture
def sessions(sim: RunningSim, open_session: OpenSession) -> list[str]:
    """Five sessions, a minute apart."""
    sim.control("clock", set=T0, frozen=True)
    ids = []
    for _ in range(5):
        ids.append(open_session().id)
        sim.advance(60)
    return ids


class TestPaging:
    def test_gives_the_newest_first(self, client: stripe.StripeClient, sessions: list[str]) -> None:
        page = client.v1.checkout.sessions.list({"limit": 2})

        assert [found.id for found in page.data] == sessions[:2:-1]
        assert page.has_more
        assert page.url == "/v1/checkout/sessions"

    def test_goes_on_after_a_cursor(self, client: stripe.StripeClient, sessions: list[str]) -> None:
        page = client.v1.checkout.sessions.list({"limit": 2, "starting_after": sessions[2]})

        assert [found.id for found in page.data] == [sessions[1], sessions[0]]
        assert not page.has_more

    def test_comes_back_before_a_cursor(self, client: stripe.StripeClient, sessions: list[str]) -> None:
        page = client.v1.checkout.sessions.list({"limit": 2, "ending_before": sessions[1]})

        assert [found.id for found in page.data] == [sessions[3], sessions[2]]
        assert page.has_more

    def test_walks_both_ways_by_itself(self, client: stripe.StripeClient, sessions: list[str]) -> None:
        forwards = client.v1.checkout.sessions.list({"limit": 2}).auto_paging_iter()
        backwards = client.v1.checkout.sessions.list({"limit": 2, "ending_before": sessions[0]}).auto_paging_iter()

        assert [found.id for found in forwards] == sessions[::-1]
        assert [found.id for found in backwards] == sessions[1:]

    @pytest.mark.parametrize(
        ("params", "param"),
        [({"limit": 0}, "limit"), ({"limit": 101}, "limit"), ({"starting_after": "cs_no"}, "starting_after")],
    )
    def test_refuses_a_bad_page(self, client: stripe.StripeClient, params: dict[str, object], param: str) -> None:
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            client.v1.checkout.sessions.list(params)

        assert refusal.value.param == param


class TestFilters:
    def test_keep_a_window_of_time(self, client: stripe.StripeClient, sessions: list[str]) -> None:
        window = client.v1.checkout.sessions.list({"created": {"gt": T0, "lte": T0 + 120}})
        moment = client.v1.checkout.sessions.list({"created": T0 + 60})

        assert [found.id for found in window.data] == [sessions[2], sessions[1]]
        assert [found.id for found in moment.data] == [sessions[1]]

    def test_keep_what_equals_a_field(self, sim: RunningSim, client: stripe.StripeClient, sessions: list[str]) -> None:
        sim.pay(sessions[1])
        sim.pay(sessions[2], email="asha@example.com")
        [_, first] = client.v1.payment_intents.list().data

        complete = client.v1.checkout.sessions.list({"status": "complete"})
        by_intent = client.v1.checkout.sessions.list({"payment_intent": first.id})
        by_email = client.v1.checkout.sessions.list({"customer_details": {"email": "asha@example.com"}})

        assert [found.id for found in complete.data] == [sessions[2], sessions[1]]
        assert [found.id for found in by_intent.data] == [sessions[1]]
        assert [found.id for found in by_email.data] == [sessions[2]]
        assert [charge.id for charge in client.v1.charges.list({"payment_intent": first.id}).data] == [
            first.latest_charge
        ]


class TestExpand:
    def test_goes_down_four_levels(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        session = open_session()
        sim.pay(session.id)

        path = "payment_intent.latest_charge.balance_transaction.source"
        found = client.v1.checkout.sessions.retrieve(session.id, {"expand": [path, "line_items"]})

        assert found.line_items is not None
        assert [item.description for item in found.line_items.data] == ["Refundable deposit"]
        intent = found.payment_intent
        assert isinstance(intent, stripe.PaymentIntent)
        assert isinstance(intent.latest_charge, stripe.Charge)
        balance = intent.latest_charge.balance_transaction
        assert isinstance(balance, stripe.BalanceTransaction)
        assert isinstance(balance.source, stripe.Charge)
        assert balance.source.id == intent.latest_charge.id

    def test_reaches_into_lists(self, sim: RunningSim, client: stripe.StripeClient, sessions: list[str]) -> None:
        sim.pay(sessions[0])

        listed = client.v1.checkout.sessions.list({"expand": ["data.payment_intent"]}).data

        assert isinstance(listed[4].payment_intent, stripe.PaymentIntent)
        assert listed[0].payment_intent is None

    def test_shows_the_refunds_of_a_charge(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        sim.pay(open_session().id)
        [charge] = client.v1.charges.list().data
        refund = client.v1.refunds.create({"charge": charge.id, "amount": 100})

        found = client.v1.charges.retrieve(charge.id, {"expand": ["refunds"]})

        assert found.refunds is not None
        assert [each.id for each in found.refunds.data] == [refund.id]

    @pytest.mark.parametrize("path", ["metadata", "payment_intent.amount", "a.b.c.d.e"])
    def test_refuses_a_path_to_nowhere(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession, path: str
    ) -> None:
        session = open_session()
        sim.pay(session.id, DECLINED_CARD)

        with pytest.raises(stripe.InvalidRequestError, match="expand"):
            client.v1.checkout.sessions.retrieve(session.id, {"expand": [path]})

    def test_undoes_what_was_written_when_the_path_is_wrong(
        self, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        with pytest.raises(stripe.InvalidRequestError):
            open_session(expand=["nothing"])

        assert client.v1.checkout.sessions.list().data == []


class TestEvents:
    def test_are_found_by_type_and_family(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        session = open_session()
        sim.pay(session.id)

        def types(**params: object) -> list[str]:
            return [event.type for event in client.v1.events.list(params).data]

        assert types(type="checkout.session.completed") == ["checkout.session.completed"]
        assert types(type="payment_intent.*") == ["payment_intent.succeeded", "payment_intent.created"]
        assert types(types=["charge.succeeded", "charge.failed"]) == ["charge.succeeded"]
        [event] = client.v1.events.list({"type": "checkout.session.completed"}).data
        assert client.v1.events.retrieve(event.id).data.object.id == session.id

    def test_tell_which_were_not_delivered(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        sim.pay(open_session().id)
        sim.collect_hooks()
        expired = open_session()
        client.v1.checkout.sessions.expire(expired.id)

        missed = client.v1.events.list({"delivery_success": False}).data

        assert [(event.type, event.pending_webhooks) for event in missed] == [("checkout.session.expired", 1)]
        assert len(client.v1.events.list({"delivery_success": True}).data) == 4

    def test_are_kept_for_thirty_days(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        sim.control("clock", set=T0, frozen=True)
        sim.pay(open_session().id)
        event = client.v1.events.list().data[0]

        sim.advance(30 * 86_400 - 1)
        assert client.v1.events.retrieve(event.id).id == event.id
        sim.advance(1)

        assert client.v1.events.list().data == []
        with pytest.raises(stripe.InvalidRequestError):
            client.v1.events.retrieve(event.id)

    def test_name_the_request_that_caused_them(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        session = open_session()

        client.v1.checkout.sessions.expire(session.id, options={"idempotency_key": "expire:7"})

        [event] = client.v1.events.list().data
        assert event.request is not None
        assert event.request.idempotency_key == "expire:7"
        assert str(event.request.id).startswith("req_")
