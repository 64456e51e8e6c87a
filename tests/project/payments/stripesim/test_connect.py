import pytest
import stripe

from project.payments.stripesim.testing import RunningSim

from .conftest import hook_types, session_params


@pytest.fixture
def host(sim: RunningSim, client: stripe.StripeClient) -> str:
    """An account that can receive money; its hooks are out of the way."""
    account = client.v1.accounts.create({"country": "IN", "email": "host@example.com"})
    sim.control("accounts", account=account.id)
    sim.collect_hooks()
    return account.id


def pay(client: stripe.StripeClient, host: str, amount: int = 100_000, fee: int = 12_500) -> stripe.PaymentIntent:
    return client.v1.payment_intents.create(
        {
            "amount": amount,
            "currency": "inr",
            "payment_method": "pm_card_visa",
            "confirm": True,
            "application_fee_amount": fee,
            "transfer_data": {"destination": host},
        }
    )


class TestAccount:
    def test_receives_once_it_told_about_itself(self, sim: RunningSim, client: stripe.StripeClient) -> None:
        account = client.v1.accounts.create({"capabilities": {"transfers": {"requested": True}}})
        link = client.v1.account_links.create(
            {
                "account": account.id,
                "type": "account_onboarding",
                "refresh_url": "https://nivas.example/again/",
                "return_url": "https://nivas.example/back/",
            }
        )
        path = link.url.removeprefix(sim.base_url)
        assert "Tell Stripe about yourself" in sim.request("GET", path).body

        reply = sim.submit(path, {"answer": "accept"})

        assert reply.headers["Location"] == "https://nivas.example/back/"
        told = client.v1.accounts.retrieve(account.id)
        assert (account.charges_enabled, told.charges_enabled, told.payouts_enabled) == (False, True, True)
        assert told.to_dict()["capabilities"] == {"transfers": "active"}
        assert hook_types(sim) == ["account.updated"]

    def test_stays_as_it_is_when_the_person_leaves(self, sim: RunningSim, client: stripe.StripeClient) -> None:
        account = client.v1.accounts.create({})

        sim.submit(f"/onboarding/{account.id}", {"answer": "refuse"})

        assert client.v1.accounts.retrieve(account.id).charges_enabled is False


class TestDestinationCharge:
    def test_goes_on_less_our_fee(self, sim: RunningSim, client: stripe.StripeClient, host: str) -> None:
        charge = client.v1.charges.retrieve(str(pay(client, host).latest_charge))

        [transfer] = client.v1.transfers.list({"destination": host}).data
        [fee] = client.v1.application_fees.list({"charge": charge.id}).data
        assert (charge.transfer, charge.application_fee, charge.application_fee_amount) == (transfer.id, fee.id, 12_500)
        assert (transfer.amount, transfer.source_transaction) == (100_000, charge.id)
        assert (fee.amount, fee.account) == (12_500, host)
        lines = {line.type: line.amount for line in client.v1.balance_transactions.list().data}
        assert lines == {"charge": 100_000, "transfer": -100_000, "application_fee": 12_500}
        assert hook_types(sim) == [
            "payment_intent.created",
            "transfer.created",
            "application_fee.created",
            "charge.succeeded",
            "payment_intent.succeeded",
        ]

    def test_works_through_a_session(self, sim: RunningSim, client: stripe.StripeClient, host: str) -> None:
        data = {"application_fee_amount": 85_000, "transfer_data": {"destination": host}}
        session = client.v1.checkout.sessions.create(session_params(payment_intent_data=data))

        sim.pay(session.id)

        assert [fee.amount for fee in client.v1.application_fees.list().data] == [85_000]

    @pytest.mark.parametrize("parts", [(1, 99_999), (33_333, 33_333, 33_334), (50_001, 49_999)])
    def test_gives_back_shares_that_add_up(
        self, client: stripe.StripeClient, host: str, parts: tuple[int, ...]
    ) -> None:
        intent = pay(client, host)

        for amount in parts:
            client.v1.refunds.create(
                {
                    "payment_intent": intent.id,
                    "amount": amount,
                    "reverse_transfer": True,
                    "refund_application_fee": True,
                }
            )

        [transfer] = client.v1.transfers.list().data
        [fee] = client.v1.application_fees.list().data
        assert (transfer.amount_reversed, transfer.reversed) == (100_000, True)
        assert (fee.amount_refunded, fee.refunded) == (12_500, True)
        reversals = client.v1.transfers.reversals.list(transfer.id).data
        assert [reversal.amount for reversal in reversals] == list(parts)[::-1]
        assert sum(line.amount for line in client.v1.balance_transactions.list({"limit": 100}).data) == 0

    def test_keeps_both_when_not_asked_for_them(self, client: stripe.StripeClient, host: str) -> None:
        intent = pay(client, host)

        client.v1.refunds.create({"payment_intent": intent.id})

        [transfer] = client.v1.transfers.list().data
        assert (transfer.amount_reversed, client.v1.application_fees.list().data[0].amount_refunded) == (0, 0)

    @pytest.mark.parametrize(
        ("params", "param"),
        [
            ({"application_fee_amount": 5}, "application_fee_amount"),
            ({"transfer_data": {"destination": "acct_no"}}, "account"),
            ({"application_fee_amount": 5001, "transfer_data": {"destination": "{host}"}}, "application_fee_amount"),
        ],
    )
    def test_refuses_and_charges_nothing(
        self, client: stripe.StripeClient, host: str, params: dict[str, object], param: str
    ) -> None:
        if params.get("transfer_data") == {"destination": "{host}"}:
            params = {**params, "transfer_data": {"destination": host}}

        with pytest.raises(stripe.InvalidRequestError) as refusal:
            client.v1.payment_intents.create({"amount": 5000, "currency": "inr", **params})

        assert refusal.value.param == param
        assert client.v1.payment_intents.list().data == []

    def test_waits_until_the_account_is_ready(self, client: stripe.StripeClient) -> None:
        account = client.v1.accounts.create({})

        with pytest.raises(stripe.InvalidRequestError, match="cannot receive money yet"):
            pay(client, account.id)

        assert client.v1.payment_intents.list().data == []

    def test_refuses_to_reverse_what_was_never_passed_on(self, client: stripe.StripeClient) -> None:
        intent = client.v1.payment_intents.create(
            {"amount": 5000, "currency": "inr", "payment_method": "pm_card_visa", "confirm": True}
        )

        with pytest.raises(stripe.InvalidRequestError, match="was not passed on"):
            client.v1.refunds.create({"payment_intent": intent.id, "reverse_transfer": True})

        assert client.v1.refunds.list().data == []
