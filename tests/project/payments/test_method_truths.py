"""What the database keeps true about saved methods, tried by going around the operations."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from project.kernel import clock
from project.payments.gateways.saving import MandateProgress
from project.payments.models import Attempt, Charge, Customer, Mandate, SavedMethod, SetupAttempt
from tests.factories.identity import create_tenant
from tests.factories.methods import charge, create_method, mandate_of, start_saving
from tests.truths import broken_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


def setup_row(**changes: Any) -> SetupAttempt:
    known = start_saving()
    SetupAttempt.objects.filter(pk=known.pk).update(state="closed")
    fields = {"person": known.person, "customer": known.customer, "max_paise": 1_000, "request": {}}
    return SetupAttempt(
        **{**fields, "gateway_key": f"s:{uuid4()}", "open_until": clock.now() + timedelta(hours=1), **changes}
    )


def method_row(**changes: Any) -> SavedMethod:
    return SavedMethod(**{"person": create_tenant(), "gateway_id": f"pm_{uuid4()}", "kind": "card", **changes})


def mandate_row(method: SavedMethod, **changes: Any) -> Mandate:
    fields = {"method": method, "gateway_id": f"mandate_{uuid4()}", "max_paise": 1_000, "interval": "month"}
    return Mandate(**{**fields, "state": "inactive", **changes})


def attempt_for(method: SavedMethod, **changes: Any) -> Attempt:
    fields = {"payer": method.person, "subject": f"booking:{uuid4()}", "amount_paise": 8_500_00, "request": {}}
    soon = clock.now() + timedelta(days=3)
    return Attempt.objects.create(**{**fields, "gateway_key": f"c:{uuid4()}", "open_until": soon, **changes})


def charge_row(method: SavedMethod, **changes: Any) -> Charge:
    return Charge(attempt=attempt_for(method, **changes), method=method, mandate=mandate_of(method))


class TestCustomer:
    def test_never_changes(self) -> None:
        customer = Customer.objects.filter(pk=start_saving().customer_id)

        assert broken_by(lambda: customer.update(gateway_id="other")) == "customer_never_changes"


class TestSetup:
    def test_has_a_limit(self) -> None:
        assert broken_by(setup_row(max_paise=0).save) == "setup_limit_is_positive"

    def test_knows_its_states(self) -> None:
        assert broken_by(setup_row(state="dreamt").save) == "setup_state_is_known"

    def test_knows_its_intervals(self) -> None:
        assert broken_by(setup_row(interval="hourly").save) == "setup_interval_is_known"

    def test_is_open_once_per_person(self) -> None:
        first = start_saving()

        again = setup_row(person=first.person)

        assert broken_by(again.save) == "setup_is_open_once_per_person"

    def test_moves_only_forward(self) -> None:
        closed = SetupAttempt.objects.filter(pk=start_saving().pk)
        closed.update(state="closed")

        assert broken_by(lambda: closed.update(state="open")) == "setup_moves_only_forward"

    @pytest.mark.parametrize("change", [{"request": {"x": 1}}, {"max_paise": 1}, {"gateway_key": "other"}])
    def test_keeps_its_request(self, change: dict[str, Any]) -> None:
        setup = SetupAttempt.objects.filter(pk=start_saving().pk)

        assert broken_by(lambda: setup.update(**change)) == "setup_keeps_its_request"

    def test_keeps_its_page(self) -> None:
        setup = SetupAttempt.objects.filter(pk=start_saving().pk)

        assert broken_by(lambda: setup.update(setup_id="seti_other")) == "setup_keeps_its_page"


class TestMethod:
    def test_knows_its_states(self) -> None:
        assert broken_by(method_row(state="lost").save) == "method_state_is_known"

    def test_used_first_is_active(self) -> None:
        assert broken_by(method_row(state="removed", is_default=True).save) == "method_used_first_is_active"

    def test_detached_is_removed(self) -> None:
        assert broken_by(method_row(is_detached=True).save) == "method_detached_is_removed"

    def test_used_first_is_one_per_person(self) -> None:
        first = create_method()

        second = method_row(person=first.person, is_default=True)

        assert broken_by(second.save) == "method_used_first_is_one_per_person"

    def test_moves_only_forward(self) -> None:
        method = SavedMethod.objects.filter(pk=create_method().pk)
        method.update(state="removed", is_default=False)

        assert broken_by(lambda: method.update(state="active")) == "method_moves_only_forward"

    def test_keeps_whose_it_is(self) -> None:
        method = SavedMethod.objects.filter(pk=create_method().pk)

        assert broken_by(lambda: method.update(person=create_tenant())) == "method_keeps_whose_it_is"


class TestMandate:
    def test_has_a_limit(self) -> None:
        assert broken_by(mandate_row(create_method(), max_paise=0).save) == "mandate_limit_is_positive"

    def test_knows_its_states(self) -> None:
        assert broken_by(mandate_row(create_method(), state="lost").save) == "mandate_state_is_known"

    def test_knows_its_intervals(self) -> None:
        assert broken_by(mandate_row(create_method(), interval="hourly").save) == "mandate_interval_is_known"

    def test_is_live_once_per_method(self) -> None:
        assert broken_by(mandate_row(create_method(), state="pending").save) == "mandate_is_live_once_per_method"

    @pytest.mark.parametrize(("old", "new"), [("inactive", "active"), ("active", "pending")])
    def test_moves_only_forward(self, old: str, new: str) -> None:
        mandate = Mandate.objects.filter(pk=mandate_of(create_method()).pk)
        mandate.update(state=old)

        assert broken_by(lambda: mandate.update(state=new)) == "mandate_moves_only_forward"

    @pytest.mark.parametrize("change", [{"max_paise": 15_000_00}, {"interval": "month"}, {"gateway_id": "other"}])
    def test_keeps_its_terms(self, change: dict[str, Any]) -> None:
        mandate = Mandate.objects.filter(pk=mandate_of(create_method()).pk)

        assert broken_by(lambda: mandate.update(**change)) == "mandate_keeps_its_terms"


class TestCharge:
    @pytest.mark.parametrize("progress", [MandateProgress.PENDING, MandateProgress.INACTIVE])
    def test_has_an_active_mandate(self, progress: MandateProgress) -> None:
        charged = charge_row(create_method(progress=progress))

        assert broken_by(charged.save) == "charge_has_an_active_mandate"

    def test_is_of_a_method_that_is_saved(self) -> None:
        method = create_method()
        charged = charge_row(method)
        SavedMethod.objects.filter(pk=method.pk).update(state="removed", is_default=False)

        assert broken_by(charged.save) == "charge_has_an_active_mandate"

    def test_is_of_the_payers_own_method(self) -> None:
        charged = charge_row(create_method(), payer=create_tenant())

        assert broken_by(charged.save) == "charge_has_an_active_mandate"

    def test_is_under_the_methods_own_mandate(self) -> None:
        method, other = create_method(), create_method()

        charged = Charge(attempt=attempt_for(method), method=method, mandate=mandate_of(other))

        assert broken_by(charged.save) == "charge_has_an_active_mandate"

    @pytest.mark.parametrize("paise", [12_000_01, 15_000_01])
    def test_is_within_its_mandate(self, paise: int) -> None:
        charged = charge_row(create_method(), amount_paise=paise)

        assert broken_by(charged.save) == "charge_is_within_its_mandate"

    def test_is_in_the_mandates_currency(self) -> None:
        charged = charge_row(create_method(), currency="USD")

        assert broken_by(charged.save) == "charge_is_within_its_mandate"

    def test_may_take_the_whole_of_it(self) -> None:
        charge_row(create_method(), amount_paise=12_000_00).save()

        assert Charge.objects.count() == 1

    def test_keeps_what_allows_it(self) -> None:
        charged = Charge.objects.filter(attempt=charge(create_method()))
        other = create_method()

        assert broken_by(lambda: charged.update(method=other)) == "charge_keeps_what_allows_it"

    def test_never_vanishes(self) -> None:
        charged = Charge.objects.filter(attempt=charge(create_method()))

        assert broken_by(lambda: charged._raw_delete("default")) == "charge_keeps_what_allows_it"
