"""Mails about what is unread, and the link in them."""

import pytest

from project.chat.operations import LinkTooOld, assign, be_here, link_to, mark_read, open_link, tell_unread
from project.notifications.kinds import find_kind
from project.notifications.letters import write_letter
from project.notifications.models import Alert, Delivery
from tests.factories.chat import create_question, pdf, say
from tests.factories.identity import create_landlord_user

pytestmark = pytest.mark.django_db

SILENCE = 601
CHAT_UNREAD = find_kind("chat_unread")


def leave_each_other_unread(asha, leela, travel) -> None:
    """Who writes has read: so one after the other, each with their mail."""
    for number, writer in enumerate((leela, asha), start=1):
        say(writer)
        travel(number * SILENCE)
        tell_unread()


class TestTellUnread:
    def test_mails_once_after_ten_minutes(self, asha, leela, travel):
        say(leela, "The plumber comes tomorrow.")
        say(leela, "At ten.")
        travel(599)
        assert tell_unread() == 0

        travel(SILENCE)

        assert (tell_unread(), tell_unread()) == (1, 0)
        mail = Delivery.objects.get()
        assert (mail.kind, mail.to) == ("chat_unread", asha.conversation.person)
        assert {key: mail.context[key] for key in ("writer", "unread", "latest")} == {
            "writer": "Leela",
            "unread": 2,
            "latest": "At ten.",
        }

    def test_waits_for_the_next_silence(self, asha, leela, travel):
        first = say(leela, "One")
        travel(SILENCE)
        tell_unread()
        say(leela, "Two")
        travel(2 * SILENCE)
        assert tell_unread() == 0

        mark_read(member=asha, up_to=first)
        assert tell_unread() == 1

    def test_leaves_whoever_is_there_alone(self, asha, leela, travel):
        say(leela)
        travel(SILENCE)
        be_here(member=asha)

        assert tell_unread() == 0

    def test_mails_the_houses_people_about_a_tenants_words(self, asha, leela, travel):
        say(asha, "", files=[pdf()])
        travel(SILENCE)

        assert tell_unread() == 1
        assert Delivery.objects.get().to == leela.user
        assert Delivery.objects.get().context["chat_secret_path"] == f"/office/messages/{asha.conversation.public_id}/"

    def test_leads_staff_to_their_inbox_and_people_to_their_page(self, asha, leela, travel):
        leave_each_other_unread(asha, leela, travel)

        page = f"messages/{asha.conversation.public_id}/"
        alerts = {alert.person: alert.path for alert in Alert.objects.all()}
        assert alerts == {leela.user: f"/office/{page}", asha.conversation.person: f"/{page}"}

    def test_asks_only_who_gets_a_link_to_keep_it(self, asha, leela, travel):
        leave_each_other_unread(asha, leela, travel)

        letters = {mail.to: write_letter(CHAT_UNREAD, mail.context, to=mail.to).text for mail in Delivery.objects.all()}
        assert "Do not pass it on." in letters[asha.conversation.person]
        assert "Do not pass it on." not in letters[leela.user]

    def test_mails_only_whose_work_it_is(self, stay, asha, leela, travel):
        second = create_landlord_user(landlord=stay.house.landlord, name="Second")
        assign(conversation=stay, by=leela.user, to=second)
        say(asha)
        travel(SILENCE)

        tell_unread()

        assert [mail.to for mail in Delivery.objects.all()] == [second]

    def test_has_no_address_of_a_guest(self, fake_gateway, travel):
        create_question()
        travel(SILENCE)

        assert tell_unread() == 0


class TestLink:
    def test_opens_its_conversation_for_a_week(self, stay):
        assert open_link(link_to(stay).split("/")[3]) == stay

    @pytest.mark.parametrize("token", ["", "made-up", "a:b:c"])
    def test_refuses_what_we_did_not_write(self, token):
        with pytest.raises(LinkTooOld):
            open_link(token)

    def test_refuses_what_was_changed(self, stay):
        with pytest.raises(LinkTooOld):
            open_link("x" + link_to(stay).split("/")[3])

    def test_refuses_what_is_too_old(self, stay, monkeypatch):
        token = link_to(stay).split("/")[3]
        monkeypatch.setattr("project.chat.operations.telling.LINK_DAYS", -1)

        with pytest.raises(LinkTooOld):
            open_link(token)

    def test_refuses_when_the_account_is_closed(self, stay):
        type(stay.person).objects.filter(pk=stay.person_id).update(is_active=False)

        with pytest.raises(LinkTooOld):
            open_link(link_to(stay).split("/")[3])
