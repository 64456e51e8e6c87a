import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from backoffice.exports import safe
from project.booking.models import Booking
from project.identity.models import User
from project.payments.models import Payment
from tests.backoffice.asking import list_url
from tests.factories.booking import create_booked, create_hold, in_days
from tests.factories.identity import create_tenant
from tests.factories.payments import create_payment

pytestmark = pytest.mark.django_db


def as_csv(client, model, query: str = "") -> list[dict[str, str]]:
    response = client.post(f"{list_url(model)}export/{query}", {"kind": "csv"})
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))


def as_xlsx(client, model) -> list[tuple]:
    response = client.post(f"{list_url(model)}export/", {"kind": "xlsx"})
    return list(load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True))


class TestSafe:
    @pytest.mark.parametrize("text", ["=1+1", "+91", "-1", "@SUM(A1)", "\tx", "\r=1"])
    def test_text_that_could_be_a_formula_is_marked_as_text(self, text):
        assert safe(text) == f"'{text}"

    @pytest.mark.parametrize(("value", "written"), [("Asha", "Asha"), (5, 5), (None, ""), (-5, -5)])
    def test_everything_else_stays(self, value, written):
        assert safe(value) == written


class TestExport:
    def test_holds_exactly_the_filtered_rows(self, office, offer, foreign_offer):
        booked = create_booked(offer, move_in=in_days(3))
        create_hold(offer)
        create_booked(foreign_offer)

        rows = as_csv(office, Booking, "?state__exact=booked")

        assert [row["Booking number"] for row in rows] == [str(booked.public_id)]
        assert rows[0]["Move in"] == in_days(3).isoformat()

    def test_obeys_the_search_too(self, office, offer, tenant):
        create_booked(offer, by=tenant)
        create_booked(offer)

        assert [row["Person"] for row in as_csv(office, Booking, "?q=9845012345")] == ["Asha Rao"]

    def test_speaks_the_language_of_people(self, office, offer, tenant):
        create_booked(offer, by=tenant)
        (row,) = as_csv(office, Booking)

        assert (row["Person"], row["Phone"], row["State"]) == ("Asha Rao", "91 98450 12345", "Booked")
        assert (row["Deposit, ₹"], row["Property"]) == ("17000.00", "Lotus House")

    def test_amounts_are_numbers_and_moments_are_on_the_houses_clock(self, office, offer, tenant, fake_gateway):
        payment = create_payment(by=tenant, subject=create_booked(offer, by=tenant).subject)
        titles, row = as_xlsx(office, Payment)
        cells = dict(zip(titles, row, strict=True))

        assert cells["Amount, ₹"] == 17000
        assert (cells["Paid at"] - payment.paid_at.replace(tzinfo=None)).total_seconds() == pytest.approx(19800, abs=1)

    def test_a_name_cannot_be_a_formula(self, office, offer):
        create_booked(offer, by=create_tenant('=HYPERLINK("http://evil.test")'))

        assert as_csv(office, Booking)[0]["Person"].startswith("'=")
        assert as_xlsx(office, Booking)[1][0].startswith("'=")

    def test_first_says_how_many_rows_and_which_columns(self, office, offer):
        create_booked(offer)

        page = office.get(f"{list_url(Booking)}export/?state__exact=booked").content.decode()

        assert "1 row, exactly as the list is filtered" in page
        assert "Deposit, ₹" in page

    @pytest.mark.parametrize("kind", ["", "pdf", "xlsx.exe"])
    def test_asks_again_for_a_kind_it_does_not_know(self, kind, office, offer):
        assert (
            office.post(f"{list_url(Booking)}export/", {"kind": kind}).headers["Content-Type"].startswith("text/html")
        )

    def test_is_refused_to_a_cook(self, enter, cook):
        assert enter(cook).post(f"{list_url(User)}export/", {"kind": "csv"}).status_code == 403

    def test_asks_a_guest_to_sign_in(self, client):
        assert client.get(f"{list_url(User)}export/").status_code == 302

    def test_costs_the_same_for_many_rows(self, office, offer, django_assert_num_queries):
        create_booked(offer)
        as_csv(office, Booking)
        with django_assert_num_queries(6):
            as_csv(office, Booking)
        create_booked(offer)
        create_booked(offer)
        with django_assert_num_queries(6):
            as_csv(office, Booking)
