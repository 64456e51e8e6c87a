import pytest

from backoffice import searching
from backoffice.searching import Finder, words_of
from project.booking.models import Booking
from project.identity.models import User
from project.payments.models import Payment
from tests.factories.booking import create_booked
from tests.factories.identity import create_tenant
from tests.factories.payments import create_payment

pytestmark = pytest.mark.django_db

FIELDS = ("tenant__name", "tenant__email", "unit__room__name", "unit__room__property__name", "public_id")


@pytest.fixture
def booking(offer, tenant) -> Booking:
    return create_booked(offer, by=tenant)


@pytest.fixture
def other(offer, booking) -> Booking:
    return create_booked(offer, by=create_tenant("Zubin Irani"))


def found(*words: str) -> list[Booking]:
    return list(Finder().holding(Booking.objects.order_by("id"), FIELDS, words))


class TestFinder:
    @pytest.mark.parametrize("words", [["asha"], ["ASH", "rao"], ["rao", "lotus"]])
    def test_finds_rows_in_which_every_word_stands_somewhere(self, words, booking, other):
        assert found(*words) == [booking]

    def test_finds_nothing_when_one_word_stands_nowhere(self, booking):
        assert found("asha", "banyan") == []

    def test_finds_a_row_once_that_holds_a_word_twice(self, booking, other):
        booking.unit.room.property.name = "Asha House"
        booking.unit.room.property.save()

        assert found("asha") == [booking, other]

    def test_finds_the_same_with_more_keys_than_it_carries(self, booking, other, monkeypatch):
        monkeypatch.setattr(searching, "MOST_KEYS", 1)

        assert found("lotus") == [booking, other]
        assert found("lotus", "zubin") == [other]

    def test_finds_a_number_whole_and_by_its_beginning(self, booking, other):
        number = str(booking.public_id)

        assert found(number) == [booking]
        assert found(number[:8]) == [booking]
        assert found(number[1:]) == []
        assert found(number[:7]) == []

    def test_finds_a_row_by_what_leads_to_it(self, landlord, tenant):
        people = Finder().holding(User.objects.all(), ("memberships__landlord__name",), ["kaveri"])

        assert list(people) == [landlord]

    def test_finds_money_by_the_number_of_its_booking(self, booking, fake_gateway):
        payment = create_payment(by=booking.tenant, subject=booking.subject)

        assert list(Finder().holding(Payment.objects.all(), ("=subject",), [str(booking.public_id)])) == [payment]

    def test_asks_a_table_once_for_the_same_word(self, booking, django_assert_num_queries):
        finder = Finder()
        list(finder.holding(Booking.objects.all(), ("tenant__name",), ["asha"]))

        with django_assert_num_queries(1):
            list(finder.holding(Booking.objects.all(), ("tenant__name",), ["asha"]))


class TestWordsOf:
    def test_takes_what_is_quoted_for_one_word(self):
        assert words_of('asha "lotus house" 12') == ["asha", "lotus house", "12"]
