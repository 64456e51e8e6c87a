import pytest

from backoffice.scopes import SCOPES, booking_of, scoped
from project.booking.models import Booking, Occupancy, Room, Unit
from project.catalog.models import Property
from project.events.models import Event
from project.identity.models import User
from project.notifications.models import Delivery
from project.payments.models import Attempt, Payment, Refund
from tests.factories.booking import create_booked, create_offer
from tests.factories.catalog import assign
from tests.factories.identity import create_landlord, create_manager, create_mess_staff
from tests.factories.payments import create_payment, create_refund

pytestmark = pytest.mark.django_db


class TestScoped:
    @pytest.mark.parametrize("model", [Property, Room, Unit, Booking, Occupancy])
    def test_shows_a_landlord_only_what_is_theirs(self, model, landlord, offer, foreign_offer):
        create_booked(offer)
        create_booked(foreign_offer)

        seen = scoped(model.objects.all(), landlord)

        assert 0 < seen.count() < model.objects.count()
        assert not seen.filter(pk__in=scoped(model.objects.all(), foreign_landlord(foreign_offer))).exists()

    def test_shows_an_administrator_everything(self, administrator, offer, foreign_offer):
        assert scoped(Unit.objects.all(), administrator).count() == 5

    def test_shows_a_manager_only_the_house_they_are_assigned_to(self, kaveri, manager, offer):
        create_offer(1, name="Second House", landlord=kaveri)

        assert [house.name for house in scoped(Property.objects.all(), manager)] == ["Lotus House"]

    def test_shows_a_cook_nothing(self, cook, offer):
        create_booked(offer)

        assert [model for model in SCOPES if scoped(model.objects.all(), cook).exclude(pk=cook.pk).exists()] == []

    def test_shows_a_manager_nothing_of_a_house_where_they_only_cook(self, manager, foreign_offer):
        create_booked(foreign_offer)
        cooks_too = create_mess_staff(landlord=foreign_offer.property.landlord)
        cooks_too.memberships.update(user=manager)
        assign(manager, foreign_offer.property)

        assert not scoped(Booking.objects.all(), manager).exists()

    def test_shows_nobody_a_table_without_a_scope(self, landlord):
        assert scoped(Event.objects.all(), landlord).query.is_empty()

    @pytest.mark.parametrize("model", [Payment, Attempt, Refund])
    def test_shows_only_money_for_ones_own_bookings(self, model, landlord, offer, foreign_offer, fake_gateway):
        for booking in (create_booked(offer), create_booked(foreign_offer)):
            create_refund(create_payment(by=booking.tenant, subject=booking.subject))

        assert model.objects.count() == 2
        assert scoped(model.objects.all(), landlord).count() == 1

    def test_shows_tenants_and_staff_but_no_strangers(self, landlord, manager, cook, tenant, offer, foreign_offer):
        create_booked(offer, by=tenant)
        create_booked(foreign_offer)

        assert set(scoped(User.objects.all(), landlord)) == {landlord, manager, cook, tenant}
        assert set(scoped(User.objects.all(), manager)) == {manager, tenant}

    def test_shows_mails_about_ones_bookings_and_none_about_accounts(self, landlord, tenant, offer):
        booking = create_booked(offer, by=tenant)
        Delivery.objects.all().delete()
        ours = Delivery.objects.create(
            kind="booking_booked", to=tenant, context={"booking_path": f"/bookings/{booking.public_id}/"}
        )
        Delivery.objects.create(kind="account_changed", to=tenant, context={"change": "password_changed"})

        assert list(scoped(Delivery.objects.all(), landlord)) == [ours]


class TestBookingOf:
    def test_finds_the_booking_that_money_names(self, offer):
        booking = create_booked(offer)

        assert booking_of(booking.subject) == booking

    @pytest.mark.parametrize("subject", ["booking:00000001", "invoice:5", ""])
    def test_finds_nothing_for_anything_else(self, subject):
        assert booking_of(subject) is None


def foreign_landlord(offer) -> User:
    return create_manager_of(offer.property)


def create_manager_of(house: Property) -> User:
    person = create_manager(landlord=house.landlord or create_landlord())
    assign(person, house)
    return person
