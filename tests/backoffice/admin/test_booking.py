import pytest

from project.booking.models import Booking, BookingState, Occupancy
from project.payments.models import Refund
from tests.backoffice.asking import list_url, page_url, press, rows_of, said
from tests.factories.booking import create_booked, create_hold, in_days
from tests.factories.payments import create_payment

pytestmark = pytest.mark.django_db


@pytest.fixture
def hold(offer, tenant) -> Booking:
    return create_hold(offer, by=tenant)


@pytest.fixture
def booked(offer, tenant) -> Booking:
    """Booked from today on."""
    return create_booked(offer, by=tenant, move_in=in_days(0))


@pytest.fixture
def paid(offer, tenant, fake_gateway) -> Booking:
    """Booked from next week on and paid by Stripe."""
    from project.booking.operations import confirm_paid

    hold = create_hold(offer, by=tenant)
    return confirm_paid(payment_id=create_payment(by=tenant, subject=hold.subject).pk)


def state_of(booking: Booking) -> str:
    return Booking.objects.get(pk=booking.pk).state


class TestSearch:
    @pytest.mark.parametrize("words", ["asha", "098450 12345", "+91 98450-12345", "rao asha", "lotus asha"])
    def test_finds_a_booking_by_name_phone_and_house(self, words, office, hold):
        assert rows_of(office, f"{list_url(Booking)}?q={words.replace('+', '%2B')}") == [hold]

    def test_finds_it_by_room_and_by_number(self, office, hold):
        assert rows_of(office, f"{list_url(Booking)}?q={hold.unit.room.name}") == [hold]
        assert rows_of(office, f"{list_url(Booking)}?q={hold.public_id}") == [hold]

    def test_finds_no_foreign_booking(self, office, foreign_offer, tenant):
        create_hold(foreign_offer, by=tenant)

        assert rows_of(office, f"{list_url(Booking)}?q=asha") == []


class TestButtons:
    def test_are_those_that_make_sense_in_each_state(self, office, offer, hold):
        assert labels(office, hold) == ["Confirm", "Cancel"]
        assert labels(office, create_booked(offer)) == ["Moved in", "Change dates", "Cancel"]

    def test_a_link_never_does_anything(self, office, hold):
        response = office.get(page_url(hold, "confirm"))

        assert response.status_code == 200
        assert "Was this paid outside?" in response.content.decode()
        assert state_of(hold) == BookingState.HELD

    def test_a_strangers_booking_is_not_there(self, office, foreign_offer):
        foreign = create_hold(foreign_offer)

        assert office.get(page_url(foreign, "cancel")).status_code == 404
        assert press(office, foreign, "confirm").status_code == 404
        assert state_of(foreign) == BookingState.HELD

    def test_a_cook_is_refused(self, enter, cook, hold):
        assert press(enter(cook), hold, "confirm").status_code == 403
        assert state_of(hold) == BookingState.HELD

    def test_a_guest_is_asked_to_sign_in(self, client, hold):
        assert press(client, hold, "confirm").status_code == 302
        assert state_of(hold) == BookingState.HELD


class TestConfirm:
    def test_books_a_hold_that_was_paid_outside(self, office, hold):
        response = press(office, hold, "confirm")

        assert (response.status_code, response.url) == (302, page_url(hold))
        assert said(response) == ["The unit is booked."]
        assert state_of(hold) == BookingState.BOOKED

    def test_leaves_an_open_dialog_by_a_redirect_of_its_own(self, office, hold):
        response = office.post(page_url(hold, "confirm"), {"_form_submitted": "True"}, headers={"HX-Request": "true"})

        assert response.headers["HX-Redirect"] == page_url(hold)

    def test_tells_in_the_dialog_when_somebody_was_faster(self, office, booked):
        response = press(office, booked, "confirm")

        assert response.status_code == 200
        assert "This booking is not in a state that allows this." in response.content.decode()
        assert state_of(booked) == BookingState.BOOKED


class TestMoving:
    def test_records_who_moved_in_and_out(self, office, booked):
        press(office, booked, "move_in_today")
        assert state_of(booked) == BookingState.STAYING

        press(office, booked, "move_out_today")
        assert state_of(booked) == BookingState.LEFT

    def test_refuses_a_move_in_before_its_day(self, office, paid):
        response = press(office, paid, "move_in_today")

        assert "That day has not come yet." in response.content.decode()
        assert state_of(paid) == BookingState.BOOKED

    def test_refuses_a_day_that_is_no_day(self, office, booked):
        press(office, booked, "move_in_today")

        response = press(office, booked, "move_out_today", on="yesterday")

        assert "Enter a valid date." in response.content.decode()
        assert state_of(booked) == BookingState.STAYING


class TestChangeDates:
    def test_moves_a_booking(self, office, paid):
        press(office, paid, "change_dates", move_in=in_days(9), move_out=in_days(40))

        assert Occupancy.objects.get(booking=paid).during.lower == in_days(9)
        assert Booking.objects.get(pk=paid.pk).move_out == in_days(40)

    @pytest.mark.parametrize(
        ("move_in", "move_out", "words"),
        [
            (-1, None, "This day is over. Choose today or a later one."),
            (9, 8, "Choose a day after the one of moving in."),
        ],
    )
    def test_says_at_its_field_what_cannot_be_and_keeps_what_was_typed(self, office, paid, move_in, move_out, words):
        typed = {"move_in": in_days(move_in), "move_out": in_days(move_out) if move_out else ""}

        page = press(office, paid, "change_dates", **typed).content.decode()

        assert words in page
        assert f'value="{typed["move_in"]}"' in page
        assert Booking.objects.get(pk=paid.pk).move_in == in_days(7)

    def test_begins_with_the_dates_there_are(self, office, paid):
        assert f'value="{in_days(7)}"' in office.get(page_url(paid, "change_dates")).content.decode()


class TestCancel:
    def test_shows_what_goes_back_before_anything_happens(self, office, paid):
        page = office.get(page_url(paid, "cancel")).content.decode()

        assert "₹17,000" in page
        assert "all of it goes back" in page
        assert state_of(paid) == BookingState.BOOKED

    def test_cancels_and_owes_the_refund_that_was_shown(self, office, paid):
        response = press(office, paid, "cancel", reason="Found another place", refund_paise="1700000")

        assert said(response) == ["The booking is cancelled."]
        assert state_of(paid) == BookingState.CANCELLED
        assert Refund.objects.get().amount_paise == 1_700_000

    def test_asks_again_when_another_amount_goes_back_than_was_shown(self, office, paid, travel):
        travel(9 * 24 * 3600)

        response = press(office, paid, "cancel", reason="Found another place", refund_paise="1700000")

        page = response.content.decode()
        assert "What goes back has changed to ₹0." in page
        assert 'name="refund_paise" value="0"' in page
        assert state_of(paid) == BookingState.BOOKED
        assert not Refund.objects.exists()

    def test_wants_a_reason_and_keeps_what_was_typed(self, office, paid):
        assert "This field is required." in press(office, paid, "cancel", refund_paise="1700000").content.decode()
        assert state_of(paid) == BookingState.BOOKED

    def test_is_not_possible_once_somebody_lives_there(self, office, booked):
        press(office, booked, "move_in_today")

        response = press(office, booked, "cancel", reason="Too loud", refund_paise="0")

        assert "This booking can no longer be cancelled." in response.content.decode()
        assert state_of(booked) == BookingState.STAYING


def labels(client, booking) -> list[str]:
    return [str(action["title"]) for action in client.get(page_url(booking)).context["actions_detail"]]
