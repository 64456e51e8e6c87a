from datetime import timedelta

import pytest
from django_q.models import OrmQ

from backoffice.columns import badge, when
from project.booking.models import Booking
from project.kernel import clock
from project.payments.gateways.gateway import DisputeProgress
from project.payments.models import Dispute
from tests.backoffice.asking import list_url, page_url, press, rows_of, said
from tests.factories.booking import create_booked
from tests.factories.payments import create_dispute, create_payment

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(enter, administrator):
    """The administrator's browser."""
    return enter(administrator)


@pytest.fixture
def dispute(offer, tenant, fake_gateway) -> Dispute:
    """A bank wants ₹17,000 back that a tenant of the house has paid."""
    return create_dispute(create_payment(by=tenant, subject=create_booked(offer, by=tenant).subject))


def asked(dispute: Dispute) -> list[str]:
    """The jobs that were woken to send an answer."""
    return [task.func() for task in OrmQ.objects.all() if task.func() == "jobs.payments.send_evidence"]


class TestList:
    def test_says_the_banks_reason_as_a_sentence_begins(self, admin, dispute):
        Dispute.objects.filter(pk=dispute.pk).update(reason="product_not_received")

        assert "Product not received" in admin.get(list_url(Dispute)).content.decode()

    def test_shows_a_landlord_those_of_their_houses(self, office, dispute, foreign_offer):
        foreign = create_dispute(create_payment(subject=create_booked(foreign_offer).subject))

        assert rows_of(office, list_url(Dispute)) == [dispute]
        assert office.get(page_url(dispute)).status_code == 200
        assert office.get(page_url(foreign)).status_code == 404

    def test_finds_those_that_wait_for_an_answer(self, admin, dispute):
        url = list_url(Dispute) + "?needs=answer"
        assert rows_of(admin, url) == [dispute]

        press(admin, dispute, "answer_it", explanation="The person lives here.")

        assert rows_of(admin, url) == []

    def test_leads_to_the_person_the_booking_and_the_ledger(self, admin, dispute):
        page = admin.get(page_url(dispute)).content.decode()

        assert page_url(dispute.payment.payer) in page
        assert page_url(Booking.objects.get()) in page
        assert f"dispute%3A{dispute.public_id}" in page

    @pytest.mark.parametrize(("days", "tone"), [(2, "brick"), (4, "amber")])
    def test_a_near_deadline_is_red(self, days, tone, admin, dispute):
        Dispute.objects.filter(pk=dispute.pk).update(respond_by=clock.now() + timedelta(days=days))

        page = admin.get(list_url(Dispute)).content.decode()

        dispute.refresh_from_db()
        assert badge(when(dispute.respond_by), tone) in page


class TestAnswerIt:
    def test_owes_the_bank_what_was_written(self, admin, administrator, dispute):
        response = press(admin, dispute, "answer_it", explanation="The person lives here.", provided_on="2026-11-01")

        dispute.refresh_from_db()
        assert said(response) == ["The answer is on its way to the bank."]
        assert dispute.evidence == {"explanation": "The person lives here.", "provided_on": "2026-11-01"}
        assert dispute.evidence_by == administrator
        assert asked(dispute) == ["jobs.payments.send_evidence"]

    def test_begins_with_what_is_known(self, admin, dispute):
        page = admin.get(page_url(dispute, "answer_it")).content.decode()

        assert dispute.payment.payer.email in page
        assert dispute.payment.attempt.description in page

    @pytest.mark.parametrize("typed", [{"explanation": ""}, {"explanation": "  "}, {"explanation": "x" * 20_001}])
    def test_refuses_an_answer_that_says_nothing_or_too_much(self, typed, admin, dispute):
        response = press(admin, dispute, "answer_it", **typed)

        dispute.refresh_from_db()
        assert response.status_code == 200
        assert dispute.evidence == {}
        assert asked(dispute) == []

    def test_refuses_parts_that_are_too_long_together(self, admin, dispute):
        response = press(admin, dispute, "answer_it", explanation="x" * 15_000, refund_policy="y" * 15_000)

        dispute.refresh_from_db()
        assert "in at most 20000 characters" in response.content.decode()
        assert dispute.evidence == {}

    def test_is_done_once(self, admin, dispute):
        press(admin, dispute, "answer_it", explanation="The person lives here.")

        response = press(admin, dispute, "answer_it", explanation="Something else.")

        dispute.refresh_from_db()
        assert "This dispute was answered already" in response.content.decode()
        assert dispute.evidence == {"explanation": "The person lives here."}

    def test_is_not_offered_once_the_bank_has_decided(self, admin, dispute):
        create_dispute(dispute.payment, DisputeProgress.WON)

        page = admin.get(page_url(dispute)).content.decode()

        assert "Answer the bank" not in page
        assert "Won" in page

    def test_is_for_administrators(self, office, enter, manager, dispute):
        for browser in (office, enter(manager)):
            assert press(browser, dispute, "answer_it", explanation="Mine.").status_code == 403
        dispute.refresh_from_db()
        assert dispute.evidence == {}

    def test_without_javascript_is_a_page(self, admin, dispute):
        page = admin.get(page_url(dispute, "answer_it")).content.decode()

        assert "<html" in page
        assert "cannot be changed" in page


class TestDashboard:
    def test_says_by_when_somebody_has_to_answer(self, office, dispute, travel):
        Dispute.objects.filter(pk=dispute.pk).update(respond_by=clock.now() + timedelta(days=4))

        (need,) = [need for need in office.get("/office/").context["needs"] if need.icon == "scale"]

        assert need.number == 1
        assert need.label.startswith("dispute to answer, the first by ")
        assert rows_of(office, need.url) == [dispute]
