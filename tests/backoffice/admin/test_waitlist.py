import pytest

from project.booking.models import WaitlistEntry
from project.booking.operations import leave_waitlist
from tests.backoffice.asking import list_url, page_url, rows_of
from tests.factories.booking import create_booked, join_line

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def full(offer, foreign_offer) -> None:
    """Every bed of both houses is taken."""
    for unit_type in (offer, foreign_offer):
        for _unit in range(unit_type.units.count()):
            create_booked(unit_type)


class TestWaitlist:
    def test_says_who_is_next(self, office, offer):
        join_line(offer, "Asha Rao", "Bela Sen", "Chitra Das")

        rows = rows_of(office, list_url(WaitlistEntry))

        assert [(row.tenant.name, row.ahead) for row in rows] == [("Asha Rao", 1), ("Bela Sen", 2), ("Chitra Das", 3)]

    def test_moves_up_when_somebody_leaves(self, office, offer):
        first, second = join_line(offer, "Asha Rao", "Bela Sen")
        leave_waitlist(entry=first)

        rows = rows_of(office, list_url(WaitlistEntry) + "?state__exact=waiting")

        assert [(row, row.ahead) for row in rows] == [(second, 1)]

    def test_shows_only_the_lines_of_ones_own_houses(self, office, offer, foreign_offer):
        (mine,), (foreign,) = join_line(offer, "Asha Rao"), join_line(foreign_offer, "Bela Sen")

        assert rows_of(office, list_url(WaitlistEntry)) == [mine]
        assert office.get(page_url(mine)).status_code == 200
        assert office.get(page_url(foreign)).status_code == 404

    def test_leads_to_the_person(self, office, offer):
        (entry,) = join_line(offer, "Asha Rao")

        assert page_url(entry.tenant) in office.get(page_url(entry)).content.decode()
