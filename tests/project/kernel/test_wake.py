"""Waking a job by name, in the transaction that gives it work."""

import pytest
from django_q.models import OrmQ

from project.kernel import wake as waking
from project.kernel.transactions import transaction
from project.kernel.wake import wake

pytestmark = pytest.mark.django_db


class TestWake:
    def test_queues_the_job(self) -> None:
        with transaction():
            wake("jobs.payments.settle_then_confirm", 7)

        (queued,) = OrmQ.objects.all()
        assert (queued.task["func"], queued.task["args"]) == ("jobs.payments.settle_then_confirm", (7,))

    def test_refuses_outside_a_transaction(self) -> None:
        with pytest.raises(RuntimeError, match="in the transaction that gives it work"):
            wake("jobs.payments.work_inbox")

        assert OrmQ.objects.count() == 0

    def test_leaves_nothing_when_the_transaction_fails(self) -> None:
        def wake_and_fail() -> None:
            with transaction():
                wake("jobs.payments.work_inbox")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            wake_and_fail()

        assert OrmQ.objects.count() == 0

    def test_lets_the_sweeps_do_it_when_the_queue_is_long(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(waking, "LONGEST_QUEUE", 2)
        with transaction():
            for _ in range(5):
                wake("jobs.payments.work_inbox")

        assert OrmQ.objects.count() == 3
