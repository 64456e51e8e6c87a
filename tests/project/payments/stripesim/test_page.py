import pytest
import stripe

from project.payments.stripesim.testing import DECLINED_CARD, POOR_CARD, VERIFIED_CARD, RunningSim

from .conftest import OpenSession, hook_types, session_params

PAID = ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"]


def shown(sim: RunningSim, session_id: str) -> str:
    return sim.request("GET", f"/pay/{session_id}").body


class TestPayPage:
    def test_shows_what_is_paid_to_whom(self, sim: RunningSim, open_session: OpenSession) -> None:
        session = open_session(amount=1_234_567, custom_text={"submit": {"message": "Held for you until 10:40."}})

        html = shown(sim, session.id)

        assert "<title>₹12,345.67 to Nivas</title>" in html
        assert "<b>SIMULATED</b>" in html
        assert "<li><span>Refundable deposit</span> <b>₹12,345.67</b></li>" in html
        assert '<button type="submit">Pay ₹12,345.67</button>' in html
        assert '<p class="message">Held for you until 10:40.</p>' in html
        assert '<a class="back" href="https://nivas.example/bookings/7/">Back to Nivas without paying</a>' in html

    def test_escapes_what_the_merchant_sent(self, sim: RunningSim, open_session: OpenSession) -> None:
        [item] = session_params()["line_items"]
        item["price_data"]["product_data"]["name"] = "<script>alert(1)</script>"

        html = shown(sim, open_session(line_items=[item], branding_settings={"display_name": "A & B"}).id)

        assert "<script" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
        assert "to A &amp; B</title>" in html

    def test_allows_nothing_but_its_own_style_and_the_way_back(
        self, sim: RunningSim, open_session: OpenSession
    ) -> None:
        reply = sim.request("GET", f"/pay/{open_session().id}")

        assert reply.headers["Content-Security-Policy"] == (
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
            "form-action 'self' https://nivas.example"
        )
        assert reply.headers["Cache-Control"] == "no-store"
        assert "style=" not in reply.body
        assert sim.request("GET", "/assets/pay.css").headers["Content-Type"] == "text/css; charset=utf-8"
        assert sim.request("GET", "/assets/../page.py").status == 404

    def test_asks_for_an_email_only_when_none_is_known(self, sim: RunningSim, open_session: OpenSession) -> None:
        assert 'name="email"' in shown(sim, open_session().id)
        known = shown(sim, open_session(customer_email="asha@example.com").id)
        assert 'name="email"' not in known
        assert "Receipt goes to <b>asha@example.com</b>" in known

    def test_says_kindly_that_a_page_is_not_there(self, sim: RunningSim) -> None:
        reply = sim.request("GET", "/pay/cs_test_nobody")

        assert reply.status == 404
        assert "<h1>This page is not here</h1>" in reply.body


