"""Payments and receipts, for ever."""

import csv
import io

import pytest
from django.test import Client

from portal.payments.bills import as_text, rupees
from project.identity.models import User
from project.kernel.money import Money
from project.payments.gateways.fake import FakeGateway
from project.payments.gateways.gateway import DisputeProgress, RefundProgress
from project.payments.models import Payment, Receipt
from project.payments.operations import send_refunds
from tests.factories.identity import create_tenant
from tests.factories.methods import charge, create_method
from tests.factories.payments import create_dispute, create_payment, create_refund

pytestmark = pytest.mark.django_db

YEAR = 365 * 86_400


@pytest.fixture
def tenant(client: Client, fake_gateway: FakeGateway) -> User:
    person = create_tenant()
    client.force_login(person)
    return person


def text_of(client: Client, query: str = "") -> str:
    return client.get(f"/bills/{query}").content.decode()


class TestBills:
    def test_shows_a_payment_with_its_receipt(self, client: Client, tenant: User) -> None:
        payment = create_payment(by=tenant)
        receipt = Receipt.objects.create(payment=payment, number="R/2627/000001", file="receipts/1.pdf")

        page = text_of(client)

        assert "₹17,000" in page
        assert f"/bills/{receipt.public_id}.pdf" in page

    def test_says_when_there_is_nothing(self, client: Client, tenant: User) -> None:
        assert "No payments yet" in text_of(client)

    def test_shows_nobody_elses(self, client: Client, tenant: User) -> None:
        create_payment()

        assert "No payments yet" in text_of(client)

    def test_sums_up_what_came_in_and_went_back(self, client: Client, tenant: User) -> None:
        create_payment(by=tenant)
        create_refund(create_payment(by=tenant), amount=Money(5_000_00))

        totals = client.get("/bills/").context["bills"].totals

        assert (totals.paid, totals.returned) == (Money(34_000_00), Money(5_000_00))

    @pytest.mark.parametrize(("progress", "done"), [(None, 1), (RefundProgress.SENT, 2), (RefundProgress.ARRIVED, 3)])
    def test_shows_how_far_a_refund_has_come(
        self, client: Client, tenant: User, fake_gateway: FakeGateway, progress: RefundProgress | None, done: int
    ) -> None:
        create_refund(create_payment(by=tenant))
        if progress:
            fake_gateway.refund_progress = progress
            send_refunds()

        page = text_of(client)

        assert page.count('<li class="is-done">') == done

    def test_shows_what_a_bank_wants_back(self, client: Client, tenant: User) -> None:
        create_dispute(create_payment(by=tenant), DisputeProgress.LOST)

        assert "so this is unpaid again" in text_of(client)

    def test_shows_what_is_being_charged(self, client: Client, tenant: User) -> None:
        charge(create_method(by=tenant))

        assert "₹8,500 for Rent for December is being charged to Visa ···· 0123." in text_of(client)

    def test_chooses_a_financial_year(self, client: Client, tenant: User, fake_gateway: FakeGateway) -> None:
        create_payment(by=tenant)
        year = client.get("/bills/").context["bills"].years[1].begins

        assert len(client.get(f"/bills/?year={year}").context["page"].object_list) == 1
        assert client.get(f"/bills/?year={year}").context["bills"].year == year

    @pytest.mark.parametrize("year", ["1999", "x", "²", "-1", "99999999999"])
    def test_takes_a_year_without_payments_for_all(self, client: Client, tenant: User, year: str) -> None:
        create_payment(by=tenant)

        assert client.get("/bills/", {"year": year}).context["bills"].year == 0

    def test_asks_the_database_as_often_however_long_the_story(
        self, client: Client, tenant: User, django_assert_max_num_queries
    ) -> None:
        for _ in range(5):
            create_refund(create_payment(by=tenant))
        client.get("/bills/")

        with django_assert_max_num_queries(14):
            client.get("/bills/")


class TestBillsTable:
    def rows(self, client: Client) -> list[list[str]]:
        text = client.get("/bills/payments.csv").content.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text)))

    def test_holds_the_persons_own_payments(self, client: Client, tenant: User) -> None:
        create_payment()
        payment = create_payment(by=tenant)
        create_refund(payment, amount=Money(5_000_50))

        _, row = self.rows(client)

        assert row[1:6] == ["Deposit for Jacaranda House", "UPI", "17000.00", "5000.50", "Refund started"]
        assert Payment.objects.count() == 2

    def test_leaves_nothing_to_calculate(self) -> None:
        assert [as_text(words) for words in ("=1+1", "@x", "Deposit")] == ["'=1+1", "'@x", "Deposit"]

    def test_writes_paise(self) -> None:
        assert [rupees(paise) for paise in (5, 100, 1_700_050)] == ["0.05", "1.00", "17000.50"]
