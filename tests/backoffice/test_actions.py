import pytest

from project.identity.models import Membership
from tests.backoffice.asking import page_url, press
from tests.factories.booking import create_booked, in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def booking(offer, tenant):
    return create_booked(offer, by=tenant, move_in=in_days(3))


class TestDialog:
    def test_is_a_part_for_the_page_that_opens_it(self, office, booking):
        part = office.get(page_url(booking, "cancel"), headers={"HX-Request": "true"}).content.decode()

        assert "Cancel this booking?" in part
        assert "<html" not in part

    def test_is_a_page_in_the_offices_frame_without_javascript(self, office, booking):
        page = office.get(page_url(booking, "cancel")).content.decode()

        assert "<title>" in page
        assert "office-rail" in page
        assert f'<a class="office-button" href="{page_url(booking)}">Not now</a>' in page

    def test_tells_what_is_missing_on_the_page_it_was_asked_on(self, office, booking):
        page = press(office, booking, "cancel", reason="")

        assert "office-rail" in page.content.decode()
        assert page.context["form"].errors["reason"] == ["This field is required."]
        booking.refresh_from_db()
        assert booking.state == "booked"


class TestRemoving:
    def test_says_what_goes_and_asks_first(self, office, kaveri, house, manager):
        assignment = Membership.objects.get(user=manager).assignments.get()

        page = office.get(page_url(assignment, "delete")).content.decode()

        assert "Remove this assignment?" in page
        assert "Manoj Pai" in page
        assert Membership.objects.get(user=manager).assignments.count() == 1

    def test_removes_when_told_to(self, office, manager):
        assignment = Membership.objects.get(user=manager).assignments.get()

        office.post(page_url(assignment, "delete"), {"post": "yes"})

        assert Membership.objects.get(user=manager).assignments.count() == 0


class TestChoosing:
    def test_offers_no_windows_to_make_or_change_what_is_chosen(self, office, house):
        page = office.get("/office/catalog/assignment/add/").content.decode()

        assert "related-widget-wrapper-link" not in page
