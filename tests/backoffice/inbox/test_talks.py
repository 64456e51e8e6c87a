"""One conversation: who may open it, what it shows, what is new in it, and its files."""

from uuid import uuid4

import pytest

from project.chat import operations
from project.chat.models import Attachment, Member
from tests.backoffice.inbox.conftest import INBOX, talk_url
from tests.factories.chat import create_question, pdf, person_of, picture, reader, say, staff_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def talk_at(client, url: str):
    return client.get(url).context["talk"]


class TestWho:
    def test_only_whose_work_it_is_may_open_it(self, office, managers, admins, stay, foreign, support):
        for browser in (office, managers):
            assert browser.get(talk_url(stay)).status_code == 200
            assert browser.get(talk_url(foreign)).status_code == browser.get(talk_url(support)).status_code == 404
        assert {admins.get(talk_url(one)).status_code for one in (stay, foreign, support)} == {200}

    def test_nobody_else_opens_any_page_of_it(self, office, enter, cook, tenant, foreign):
        pages = ["newer/", f"files/{uuid4()}/", "stop/"]
        forms = ["read/", "send/", "typing/", "give/", "close/", "reopen/", "stop/", "allow/"]

        assert {office.get(talk_url(foreign, page)).status_code for page in pages} == {404}
        assert {office.post(talk_url(foreign, form)).status_code for form in forms} == {404}
        for browser in (enter(cook), enter(tenant)):
            assert {browser.get(talk_url(foreign, page)).status_code for page in pages} == {403}
            assert {browser.post(talk_url(foreign, form)).status_code for form in forms} == {403}

    def test_an_administrator_who_only_looks_takes_no_place_in_a_houses(self, admins, administrator, stay, support):
        admins.get(talk_url(stay))
        admins.get(talk_url(support))

        places = Member.objects.filter(user=administrator)
        assert [place.conversation for place in places] == [support]


class TestReading:
    def test_shows_what_was_said_on_two_sides_and_reads_it(self, office, landlord, stay):
        say(staff_of(stay, landlord), "It is mended today.")
        last = say(person_of(stay), "Thank you 🙏")

        talk = talk_at(office, talk_url(stay))

        assert [(bubble.author, bubble.is_ours) for bubble in talk.bubbles] == [
            ("Asha Rao", False),
            ("Leela", True),
            ("Asha Rao", False),
        ]
        assert talk.bubbles[0].day is not None
        assert talk.bubbles[1].day is None
        assert staff_of(stay, landlord).read_up_to == last

    def test_says_when_its_person_has_read_the_last(self, office, landlord, stay):
        last = say(staff_of(stay, landlord), "It is mended today.")
        assert "Sent" in office.get(talk_url(stay)).content.decode()

        operations.mark_read(member=person_of(stay), up_to=last)

        talk = talk_at(office, talk_url(stay))
        assert talk.read_at == person_of(stay).read_at

    def test_says_who_is_here_and_which_colleague_looks_too(self, office, manager, stay):
        operations.be_here(member=person_of(stay))
        operations.be_here(member=staff_of(stay, manager))

        talk = talk_at(office, talk_url(stay))

        assert talk.is_here
        assert talk.colleagues_here == ["Manoj"]

    def test_goes_back_to_what_is_earlier(self, office, stay):
        first = stay.messages.get()
        for number in range(50):
            say(person_of(stay), f"Line {number}")

        latest = talk_at(office, talk_url(stay))
        earlier = talk_at(office, f"{talk_url(stay)}?before={latest.bubbles[0].message.public_id}")

        assert latest.has_earlier
        assert [bubble.message for bubble in earlier.bubbles] == [first]

    def test_refuses_a_place_that_is_none(self, office, stay, foreign):
        for place in ("none", uuid4(), foreign.messages.get().public_id):
            assert office.get(f"{talk_url(stay)}?before={place}").status_code == 404

    def test_shows_markup_as_text(self, office, stay):
        say(person_of(stay), "<script>alert(1)</script><b>bold</b>")

        page = office.get(talk_url(stay)).content.decode()

        assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;bold&lt;/b&gt;" in page
        assert "<script>alert(1)" not in page

    def test_keeps_the_list_one_came_from(self, office, stay):
        page = office.get(f"{talk_url(stay)}?tab=open").content.decode()

        assert f'action="{talk_url(stay, "send/")}?tab=open"' in page
        assert f'href="{INBOX}?tab=open"' in page


class TestFacts:
    def test_say_where_they_live_and_their_phone(self, office, stay):
        page = office.get(talk_url(stay)).content.decode()

        assert "+91 98450 12345" in page
        assert f"/office/booking/booking/{stay.booking.pk}/change/" in page

    def test_say_nothing_of_somebody_who_is_no_tenant_here(self, office, house, foreign):
        asked = create_question(house=house, reader=reader(foreign.person), name="")

        facts = talk_at(office, talk_url(asked)).facts

        assert (facts.person, facts.stays, facts.others) == (None, [], 0)

    def test_count_the_other_conversations_one_may_read(self, office, admins, stay, support):
        assert talk_at(office, talk_url(stay)).facts.others == 0
        assert talk_at(admins, talk_url(stay)).facts.others == 1


