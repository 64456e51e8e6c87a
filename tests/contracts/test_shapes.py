"""Field by field, what the stand-in sends must be what Stripe sends; this needs both accounts."""

from typing import Any

from .accounts import Account, shape, unlike
from .calls import pay, session


class TestShapes:
    def test_of_a_session_are_alike(self, stand_in: Account, real: Account) -> None:
        ours, theirs = (session(account.client).to_dict() for account in (stand_in, real))

        assert unlike(shape(ours), shape(theirs)) == []

    def test_of_a_payment_are_alike(self, stand_in: Account, real: Account) -> None:
        ours, theirs = (pay(account.client).to_dict() for account in (stand_in, real))

        assert unlike(shape(ours), shape(theirs)) == []

    def test_of_a_refund_are_alike(self, stand_in: Account, real: Account) -> None:
        def refunded(account: Account) -> Any:
            return account.client.v1.refunds.create({"payment_intent": pay(account.client).id}).to_dict()

        assert unlike(shape(refunded(stand_in)), shape(refunded(real))) == []

    def test_of_a_customer_and_a_card_are_alike(self, stand_in: Account, real: Account) -> None:
        def saved(account: Account) -> Any:
            customer = account.client.v1.customers.create({"name": "Asha"})
            method = account.client.v1.payment_methods.attach("pm_card_visa", {"customer": customer.id})
            return [customer.to_dict(), method.to_dict()]

        for ours, theirs in zip(saved(stand_in), saved(real), strict=True):
            assert unlike(shape(ours), shape(theirs)) == []

    def test_of_a_dispute_are_alike(self, stand_in: Account, real: Account) -> None:
        def disputed(account: Account) -> Any:
            intent = pay(account.client, "pm_card_createDispute")
            found = account.eventually(lambda: account.client.v1.disputes.list({"payment_intent": intent.id}).data)
            return found[0].to_dict()

        assert unlike(shape(disputed(stand_in)), shape(disputed(real))) == []
