"""Opening the page that saves a method, and writing down what came of it."""

import json
from collections.abc import Callable

import pytest

from project.kernel.money import Money
from project.kernel.transactions import TransactionRefused, transaction
from project.payments import operations, queries
from project.payments.gateways.fake import GOOD_SIGNATURE, FakeGateway
from project.payments.gateways.saving import MandateProgress
from project.payments.models import Customer, Mandate, SavedMethod, SetupAttempt, SetupState
from tests.factories.identity import create_tenant
from tests.factories.methods import LIMIT, create_method, start_saving

pytestmark = pytest.mark.django_db

Travel = Callable[[int], None]


def tell(topic: str, about: str, reference: str = "") -> None:
    """Deliver one message and work through it."""
    body = {"id": f"m_{topic}_{about}", "topic": topic, "about": about, "reference": reference}
    operations.store_webhook(payload=json.dumps(body).encode(), signature=GOOD_SIGNATURE)
    operations.work_inbox(on_paid=print)


class TestStartSavingMethod:
    def test_opens_a_page_and_leads_back(self, fake_gateway: FakeGateway) -> None:
        attempt = start_saving()

        assert (attempt.state, attempt.page_url) == (SetupState.OPEN, f"https://save.example/{attempt.setup_id}")
        assert attempt.request["then"].endswith(f"/account/payment-methods/{attempt.public_id}/return/")
        assert attempt.request["at_most"] == LIMIT.paise

    def test_commits_the_try_before_the_gateway_hears_of_it(self, fake_gateway: FakeGateway) -> None:
        tenant = create_tenant()
        create_method(by=tenant)
        fake_gateway.fail_next("down")

        with pytest.raises(operations.SavingUnavailable):
            start_saving(by=tenant)

        assert SetupAttempt.objects.latest("pk").state == SetupState.UNKNOWN

    def test_refuses_to_run_inside_a_transaction(self, fake_gateway: FakeGateway) -> None:
        with pytest.raises(TransactionRefused), transaction():
            start_saving()

        assert fake_gateway.calls == []

    def test_gives_the_same_page_the_second_time(self, fake_gateway: FakeGateway) -> None:
        first = start_saving()

        again = start_saving(by=first.person)

        assert again.pk == first.pk
        assert fake_gateway.calls == ["open_customer", "open_setup"]

    def test_closes_the_first_page_when_asked_for_another_limit(self, fake_gateway: FakeGateway) -> None:
        first = start_saving()

        second = start_saving(by=first.person, limit=Money(5_000_00))

        first.refresh_from_db()
        assert (first.state, second.state) == (SetupState.CLOSED, SetupState.OPEN)
        assert fake_gateway.setups[first.setup_id or ""].progress == "closed"

    def test_makes_a_person_known_once(self, fake_gateway: FakeGateway) -> None:
        tenant = create_tenant()
        create_method(by=tenant)
        create_method(by=tenant)

        assert fake_gateway.calls.count("open_customer") == Customer.objects.count() == 1

    def test_keeps_a_failed_try_when_the_gateway_says_no(self, fake_gateway: FakeGateway) -> None:
        tenant = create_tenant()
        create_method(by=tenant)
        fake_gateway.fail_next("refused")

        with pytest.raises(operations.SavingUnavailable):
            start_saving(by=tenant)

        failed = SetupAttempt.objects.latest("pk")
        assert (failed.state, failed.is_settled, failed.last_error) == (SetupState.FAILED, True, "No.")

    @pytest.mark.parametrize("limit", [Money(49), Money(0), Money(-1), Money(15_000_01), Money(1_000_00, "USD")])
    def test_refuses_a_limit_that_helps_nobody(self, fake_gateway: FakeGateway, limit: Money) -> None:
        with pytest.raises(operations.LimitOutOfRange):
            start_saving(limit=limit)

        assert (SetupAttempt.objects.count(), fake_gateway.calls) == (0, [])

    def test_takes_the_most_the_law_allows(self, fake_gateway: FakeGateway) -> None:
        assert start_saving(limit=Money(15_000_00)).limit == Money(15_000_00)


