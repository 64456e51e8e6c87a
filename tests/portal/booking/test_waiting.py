"""Standing in line, as a person sees it."""

import pytest
from django.urls import reverse

from project.booking.models import Booking, WaitlistEntry
from project.booking.operations import cancel_booking
from project.catalog.models import UnitType
from project.kernel.web.limits import Limit
from tests.factories.booking import create_booked, in_days, join_line
from tests.portal.booking.asking import hold_url, request_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(offer) -> Booking:
    """The one unit of the offer, booked by somebody."""
    return create_booked(offer)


def join_url(offer: UnitType) -> str:
    return reverse("waitlist_join", args=[offer.property.slug])


def url(entry: WaitlistEntry, name: str = "place") -> str:
    return reverse(f"waitlist_{name}", args=[entry.public_id])


class TestJoin:
    def test_leads_to_ones_place(self, client, offer, tenant, taken):
        join_line(offer, "Meera Iyer")
        client.force_login(tenant)

        response = client.post(join_url(offer), request_for(offer), follow=True)

        mine = WaitlistEntry.objects.get(tenant=tenant)
        assert response.redirect_chain == [(url(mine), 302)]
        page = response.content.decode()
        assert '<p class="place-number">2</p>' in page
        assert "1 person is before you." in page
        assert "2 people wait in all." in page

    def test_leads_to_the_house_while_one_is_free(self, client, offer, tenant):
        client.force_login(tenant)

        response = client.post(join_url(offer), request_for(offer))

        assert response.url == f"/rooms/{offer.property.slug}/?move_in={in_days(7)}#book"
        assert WaitlistEntry.objects.count() == 0

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"move_in": "2020-01-01"}, "Choose a day from"),
            ({"move_in": "soon"}, "Write the day as year-month-day"),
            ({"unit_type": "a bed"}, "Choose one of the rooms."),
        ],
    )
    def test_says_what_is_wrong_and_keeps_what_was_typed(self, client, offer, tenant, taken, changes, words):
        client.force_login(tenant)

        response = client.post(join_url(offer), request_for(offer, **changes))

        assert response.status_code == 422
        page = response.content.decode()
        assert words in page
        assert f'value="{offer.public_id}"' in page
        assert WaitlistEntry.objects.count() == 0

    def test_knows_no_unit_type_of_another_house(self, client, offer, tenant, taken):
        client.force_login(tenant)

        response = client.post(join_url(offer), request_for(offer, unit_type="5d0c3a3e-0000-4000-8000-000000000000"))

        assert response.status_code == 404

    def test_is_limited(self, client, offer, tenant, taken, settings):
        settings.RATE_LIMITS = {**settings.RATE_LIMITS, "hold": Limit(person=1, address=600, seconds=60)}
        client.force_login(tenant)
        client.post(join_url(offer), request_for(offer))

        assert client.post(join_url(offer), request_for(offer)).status_code == 429

    def test_is_offered_by_the_page_that_says_full(self, client, offer, tenant, taken):
        join_line(offer, "Meera Iyer")
        client.force_login(tenant)

        response = client.post(hold_url(offer), request_for(offer))

        page = response.content.decode()
        assert response.status_code == 409
        assert f'action="{join_url(offer)}"' in page
        assert "1 person waits already." in page

    def test_is_offered_by_the_page_of_the_house(self, client, offer, taken):
        page = client.get(reverse("property", args=[offer.property.slug])).content.decode()

        assert f'action="{join_url(offer)}"' in page
        assert "Be the first in line" in page


class TestPlace:
    def test_says_who_is_next(self, client, offer, taken):
        (first,) = join_line(offer, "Meera Iyer")
        client.force_login(first.tenant)

        assert "You are next." in client.get(url(first)).content.decode()

    def test_becomes_the_booking_that_is_offered(self, client, offer, taken):
        (first,) = join_line(offer, "Meera Iyer")
        client.force_login(first.tenant)
        cancel_booking(booking=taken, by=None)
        first.refresh_from_db()
        booking = reverse("booking", args=[first.offer.public_id])

        assert client.get(url(first)).url == booking
        assert client.get(url(first, "status")).headers["HX-Redirect"] == booking

    def test_moves_only_when_something_moved(self, client, offer, taken):
        (first, second) = join_line(offer, "Meera Iyer", "Ravi Nair")
        client.force_login(second.tenant)

        assert client.get(f"{url(second, 'status')}?seen=2-2").status_code == 204
        client.force_login(first.tenant)
        client.post(url(first, "leave"))
        client.force_login(second.tenant)
        assert "You are next." in client.get(f"{url(second, 'status')}?seen=2-2").content.decode()

    def test_is_nobody_elses(self, client, offer, tenant, taken):
        (first,) = join_line(offer, "Meera Iyer")
        client.force_login(tenant)

        assert client.get(url(first)).status_code == 404
        assert client.post(url(first, "leave")).status_code == 404
        first.refresh_from_db()
        assert first.state == "waiting"


class TestLeave:
    def test_leads_back_to_ones_bookings(self, client, offer, taken):
        (first,) = join_line(offer, "Meera Iyer")
        client.force_login(first.tenant)
        assert url(first) in client.get(reverse("bookings")).content.decode()
        assert url(first) in client.get(reverse("stay")).content.decode()

        response = client.post(url(first, "leave"), follow=True)

        page = response.content.decode()
        assert "You left the waitlist." in page
        assert url(first) not in page
        assert "You are not in line" in client.get(url(first)).content.decode()
