"""Charging, ending a mandate and saving, two at once, each with its own connection and its own transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

import pytest
from django.db import connection
from django.db import transaction as django_transaction

from project.kernel.triggers import constraint_name
from project.payments import operations
from project.payments.gateways.fake import FakeGateway
from project.payments.models import Attempt, Charge, Mandate, SavedMethod
from tests.factories.identity import create_tenant
from tests.factories.methods import charge, create_method, start_saving
from tests.project.payments.test_method_truths import charge_row
from tests.project.payments.test_races import is_somebody_blocked, together
from tests.waiting import eventually

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("fake_gateway")]


@contextmanager
def without_the_lock() -> Iterator[None]:
    """Take the lock out of the truth, and put it back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef(oid) FROM pg_proc WHERE prosrc LIKE '%FROM payments_mandate WHERE%'")
        ((source,),) = cursor.fetchall()
        assert " FOR SHARE" in source
        cursor.execute(source.replace(" FOR SHARE", ""))
        try:
            yield
        finally:
            cursor.execute(source)


def charge_while_the_mandate_ends(until: Callable[[], bool]) -> Any:
    """One transaction has ended the mandate and not committed; the other charges under it meanwhile."""
    charged, ended = charge_row(create_method()), Event()

    def end() -> None:
        with django_transaction.atomic():
            Mandate.objects.update(state="inactive")
            ended.set()
            eventually(until)

    def charge_now() -> None:
        assert ended.wait(10)
        charged.save()

    return together(end, charge_now)[1]


class TestChargeWhileItsMandateEnds:
    def test_would_slip_through_without_the_lock(self) -> None:
        with without_the_lock():
            slipped = charge_while_the_mandate_ends(Charge.objects.exists)

        assert (slipped, Mandate.objects.get().state) == (None, "inactive")

    def test_is_refused(self) -> None:
        refused = charge_while_the_mandate_ends(is_somebody_blocked)

        assert constraint_name(refused) == "charge_has_an_active_mandate"
        assert Charge.objects.count() == 0


class TestTwoAtOnce:
    def test_charge_one_subject_once(self, fake_gateway: FakeGateway) -> None:
        method = create_method()

        together(*[lambda: charge(method, subject="booking:a")] * 4)

        assert (Attempt.objects.count(), Charge.objects.count()) == (1, 1)
        assert len(fake_gateway.sessions) == 1

    def test_open_one_page_to_save_a_method(self, fake_gateway: FakeGateway) -> None:
        tenant = create_tenant()

        together(*[lambda: start_saving(by=tenant)] * 4)

        assert len(fake_gateway.setups) == 1

    def test_save_one_method(self, fake_gateway: FakeGateway) -> None:
        attempt = start_saving()
        fake_gateway.save(attempt.setup_id or "")

        together(*[lambda: operations.settle_setup(attempt=attempt)] * 4)

        assert (SavedMethod.objects.count(), Mandate.objects.count()) == (1, 1)

    def test_leave_one_method_first(self) -> None:
        tenant = create_tenant()
        methods = [create_method(by=tenant) for _ in range(3)]

        together(*[lambda method=method: operations.use_first(by=tenant, method=method) for method in methods])

        assert SavedMethod.objects.filter(is_default=True).count() == 1
