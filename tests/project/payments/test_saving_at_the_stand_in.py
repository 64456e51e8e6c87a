"""Saving a card and charging it at the stand-in over HTTP, with India's rules."""

import pytest

from project.kernel.money import Money
from project.ledger.models import AccountKind
from project.ledger.queries import balance
from project.payments import operations, queries
from project.payments.models import Attempt, AttemptState, Mandate, Payment, SavedMethod, SetupAttempt, SetupState
from project.payments.stripesim.testing import GOOD_CARD, MANDATE_CARD, MANDATE_STOPPED_CARD, RunningSim
from tests.factories.methods import LIMIT, RENT, charge, start_saving

pytestmark = pytest.mark.django_db

TWENTY_SIX_HOURS = 26 * 3600


def saved(sim: RunningSim, card: str = MANDATE_CARD) -> SavedMethod:
    """What a person does on the page, and at their bank."""
    attempt = start_saving()
    path = attempt.page_url.removeprefix(sim.base_url)
    sim.submit(
        path, {"number": card, "expiry": "12 / 34", "cvc": "123", "return_url": attempt.request["metadata"]["back"]}
    )
    sim.confirm_with_bank(attempt.setup_id or "")
    method = operations.settle_setup(attempt=attempt)
    assert method is not None
    return method


def tell(sim: RunningSim) -> list[Payment]:
    """Deliver what the stand-in has to say, and work it through."""
    paid: list[Payment] = []
    for hook in sim.collect_hooks():
        operations.store_webhook(payload=hook["body"].encode(), signature=hook["signature"])
    operations.work_inbox(on_paid=paid.append)
    return paid


class TestSaving:
    def test_asks_for_indias_mandate(self, stripe_sim: RunningSim) -> None:
        attempt = start_saving()

        (setup,) = stripe_sim.state()["objects"]["setup_intent"]
        options = setup["payment_method_options"]["card"]["mandate_options"]
        assert {name: options[name] for name in ("amount", "amount_type", "currency", "interval", "reference")} == {
            "amount": LIMIT.paise,
            "amount_type": "maximum",
            "currency": "inr",
            "interval": "sporadic",
            "reference": str(attempt.public_id),
        }
        assert (options["supported_types"], setup["usage"]) == (["india"], "off_session")

    def test_saves_an_indian_card_with_its_mandate(self, stripe_sim: RunningSim) -> None:
        method = saved(stripe_sim)

        assert (str(method), method.kind, method.is_default) == ("Visa ···· 0123", "card", True)
        mandate = queries.active_mandate(method)
        assert mandate is not None
        assert mandate.limit == LIMIT

    def test_saves_another_card_without_one(self, stripe_sim: RunningSim) -> None:
        method = saved(stripe_sim, GOOD_CARD)

        with pytest.raises(operations.NotAllowedByBank):
            charge(method)

        assert (Mandate.objects.count(), Attempt.objects.count()) == (0, 0)

    def test_hears_of_it_by_webhook_when_nobody_comes_back(self, stripe_sim: RunningSim) -> None:
        attempt = start_saving()
        path = attempt.page_url.removeprefix(stripe_sim.base_url)
        stripe_sim.submit(path, {"number": MANDATE_CARD, "expiry": "12 / 34", "cvc": "123"})
        stripe_sim.confirm_with_bank(attempt.setup_id or "")

        tell(stripe_sim)

        attempt.refresh_from_db()
        assert (attempt.state, SavedMethod.objects.get().person) == (SetupState.SAVED, attempt.person)

    def test_opens_one_page_when_the_answer_is_lost(self, stripe_sim: RunningSim) -> None:
        stripe_sim.control("faults", route="POST /v1/setup_intents", action="drop_after_commit", times=2)
        with pytest.raises(operations.SavingUnavailable):
            start_saving()
        person = SetupAttempt.objects.get().person

        attempt = start_saving(by=person)

        (setup,) = stripe_sim.state()["objects"]["setup_intent"]
        assert attempt.setup_id == setup["id"]

    def test_removes_it_at_stripe_also_the_second_time(self, stripe_sim: RunningSim) -> None:
        method = saved(stripe_sim)
        operations.remove_method(by=method.person, method=method)
        stripe_sim.control("faults", route="POST /v1/payment_methods/{id}/detach", action="drop_after_commit", times=2)
        assert operations.detach_methods() == 0

        tell(stripe_sim)

        method.refresh_from_db()
        (there,) = stripe_sim.state()["objects"]["payment_method"]
        assert (there["customer"], method.is_detached) == (None, True)


class TestCharging:
    def test_takes_the_money_after_26_hours(self, stripe_sim: RunningSim) -> None:
        attempt = charge(saved(stripe_sim))
        assert (attempt.state, tell(stripe_sim)) == (AttemptState.OPEN, [])

        stripe_sim.advance(TWENTY_SIX_HOURS)

        (payment,) = set(tell(stripe_sim))
        assert (payment.amount, payment.attempt, payment.method) == (RENT, attempt, "Visa ···· 0123")
        assert balance(AccountKind.UNAPPLIED, person=attempt.payer) == -RENT
        assert balance(AccountKind.STRIPE_CLEARING) == Money(
            sum(line["net"] for line in stripe_sim.state()["objects"]["balance_transaction"])
        )

    def test_fails_when_its_owner_stops_it(self, stripe_sim: RunningSim) -> None:
        attempt = charge(saved(stripe_sim, MANDATE_STOPPED_CARD))
        stripe_sim.advance(TWENTY_SIX_HOURS)

        tell(stripe_sim)

        attempt.refresh_from_db()
        assert (attempt.state, Payment.objects.count()) == (AttemptState.FAILED, 0)

    def test_is_one_charge_when_the_answer_is_lost(self, stripe_sim: RunningSim) -> None:
        method = saved(stripe_sim)
        stripe_sim.control("faults", route="POST /v1/payment_intents", action="drop_after_commit", times=2)
        with pytest.raises(operations.ChargeUnclear):
            charge(method, subject="booking:a")

        attempt = charge(method, subject="booking:a")

        (intent,) = stripe_sim.state()["objects"]["payment_intent"]
        assert (attempt.state, attempt.session_id) == (AttemptState.OPEN, intent["id"])

    def test_is_refused_once_the_bank_has_ended_the_mandate(self, stripe_sim: RunningSim) -> None:
        method = saved(stripe_sim)
        stripe_sim.control("mandates/end", mandate=Mandate.objects.get().gateway_id)
        with pytest.raises(operations.ChargeDeclined):
            charge(method)

        tell(stripe_sim)

        with pytest.raises(operations.NotAllowedByBank):
            charge(method)
        assert stripe_sim.state()["objects"]["payment_intent"] == []
