import re

import pytest

from project.events.models import Parked
from project.notifications.models import Alert
from tests.factories.booking import create_hold

pytestmark = pytest.mark.django_db

RAIL = "/office/rail/"
COUNT = re.compile(r'<span id="count-(\w+)" class="office-count"(?: hx-swap-oob="true")?>(\d*)</span>')


def counts(client, url: str = RAIL) -> dict[str, str]:
    return dict(COUNT.findall(client.get(url).content.decode()))


class TestBadges:
    def test_count_ones_own_running_holds(self, office, offer, foreign_offer):
        create_hold(offer)
        create_hold(foreign_offer)

        assert counts(office, "/office/")["running_holds"] == "1"

    def test_are_empty_when_there_is_nothing(self, office, offer):
        assert set(counts(office, "/office/").values()) == {""}


class TestCounts:
    def test_are_asked_for_by_an_open_page_when_something_moves(self, office, offer):
        page = office.get("/office/").content.decode()

        assert f'id="rail-counts" hidden data-live="office" data-live-every="5" hx-get="{RAIL}"' in page

    def test_are_those_of_the_rail_and_take_their_places(self, office, offer, foreign_offer):
        create_hold(offer)
        create_hold(foreign_offer)

        answer = office.get(RAIL).content.decode()

        assert counts(office) == counts(office, "/office/")
        assert counts(office)["running_holds"] == "1"
        assert answer.count("<span") == answer.count('hx-swap-oob="true"') == len(counts(office))

    def test_tell_nobody_of_what_only_administrators_see(self, office, enter, administrator):
        Parked.objects.create(subscriber="mail.writer", key="booking:1", position=5)

        assert counts(enter(administrator))["parked_events"] == "1"
        assert set(counts(office)) == {
            "messages_for_me", "running_holds", "refunds_to_mend", "disputes_to_answer",
        }  # fmt: skip

    def test_are_asked_of_the_database_as_often_however_much_there_is(
        self, office, offer, django_assert_max_num_queries, django_assert_num_queries
    ):
        office.get(RAIL)
        with django_assert_max_num_queries(12) as few:
            office.get(RAIL)
        for _ in range(3):
            create_hold(offer)

        with django_assert_num_queries(len(few.captured_queries)):
            assert counts(office)["running_holds"] == "3"


class TestBell:
    def test_says_how_much_is_new_for_whoever_looks(self, enter, landlord, administrator):
        for person in (landlord, landlord, administrator):
            Alert.objects.create(person=person, kind="books_sealed", context={}, path="/office/")

        page = enter(landlord).get("/office/").content.decode()

        assert '<span class="bell-count" aria-hidden="true">2</span>' in page
        assert f'data-live="bell.{landlord.public_id}"' in page

    def test_is_silent_when_nothing_is_new(self, office):
        page = office.get("/office/").content.decode()

        assert "Alerts, nothing new" in page
        assert "bell-count" not in page


class TestLook:
    @pytest.mark.parametrize(("chosen", "shown"), [("dark", 'class="dark"'), ("light", 'class="light"')])
    def test_is_the_one_the_person_chose_for_every_face(self, chosen, shown, enter, landlord):
        landlord.theme = chosen
        landlord.save(update_fields=["theme"])

        assert shown in enter(landlord).get("/office/").content.decode()
