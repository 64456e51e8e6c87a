"""Using one method first, removing one, and hearing of it from the bank."""

from collections.abc import Callable

import pytest

from project.payments import operations, queries
from project.payments.gateways.fake import FakeGateway
from project.payments.gateways.saving import MandateProgress
from project.payments.models import MethodState, SavedMethod
from tests.factories.identity import create_tenant
from tests.factories.methods import create_method, mandate_of
from tests.project.payments.operations.test_saving import tell

pytestmark = pytest.mark.django_db


class TestUseFirst:
    def test_leaves_one_that_is_first(self, fake_gateway: FakeGateway) -> None:
        tenant = create_tenant()
        first, second = create_method(by=tenant), create_method(by=tenant)

        operations.use_first(by=tenant, method=second)

        first.refresh_from_db()
        assert (queries.default_method(tenant), first.is_default) == (second, False)

    def test_refuses_somebody_elses(self, fake_gateway: FakeGateway) -> None:
        method = create_method()

        with pytest.raises(operations.MethodGone):
            operations.use_first(by=create_tenant(), method=method)

        assert SavedMethod.objects.get().is_default


class TestRemoveMethod:
    def test_ends_its_mandate_and_owes_the_removal(self, fake_gateway: FakeGateway) -> None:
        method = create_method()

        operations.remove_method(by=method.person, method=method)

        method.refresh_from_db()
        assert (method.state, method.is_default, method.is_detached) == (MethodState.REMOVED, False, False)
        assert mandate_of(method).state == "inactive"
        assert list(queries.methods_of(method.person)) == []

    def test_lets_another_come_first(self, fake_gateway: FakeGateway) -> None:
        tenant = create_tenant()
        first, second = create_method(by=tenant), create_method(by=tenant)

        operations.remove_method(by=tenant, method=first)

        assert queries.default_method(tenant) == second

    def test_refuses_the_second_time(self, fake_gateway: FakeGateway) -> None:
        method = create_method()
        operations.remove_method(by=method.person, method=method)

        with pytest.raises(operations.MethodGone):
            operations.remove_method(by=method.person, method=method)


class TestDetachMethods:
    def test_removes_at_the_gateway(self, fake_gateway: FakeGateway) -> None:
        method = create_method()
        operations.remove_method(by=method.person, method=method)

        assert operations.detach_methods() == 1

        method.refresh_from_db()
        assert (method.is_detached, fake_gateway.methods[method.gateway_id].is_attached) == (True, False)

    def test_owes_it_until_the_gateway_answers(self, fake_gateway: FakeGateway, travel: Callable[[int], None]) -> None:
        method = create_method()
        operations.remove_method(by=method.person, method=method)
        fake_gateway.fail_next("down")
        assert operations.detach_methods() == 0
        method.refresh_from_db()
        assert (method.is_detached, method.last_error) == (False, "No answer.")

        travel(61)

        assert operations.detach_methods() == 1

    def test_leaves_what_is_saved_alone(self, fake_gateway: FakeGateway) -> None:
        method = create_method()

        assert operations.detach_methods() == 0
        assert fake_gateway.methods[method.gateway_id].is_attached


class TestFollowMandate:
    def test_ends_it_when_the_bank_does(self, fake_gateway: FakeGateway) -> None:
        mandate = mandate_of(create_method())
        fake_gateway.change_mandate(mandate.gateway_id, MandateProgress.INACTIVE)

        tell("mandate", mandate.gateway_id)

        mandate.refresh_from_db()
        assert mandate.state == "inactive"

    def test_lets_a_pending_one_come_into_force(self, fake_gateway: FakeGateway) -> None:
        mandate = mandate_of(create_method(progress=MandateProgress.PENDING))
        fake_gateway.change_mandate(mandate.gateway_id, MandateProgress.ACTIVE)

        tell("mandate", mandate.gateway_id)

        assert queries.active_mandate(mandate.method) == mandate

    def test_never_goes_back(self, fake_gateway: FakeGateway) -> None:
        mandate = mandate_of(create_method(progress=MandateProgress.INACTIVE))
        fake_gateway.change_mandate(mandate.gateway_id, MandateProgress.ACTIVE)

        tell("mandate", mandate.gateway_id)

        mandate.refresh_from_db()
        assert mandate.state == "inactive"


class TestFollowMethod:
    def test_removes_what_was_removed_elsewhere(self, fake_gateway: FakeGateway) -> None:
        method = create_method()
        fake_gateway.detach_method(method.gateway_id)

        tell("method", method.gateway_id)

        method.refresh_from_db()
        assert (method.state, method.is_detached, mandate_of(method).state) == ("removed", True, "inactive")

    def test_ignores_one_that_is_not_ours(self, fake_gateway: FakeGateway) -> None:
        tell("method", "pm_foreign")

        assert fake_gateway.calls == []
