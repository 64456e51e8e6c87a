"""Putting otherwise what one said, for ten minutes, and taking it back: one's own words, and nobody else's."""

import pytest

from project.chat import operations
from project.chat.models import Message
from project.kernel.web.limits import Limit
from tests.backoffice.inbox.conftest import talk_url
from tests.factories.chat import person_of, say, staff_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def said(stay, landlord) -> Message:
    """What the landlord answered."""
    return say(staff_of(stay, landlord), "Today at fuor.")


def said_url(message: Message, page: str) -> str:
    return talk_url(message.conversation, f"said/{message.public_id}/{page}/")


def words_of(message: Message) -> str:
    return Message.objects.get(pk=message.pk).text


class TestEdit:
    def test_has_a_page_of_its_own_and_goes_back_beside_the_list(self, office, said):
        assert ">\nToday at fuor.</textarea>" in office.get(said_url(said, "edit")).content.decode()

        answer = office.post(f"{said_url(said, 'edit')}?tab=open", {"text": "Today at four."})

        assert (answer.status_code, answer["Location"]) == (303, f"{talk_url(said.conversation)}?tab=open")
        assert words_of(said) == "Today at four."
        assert "edited" in office.get(talk_url(said.conversation)).content.decode()

    def test_gives_the_script_what_changed(self, office, said):
        since = office.get(talk_url(said.conversation)).context["talk"].now.isoformat()
        asked = {"text": "Today at four.", "after": said.public_id, "since": since}

        page = office.post(said_url(said, "edit"), asked, headers=HTMX).content.decode()

        assert "<html" not in page
        assert f'id="m-{said.public_id}" hx-swap-oob="true"' in page
        assert "Today at four." in page

    def test_says_when_it_is_too_late_and_keeps_what_was_typed(self, office, said, travel):
        travel(601)

        answer = office.post(said_url(said, "edit"), {"text": "Never said"})

        page = answer.content.decode()
        assert answer.status_code == 409
        assert "A message can be changed for ten minutes." in page
        assert ">\nNever said</textarea>" in page
        assert words_of(said) == "Today at fuor."

    def test_tells_a_script_only_why(self, office, said):
        answer = office.post(said_url(said, "edit"), {"text": " "}, headers=HTMX)

        assert (answer.status_code, answer["Content-Type"]) == (422, "text/plain; charset=utf-8")
        assert answer.content.decode() == "Write something, or delete the message."
        assert words_of(said) == "Today at fuor."

    def test_is_refused_to_whom_the_person_stopped(self, managers, manager, stay):
        mine = say(staff_of(stay, manager), "Pay now.")
        operations.block(by=person_of(stay), member=staff_of(stay, manager))

        assert managers.post(said_url(mine, "edit"), {"text": "Please"}).status_code == 403
        assert words_of(mine) == "Pay now."


class TestDelete:
    def test_asks_first_and_leaves_a_trace(self, office, said):
        assert "Today at fuor." in office.get(said_url(said, "delete")).content.decode()
        assert words_of(said) == "Today at fuor."

        answer = office.post(f"{said_url(said, 'delete')}?tab=open")

        assert (answer.status_code, answer["Location"]) == (303, f"{talk_url(said.conversation)}?tab=open")
        page = office.get(talk_url(said.conversation)).content.decode()
        assert "Today at fuor." not in page
        assert f'id="m-{said.public_id}"' in page

    def test_is_over_once_it_is_done(self, office, said):
        office.post(said_url(said, "delete"))

        assert [office.get(said_url(said, page)).status_code for page in ("edit", "delete")] == [404, 404]
        assert office.post(said_url(said, "edit"), {"text": "Back"}).status_code == 404

    def test_needs_no_minutes(self, office, said, travel):
        travel(3600)

        assert office.post(said_url(said, "delete")).status_code == 303
        assert Message.objects.get(pk=said.pk).is_deleted


@pytest.mark.parametrize("page", ["edit", "delete"])
class TestWhose:
    def test_a_colleagues_words_and_a_persons_are_left_alone(self, managers, admins, stay, said, page):
        persons = stay.messages.earliest("pk")

        for browser in (managers, admins):
            answers = [browser.post(said_url(one, page), {"text": "x"}).status_code for one in (said, persons)]
            assert answers == [404, 404]
        assert (words_of(said), words_of(persons)) == ("Today at fuor.", "Is the geyser mended?")

    def test_ones_own_are_found_only_where_they_were_said(self, office, question, landlord, said, page):
        elsewhere = talk_url(question, f"said/{said.public_id}/{page}/")

        assert office.post(elsewhere, {"text": "x"}).status_code == 404
        assert words_of(said) == "Today at fuor."

    def test_people_who_have_no_business_in_the_office_do_not_get_here(self, enter, cook, tenant, said, page):
        for person in (cook, tenant):
            assert enter(person).post(said_url(said, page), {"text": "x"}).status_code == 403
        assert words_of(said) == "Today at fuor."

    def test_is_counted_with_what_one_sends(self, office, said, settings, page):
        settings.RATE_LIMITS = {**settings.RATE_LIMITS, "desk_send": Limit(person=1, address=1, seconds=60)}
        office.post(talk_url(said.conversation, "send/"), {"text": "One"})

        assert office.post(said_url(said, page), {"text": "x"}).status_code == 429
        assert words_of(said) == "Today at fuor."


class TestOffered:
    def test_are_what_one_may_do_with_ones_own(self, office, managers, said, travel):
        page = office.get(talk_url(said.conversation)).content.decode()
        colleagues = managers.get(talk_url(said.conversation)).content.decode()
        travel(601)
        later = office.get(talk_url(said.conversation)).content.decode()

        ways = [said_url(said, "edit"), said_url(said, "delete")]
        assert [way in page for way in ways] == [True, True]
        assert [way in colleagues for way in ways] == [False, False]
        assert [way in later for way in ways] == [False, True]