class TestSettleSetup:
    def test_saves_the_method_with_its_mandate_once(self, fake_gateway: FakeGateway) -> None:
        attempt = start_saving()
        fake_gateway.save(attempt.setup_id or "")

        method = operations.settle_setup(attempt=attempt)
        again = operations.settle_setup(attempt=attempt)

        assert method is not None
        assert method == again == SavedMethod.objects.get()
        assert (str(method), method.expires_month, method.expires_year) == ("Visa ···· 0123", 12, 2034)
        assert method.is_default
        mandate = Mandate.objects.get()
        assert (mandate.limit, mandate.interval, mandate.state) == (LIMIT, "sporadic", "active")
        attempt.refresh_from_db()
        assert (attempt.state, attempt.is_settled) == (SetupState.SAVED, True)

    def test_waits_for_the_person(self, fake_gateway: FakeGateway) -> None:
        attempt = start_saving()

        assert operations.settle_setup(attempt=attempt) is None

        attempt.refresh_from_db()
        assert (attempt.state, attempt.is_settled) == (SetupState.OPEN, False)

    def test_lets_the_second_method_come_second(self, fake_gateway: FakeGateway) -> None:
        tenant = create_tenant()
        first = create_method(by=tenant)

        second = create_method(by=tenant, last4="4242")

        assert [str(method) for method in queries.methods_of(tenant)] == [str(first), str(second)]
        assert queries.default_method(tenant) == first

    def test_checks_the_mandates_state_and_not_its_presence(self, fake_gateway: FakeGateway) -> None:
        method = create_method(progress=MandateProgress.INACTIVE)

        assert Mandate.objects.get(method=method).state == "inactive"
        assert queries.active_mandate(method) is None

    def test_finds_a_page_whose_id_was_never_stored(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        tenant = create_tenant()
        create_method(by=tenant)
        fake_gateway.fail_next("dropped")
        with pytest.raises(operations.SavingUnavailable):
            start_saving(by=tenant)
        attempt = SetupAttempt.objects.latest("pk")
        made = max(fake_gateway.setups)
        fake_gateway.save(made)
        travel(21 * 3600)

        operations.settle_setup(attempt=attempt)

        attempt.refresh_from_db()
        assert (attempt.setup_id, attempt.state, fake_gateway.calls[-1]) == (made, SetupState.SAVED, "find_setup")

    def test_learns_of_it_by_a_message(self, fake_gateway: FakeGateway) -> None:
        attempt = start_saving()
        fake_gateway.save(attempt.setup_id or "")

        tell("setup", attempt.setup_id or "", str(attempt.public_id))

        assert SavedMethod.objects.get().person == attempt.person


class TestCloseOwedSetups:
    def test_closes_a_page_that_nobody_finished(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        attempt = start_saving()
        travel(3601)

        assert operations.close_owed_setups() == 1

        attempt.refresh_from_db()
        assert (attempt.state, attempt.is_settled) == (SetupState.CLOSED, True)

    def test_saves_what_was_finished_at_the_last_second(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        attempt = start_saving()
        fake_gateway.save(attempt.setup_id or "")
        travel(3601)

        operations.close_owed_setups()

        assert SavedMethod.objects.get().person == attempt.person

    def test_owes_it_until_the_gateway_answers(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        attempt = start_saving()
        travel(3601)
        fake_gateway.fail_next("down")
        assert operations.close_owed_setups() == 0
        attempt.refresh_from_db()
        assert (attempt.is_settled, attempt.last_error) == (False, "No answer.")

        travel(3601 + 61)

        assert operations.close_owed_setups() == 1

    def test_settles_a_try_that_never_reached_the_gateway(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        tenant = create_tenant()
        create_method(by=tenant)
        fake_gateway.fail_next("down")
        with pytest.raises(operations.SavingUnavailable):
            start_saving(by=tenant)
        travel(21 * 3600)

        operations.close_owed_setups()

        lost = SetupAttempt.objects.latest("pk")
        assert (lost.state, lost.is_settled, lost.setup_id) == (SetupState.CLOSED, True, None)
