from datetime import timedelta

import pytest
from django_q.models import OrmQ

from project.kernel import clock
from project.payments import operations
from project.payments.models import InboxEvent, Refund
from tests.factories.payments import create_payment, create_refund

pytestmark = pytest.mark.django_db


@pytest.fixture
def refund(fake_gateway) -> Refund:
    return create_refund(create_payment())


@pytest.fixture
def failed(refund, fake_gateway) -> Refund:
    """A refund that a bank has sent back."""
    operations.send_refunds()
    refund.refresh_from_db()
    fake_gateway.fail_refund(refund.gateway_id)
    Refund.objects.update(next_try_at=clock.now())
    operations.send_refunds()
    refund.refresh_from_db()
    assert refund.state == "failed"
    return refund


def woken(job: str) -> int:
    return [task.func() for task in OrmQ.objects.all()].count(f"jobs.payments.{job}")


class TestHurryRefund:
    def test_makes_it_due_and_wakes_the_job(self, refund):
        Refund.objects.update(next_try_at=clock.now() + timedelta(hours=6))
        before = woken("send_refunds")

        operations.hurry_refund(refund=refund)

        refund.refresh_from_db()
        assert refund.next_try_at <= clock.now()
        assert woken("send_refunds") == before + 1

    def test_refuses_one_that_is_over(self, failed):
        with pytest.raises(operations.NothingToTry):
            operations.hurry_refund(refund=failed)


class TestRepeatRefund:
    def test_owes_the_same_amount_once_more(self, failed):
        again = operations.repeat_refund(refund=failed)

        assert (again.state, again.amount, again.payment) == ("started", failed.amount, failed.payment)

    def test_is_the_same_refund_however_often_it_is_asked_for(self, failed):
        assert operations.repeat_refund(refund=failed) == operations.repeat_refund(refund=failed)
        assert Refund.objects.count() == 2

    def test_refuses_one_that_has_not_failed(self, refund):
        with pytest.raises(operations.NothingToTry):
            operations.repeat_refund(refund=refund)
        assert Refund.objects.count() == 1

    def test_refuses_more_than_is_left_of_the_payment(self, failed):
        create_refund(failed.payment, key="another")

        with pytest.raises(operations.RefundTooLarge):
            operations.repeat_refund(refund=failed)
        assert Refund.objects.count() == 2


class TestHurryWebhook:
    @pytest.mark.parametrize("state", ["new", "failed"])
    def test_gives_it_all_its_tries_again(self, state):
        event = InboxEvent.objects.create(event_id="evt_1", type="x", body={}, state=state, tries=36)

        operations.hurry_webhook(event=event)

        event.refresh_from_db()
        assert (event.state, event.tries) == ("new", 0)
        assert woken("work_inbox") == 1

    @pytest.mark.parametrize("state", ["done", "ignored"])
    def test_refuses_one_that_is_over(self, state):
        event = InboxEvent.objects.create(event_id="evt_1", type="x", body={}, state=state, tries=3)

        with pytest.raises(operations.NothingToTry):
            operations.hurry_webhook(event=event)

        event.refresh_from_db()
        assert (event.state, event.tries) == (state, 3)
        assert woken("work_inbox") == 0
