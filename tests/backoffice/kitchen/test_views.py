"""The kitchen's screen."""

import pytest
from django.urls import reverse

from project.booking.operations import record_move_in
from tests.factories.booking import create_booked, create_offer, in_days
from tests.factories.catalog import create_published_property
from tests.factories.identity import create_administrator, create_landlord_user, create_mess_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


class TestKitchen:
    def test_says_who_lives_in_ones_own_houses_and_who_should_come(self, client):
        offer = create_offer(units=3, name="Jacaranda House")
        record_move_in(booking=create_booked(offer, move_in=in_days(0)), by=create_administrator())
        create_booked(offer, move_in=in_days(0))
        create_booked(offer, move_in=in_days(5))
        create_published_property(name="Elsewhere")
        client.force_login(create_landlord_user(landlord=offer.property.landlord))

        page = client.get(reverse("kitchen")).content.decode()

        assert 'class="kitchen-number">1<' in page
        assert "1 more should move in today" in page
        assert "Elsewhere" not in page

    def test_moves_by_itself(self, client):
        client.force_login(create_landlord_user())

        page = client.get(reverse("kitchen")).content.decode()

        assert 'data-live="office"' in page
        assert "No house is yours yet" in page

    def test_asks_as_often_for_many_houses_as_for_one(self, client, django_assert_num_queries):
        landlord = create_offer().property.landlord
        client.force_login(create_landlord_user(landlord=landlord))
        with django_assert_num_queries(7):
            client.get(reverse("kitchen"))
        for number in range(3):
            create_published_property(name=f"House {number}", landlord=landlord)

        with django_assert_num_queries(7):
            client.get(reverse("kitchen"))

    def test_is_where_the_cook_is_sent(self, client):
        client.force_login(create_mess_staff())

        assert reverse("kitchen") in client.get(reverse("admin:index")).content.decode()
