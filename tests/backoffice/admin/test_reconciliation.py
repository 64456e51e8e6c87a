import pytest

from project.payments.models import (
    FindingKind,
    Movement,
    ReconciliationFinding,
    ReconciliationRun,
    RunKind,
)
from project.payments.operations import reconcile
from tests.backoffice.asking import list_url, page_url, rows_of
from tests.factories.booking import create_booked
from tests.factories.payments import create_payment, lose

pytestmark = [pytest.mark.django_db, pytest.mark.breaks_the_books]


@pytest.fixture
def admin(enter, administrator):
    """The administrator's browser."""
    return enter(administrator)


@pytest.fixture
def payment(offer, tenant, fake_gateway):
    return create_payment(by=tenant, subject=create_booked(offer, by=tenant).subject)


def compare() -> ReconciliationRun:
    run = reconcile(kind=RunKind.BY_HAND, on_paid=print)
    assert run is not None
    return run


class TestReconciliation:
    def test_says_that_nothing_was_compared_yet(self, admin):
        assert "Not compared yet" in admin.get(list_url(ReconciliationRun)).content.decode()

    def test_says_that_the_difference_is_nought(self, admin, payment):
        run = compare()

        page = admin.get(list_url(ReconciliationRun)).content.decode()

        assert "Difference: ₹0" in page
        assert page_url(run) in page
        assert rows_of(admin, list_url(ReconciliationRun) + "?difference=none") == [run]
        assert rows_of(admin, list_url(ReconciliationRun) + "?difference=some") == []

    def test_names_the_difference_and_calls_an_administrator(self, admin, payment):
        run = compare()
        ReconciliationRun.objects.filter(pk=run.pk).update(ledger_paise=run.gateway_paise - 50)

        page = admin.get(list_url(ReconciliationRun)).content.decode()
        labels = [need.label for need in admin.get("/office/").context["needs"]]

        assert "Difference: ₹0.50" in page
        assert "The books and the payment provider differ by ₹0.50." in labels

    def test_lists_every_orphan_and_what_was_repaired(self, admin, payment):
        lose(type(payment))
        run = compare()
        orphan = ReconciliationFinding.objects.create(
            run=run, kind=FindingKind.MOVEMENT_UNKNOWN, object_id="txn_1", amount_paise=700_00
        )

        page = admin.get(page_url(run)).content.decode()
        (need,) = [need for need in admin.get("/office/").context["needs"] if "agree" in need.label]

        assert "txn_1" in page
        assert "A payment that we had not recorded" in page
        assert rows_of(admin, need.url) == [orphan]
        assert "not everything agrees" in admin.get(list_url(ReconciliationRun)).content.decode()

    def test_a_finding_leads_to_the_record_it_is_about(self, admin, payment):
        run = compare()
        finding = ReconciliationFinding.objects.create(
            run=run, kind=FindingKind.NOT_AT_GATEWAY, object_id=payment.source
        )

        assert page_url(payment) in admin.get(page_url(finding)).content.decode()

    def test_movements_lead_to_their_postings(self, admin, payment):
        compare()

        page = admin.get(list_url(Movement)).content.decode()

        assert f"payment%3A{payment.public_id}" in page

    def test_is_for_administrators(self, office, payment):
        compare()

        for model in (ReconciliationRun, ReconciliationFinding, Movement):
            assert office.get(list_url(model)).status_code == 403

    def test_costs_the_same_for_few_findings_and_many(
        self, admin, payment, django_assert_max_num_queries, django_assert_num_queries
    ):
        run = compare()
        ReconciliationFinding.objects.create(run=run, kind=FindingKind.EVENTS_MISSED, object_id="evt_0")
        admin.get(list_url(ReconciliationRun))
        with django_assert_max_num_queries(20) as few:
            admin.get(list_url(ReconciliationRun))
        for number in range(1, 9):
            ReconciliationFinding.objects.create(run=run, kind=FindingKind.EVENTS_MISSED, object_id=f"evt_{number}")

        with django_assert_num_queries(len(few.captured_queries)):
            admin.get(list_url(ReconciliationRun))