class TestPaying:
    def test_leads_back_to_the_merchant(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        session = open_session()

        reply = sim.pay(session.id)

        assert (reply.status, reply.headers["Location"]) == (303, f"https://nivas.example/paid/?session={session.id}")
        paid = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent.latest_charge"]})
        assert (paid.status, paid.payment_status, paid.url) == ("complete", "paid", None)
        assert paid.customer_details is not None
        assert paid.customer_details.email == "payer@example.com"
        intent = paid.payment_intent
        assert isinstance(intent, stripe.PaymentIntent)
        assert (intent.status, intent.amount_received) == ("succeeded", 850_000)
        assert intent.metadata.to_dict() == {"subject": "booking:7"}
        assert isinstance(intent.latest_charge, stripe.Charge)
        assert (intent.latest_charge.amount_captured, intent.latest_charge.paid) == (850_000, True)
        assert hook_types(sim) == PAID

    def test_says_so_when_it_is_paid_already(self, sim: RunningSim, open_session: OpenSession) -> None:
        session = open_session()
        sim.pay(session.id)

        html = shown(sim, session.id)

        assert "<h1>This is paid</h1>" in html
        assert f'href="https://nivas.example/paid/?session={session.id}"' in html

    def test_says_so_when_time_is_over(self, sim: RunningSim, open_session: OpenSession) -> None:
        session = open_session()
        sim.advance(86_400)

        html = shown(sim, session.id)

        assert "<h1>The time for this payment is over</h1>" in html
        assert 'href="https://nivas.example/bookings/7/"' in html

    @pytest.mark.parametrize("attempt", ["0", ""])
    def test_charges_a_double_click_once(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession, attempt: str
    ) -> None:
        session = open_session()

        first, second = (sim.pay(session.id, attempt=attempt) for _ in range(2))

        assert first.headers["Location"] == second.headers["Location"]
        assert len(client.v1.charges.list().data) == 1

    def test_asks_a_bad_card_once_for_a_double_click(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        session = open_session()

        for _ in range(2):
            sim.pay(session.id, DECLINED_CARD, attempt="0")
        assert len(client.v1.charges.list().data) == 1
        sim.pay(session.id, DECLINED_CARD, attempt="1")

        assert len(client.v1.charges.list().data) == 2

    @pytest.mark.parametrize(
        ("card", "code", "message"),
        [
            (DECLINED_CARD, "generic_decline", "Your card was declined."),
            (POOR_CARD, "insufficient_funds", "Your card has insufficient funds."),
        ],
    )
    def test_says_why_a_card_was_declined_and_takes_another(
        self,
        sim: RunningSim,
        client: stripe.StripeClient,
        open_session: OpenSession,
        card: str,
        code: str,
        message: str,
    ) -> None:
        session = open_session()

        reply = sim.pay(session.id, card)

        assert reply.headers["Location"] == f"/pay/{session.id}"
        html = shown(sim, session.id)
        assert f"Nothing was paid. {message}" in html
        assert 'value="payer@example.com"' in html
        assert card not in html.replace(" ", "").partition("<details>")[0]
        [intent] = client.v1.payment_intents.list().data
        assert intent.status == "requires_payment_method"
        assert intent.last_payment_error is not None
        assert (intent.last_payment_error.code, intent.last_payment_error.decline_code) == ("card_declined", code)
        assert client.v1.checkout.sessions.retrieve(session.id).status == "open"
        assert hook_types(sim) == ["payment_intent.created", "charge.failed", "payment_intent.payment_failed"]

        sim.pay(session.id)

        assert client.v1.payment_intents.retrieve(intent.id).status == "succeeded"
        assert [charge.status for charge in client.v1.charges.list().data] == ["succeeded", "failed"]
        assert hook_types(sim) == PAID[1:]

    @pytest.mark.parametrize(
        ("fields", "marked"),
        [
            ({"card": "4111 1111 1111 1111"}, "number"),
            ({"expiry": "13 / 34"}, "expiry"),
            ({"expiry": "01 / 20"}, "expiry"),
            ({"cvc": "12"}, "cvc"),
            ({"email": "asha"}, "email"),
        ],
    )
    def test_marks_the_field_that_is_wrong_and_charges_nothing(
        self,
        sim: RunningSim,
        client: stripe.StripeClient,
        open_session: OpenSession,
        fields: dict[str, str],
        marked: str,
    ) -> None:
        session = open_session()

        reply = sim.pay(session.id, **fields)

        assert reply.status == 422
        assert reply.body.count('aria-invalid="true"') == 1
        assert f'aria-describedby="{marked}-error"' in reply.body
        assert client.v1.payment_intents.list().data == []


class TestVerification:
    def test_asks_before_it_takes_the_money(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        session = open_session()

        reply = sim.pay(session.id, VERIFIED_CARD)

        assert reply.headers["Location"] == f"/pay/{session.id}"
        page = sim.request("GET", f"/pay/{session.id}")
        assert page.headers["Location"] == f"/pay/{session.id}/verify"
        assert '<h1 id="asked">Is it you?</h1>' in sim.request("GET", f"/pay/{session.id}/verify").body
        [intent] = client.v1.payment_intents.list().data
        assert intent.status == "requires_action"
        assert client.v1.charges.list().data == []

    def test_pays_when_accepted(self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession) -> None:
        session = open_session()
        sim.pay(session.id, VERIFIED_CARD)

        replies = [sim.verify(session.id), sim.verify(session.id, accept=False)]

        assert {reply.headers["Location"] for reply in replies} == {f"https://nivas.example/paid/?session={session.id}"}
        assert client.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"
        assert len(client.v1.charges.list().data) == 1

    def test_pays_nothing_when_refused_and_lets_the_person_try_again(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        session = open_session()
        sim.pay(session.id, VERIFIED_CARD)

        sim.verify(session.id, accept=False)

        assert "Your bank could not confirm that it is you." in shown(sim, session.id)
        assert client.v1.charges.list().data == []
        sim.pay(session.id)
        assert client.v1.checkout.sessions.retrieve(session.id).status == "complete"

    def test_ends_with_the_session(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        session = open_session()
        sim.pay(session.id, VERIFIED_CARD)
        client.v1.checkout.sessions.expire(session.id)

        sim.verify(session.id)

        assert client.v1.charges.list().data == []
        assert "The time for this payment is over" in shown(sim, session.id)
