from urllib.parse import parse_qs, urlsplit

import pytest

from backoffice.admin.base import OfficeAdmin
from project.booking.models import Booking, Occupancy
from project.events.models import Event
from project.payments.models import Payment
from tests.backoffice.asking import list_url, rows_of
from tests.factories.booking import create_block, create_booked, create_unit, in_days
from tests.factories.payments import create_payment

pytestmark = pytest.mark.django_db


def asked(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


class TestChips:
    def test_say_each_filter_that_is_on_in_words(self, office, offer):
        query = "?needs=arrivals&state__exact=booked&move_in_from=2026-11-23&deposit_paise_to=20000"

        chips = office.get(list_url(Booking) + query).context["chips"]

        assert [chip.words for chip in chips] == [
            "Arrives today or earlier",
            "Booked",
            "from Mon 23 Nov 2026",
            "up to ₹20,000",
        ]

    def test_take_off_one_filter_and_keep_those_that_begin_alike(self, office, offer):
        query = "?house={}&paid_at_from=2026-11-01&amount_paise_from=15000&p=1"
        url = list_url(Payment) + query.format(offer.property.public_id)

        house, paid, _amount = office.get(url).context["chips"]

        assert asked(house.url) == {"paid_at_from": ["2026-11-01"], "amount_paise_from": ["15000"]}
        assert "paid_at_from" not in asked(paid.url)

    def test_are_not_there_when_nothing_is_filtered(self, office, offer):
        assert office.get(list_url(Booking)).context["chips"] == []


class TestPages:
    def test_tell_where_in_the_list_one_is(self, office, offer, monkeypatch):
        monkeypatch.setattr(OfficeAdmin, "list_per_page", 2)
        for _number in range(3):
            create_booked(offer)

        first = office.get(list_url(Booking)).context["pages"]
        second = office.get(list_url(Booking) + first.after).context["pages"]

        assert (first.first, first.last, first.total, first.before) == (1, 2, 3, "")
        assert (second.first, second.last, second.total, second.after) == (3, 3, 3, "")
        assert asked(second.before) == {"p": ["1"]}

    def test_an_empty_list_has_none(self, office, offer):
        pages = office.get(list_url(Booking)).context["pages"]

        assert (pages.first, pages.last, pages.total, pages.after) == (0, 0, 0, "")

    def test_nobody_counts_the_event_log(self, enter, administrator, offer):
        pages = enter(administrator).get(list_url(Event)).context["pages"]

        assert (pages.total, pages.after) == (None, "")


class TestRanges:
    def test_a_day_alone_is_enough_to_filter_moments(self, office, offer, fake_gateway):
        payment = create_payment(subject=create_booked(offer).subject)

        assert rows_of(office, f"{list_url(Payment)}?paid_at_from={in_days(0)}&paid_at_to={in_days(0)}") == [payment]
        assert rows_of(office, f"{list_url(Payment)}?paid_at_from={in_days(1)}") == []
        assert rows_of(office, f"{list_url(Payment)}?paid_at_to={in_days(-1)}") == []

    def test_amounts_are_asked_in_rupees(self, office, offer, fake_gateway):
        payment = create_payment(subject=create_booked(offer).subject)

        assert rows_of(office, list_url(Payment) + "?amount_paise_from=17000&amount_paise_to=17000") == [payment]
        assert rows_of(office, list_url(Payment) + "?amount_paise_from=17000.01") == []

    def test_dates_taken_are_found_by_any_day_they_touch(self, office, offer):
        block = create_block(create_unit(offer), in_days(3), in_days(6))
        url = list_url(Occupancy) + "?during_from={}&during_to={}"

        assert rows_of(office, url.format(in_days(5), in_days(9))) == [block]
        assert rows_of(office, url.format(in_days(6), in_days(9))) == []
        assert rows_of(office, url.format(in_days(9), in_days(5))) == []

    @pytest.mark.parametrize("typed", ["yesterday", "2026-99-99", "9999-12-31", "0001-01-01", "\x00"])
    def test_what_is_no_day_is_told_and_asks_for_nothing(self, typed, office, offer, fake_gateway):
        payment = create_payment(subject=create_booked(offer).subject)

        response = office.get(list_url(Payment), {"paid_at_from": typed})

        assert list(response.context["cl"].result_list) == [payment]
        assert "office-errors" in response.content.decode()

    @pytest.mark.parametrize("typed", ["many", "NaN", "Infinity", "1e999", "9" * 40])
    def test_what_is_no_amount_is_told_and_asks_for_nothing(self, typed, office, offer):
        booking = create_booked(offer)

        response = office.get(list_url(Booking), {"deposit_paise_from": typed})

        assert list(response.context["cl"].result_list) == [booking]
        assert "office-errors" in response.content.decode()