class TestNewer:
    def test_is_nothing_when_nothing_changed(self, office, stay):
        talk = talk_at(office, talk_url(stay))
        asked = {"after": talk.last.public_id, "since": talk.now.isoformat(), "seen": talk.version}

        assert office.get(talk_url(stay, "newer/"), asked, headers=HTMX).status_code == 204

    def test_is_only_what_came(self, office, stay):
        first = stay.messages.get()
        new = say(person_of(stay), "And the fan too.")

        answer = office.get(talk_url(stay, "newer/"), {"after": first.public_id}, headers=HTMX)

        page = answer.content.decode()
        assert f'id="m-{new.public_id}"' in page
        assert f'id="m-{first.public_id}"' not in page
        assert 'hx-swap-oob="beforeend:#talk-log"' in page

    def test_is_not_read_by_being_fetched(self, office, landlord, stay):
        office.get(talk_url(stay))
        say(person_of(stay), "And the fan too.")

        office.get(talk_url(stay, "newer/"))

        assert staff_of(stay, landlord).read_up_to == stay.messages.first()

    def test_shows_what_was_deleted_since(self, office, stay):
        talk = talk_at(office, talk_url(stay))
        said = operations.delete_message(message=stay.messages.get(), by=person_of(stay))

        asked = {"after": talk.last.public_id, "since": talk.now.isoformat()}
        page = office.get(talk_url(stay, "newer/"), asked).content.decode()

        assert f'id="m-{said.public_id}" hx-swap-oob="true"' in page
        assert "Is the geyser mended?" not in page

    @pytest.mark.parametrize("since", ["", "yesterday", "2026-13-45T00:00:00Z", "2026-11-22T00:00:00"])
    def test_takes_a_moment_that_is_none(self, office, stay, since):
        assert office.get(talk_url(stay, "newer/"), {"since": since}).status_code == 200


class TestRead:
    def test_goes_as_far_as_the_page_shows(self, office, landlord, stay):
        office.get(talk_url(stay))
        shown, _later = say(person_of(stay), "And the fan."), say(person_of(stay), "And the tap.")

        assert office.post(talk_url(stay, "read/"), {"up_to": shown.public_id}).status_code == 204

        assert staff_of(stay, landlord).read_up_to == shown

    def test_is_of_this_conversation(self, office, landlord, stay, foreign):
        for shown in ("none", uuid4(), foreign.messages.get().public_id):
            assert office.post(talk_url(stay, "read/"), {"up_to": shown}).status_code == 404

        assert not Member.objects.filter(user=landlord, read_up_to__isnull=False).exists()

    def test_gives_an_administrator_who_only_looks_no_place(self, admins, administrator, stay):
        shown = stay.messages.get()

        assert admins.post(talk_url(stay, "read/"), {"up_to": shown.public_id}).status_code == 204

        assert not Member.objects.filter(user=administrator).exists()

    def test_is_never_asked_for_by_reading(self, office, stay):
        assert office.get(talk_url(stay, "read/")).status_code == 405


class TestFiles:
    def test_are_handed_to_who_may_read_and_to_nobody_else(self, office, enter, stay, foreign, tenant, landlord):
        say(person_of(stay), "", files=[picture(), pdf()])
        shown, taken = Attachment.objects.order_by("pk")

        answer = office.get(talk_url(stay, f"files/{shown.public_id}/"))
        small = office.get(talk_url(stay, f"files/{shown.public_id}/?small=1"))
        paper = office.get(talk_url(stay, f"files/{taken.public_id}/"))

        assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
        assert len(b"".join(small)) < len(b"".join(answer))
        assert paper["Content-Disposition"] == 'attachment; filename="lease.pdf"'
        assert paper["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        assert office.get(talk_url(foreign, f"files/{shown.public_id}/")).status_code == 404
        assert enter(tenant).get(talk_url(stay, f"files/{shown.public_id}/")).status_code == 403

    def test_go_with_their_message(self, office, stay):
        said = say(person_of(stay), "", files=[picture()])
        operations.delete_message(message=said, by=person_of(stay))

        assert office.get(talk_url(stay, f"files/{Attachment.objects.get().public_id}/")).status_code == 404


class TestCosts:
    def test_are_the_same_for_few_messages_and_many(self, office, landlord, stay, django_assert_num_queries):
        office.get(talk_url(stay))
        with django_assert_num_queries(31):
            office.get(talk_url(stay))
        for number in range(6):
            said = say(person_of(stay), f"Line {number}", files=[pdf()])
            say(staff_of(stay, landlord), f"Answer {number}", reply_to=said)
        office.get(talk_url(stay))

        with django_assert_num_queries(31):
            office.get(talk_url(stay))

    def test_of_what_is_newer_are_small(self, office, stay, django_assert_num_queries):
        office.get(talk_url(stay))
        with django_assert_num_queries(9):
            office.get(talk_url(stay, "newer/"))
