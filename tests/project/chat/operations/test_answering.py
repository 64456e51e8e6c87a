"""What the house says by itself, and the words staff keep at hand."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from project.chat.models import AnsweringHours, CannedReply, Message
from project.chat.operations import (
    HoursNotPossible,
    NotForThem,
    TitleTaken,
    UnknownPlace,
    fill_canned_reply,
    remove_canned_reply,
    remove_hours,
    save_canned_reply,
    set_hours,
)
from project.chat.queries import canned_replies_for, canned_replies_of, hours_of
from project.identity.models import Role
from project.kernel import clock
from tests.factories.chat import landlord_of, say
from tests.factories.identity import create_administrator, create_staff

pytestmark = pytest.mark.django_db

EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]


@pytest.fixture
def at(travel):
    """Goes to an hour of the day in Bengaluru, 1 December 2026."""

    def go(day: int, hour: int) -> None:
        travel(0)
        wanted = datetime(2026, 12, day, hour, tzinfo=ZoneInfo("Asia/Kolkata"))
        travel(int((wanted - clock.now()).total_seconds()))

    return go


@pytest.fixture
def nine_to_six(stay) -> AnsweringHours:
    leela = landlord_of(stay)
    return set_hours(by=leela, landlord=stay.house.landlord, opens=time(9), closes=time(18), days=EVERY_DAY)


def automatic() -> list[Message]:
    return list(Message.objects.filter(kind="auto"))


class TestAutomaticAnswer:
    def test_comes_once_a_night(self, nine_to_six, asha, at):
        at(1, 22)
        say(asha, "Anybody there?")
        at(2, 7)
        say(asha, "Hello?")

        (answer,) = automatic()
        assert answer.night == date(2026, 12, 1)
        assert answer.text == "Thank you. Nobody is here just now; we answer between 09:00 and 18:00."

        at(2, 19)
        say(asha, "And today?")
        assert len(automatic()) == 2

    def test_does_not_come_within_the_hours_nor_to_staff(self, nine_to_six, asha, leela, at):
        at(1, 12)
        say(asha)
        at(1, 22)
        say(leela)

        assert automatic() == []

    def test_leaves_the_person_waiting(self, nine_to_six, asha, stay, at):
        at(1, 22)
        message = say(asha)

        stay.refresh_from_db()
        assert stay.waits_since == message.sent_at

    def test_speaks_the_persons_language(self, nine_to_six, asha, stay, at):
        type(stay.person).objects.update(language="hi")
        at(1, 22)
        say(asha)

        assert automatic()[0].text.startswith("धन्यवाद")

    def test_says_the_landlords_own_words(self, nine_to_six, asha, at):
        AnsweringHours.objects.update(text="Ring the bell in an emergency.")
        at(1, 22)
        say(asha)

        assert automatic()[0].text == "Ring the bell in an emergency."


class TestHours:
    def test_are_replaced_and_removed(self, nine_to_six, stay):
        leela = landlord_of(stay)
        set_hours(by=leela, landlord=stay.house.landlord, opens=time(8), closes=time(20), days=[1], text=" Hi ")

        assert (hours_of(stay.house.landlord).opens, hours_of(stay.house.landlord).text) == (time(8), "Hi")
        remove_hours(by=leela, landlord=stay.house.landlord)
        assert hours_of(stay.house.landlord) is None

    @pytest.mark.parametrize("wrong", [{"closes": time(9)}, {"days": []}, {"days": [9]}])
    def test_refuse_what_is_none(self, stay, wrong):
        hours = {"opens": time(9), "closes": time(18), "days": [1], **wrong}
        with pytest.raises(HoursNotPossible):
            set_hours(by=landlord_of(stay), landlord=stay.house.landlord, **hours)

        assert not AnsweringHours.objects.exists()

    def test_are_the_landlords_own(self, stay):
        cook = create_staff(Role.MESS_STAFF, landlord=stay.house.landlord)
        for by, landlord in ((cook, stay.house.landlord), (landlord_of(stay), None)):
            with pytest.raises(NotForThem):
                set_hours(by=by, landlord=landlord, opens=time(9), closes=time(18), days=[1])


class TestCannedReplies:
    def test_are_kept_changed_and_filled(self, stay):
        leela, landlord = landlord_of(stay), stay.house.landlord
        reply = save_canned_reply(by=leela, landlord=landlord, title="Keys", text="Dear {name}, keys at {house}. {me}")

        assert fill_canned_reply(reply=reply, conversation=stay, by=leela) == "Dear Asha, keys at Lotus House. Leela"
        save_canned_reply(by=leela, landlord=landlord, title="Keys", text="At the desk.", reply=reply)
        assert list(canned_replies_for(stay)) == list(canned_replies_of(leela)) == [reply]

    def test_refuse_a_place_nobody_fills(self, stay):
        with pytest.raises(UnknownPlace) as refused:
            save_canned_reply(by=landlord_of(stay), landlord=stay.house.landlord, title="Rent", text="{rent} please")

        assert str(refused.value) == "We know {name}, {house} and {me}, but not {rent}."
        assert not CannedReply.objects.exists()

    def test_refuse_a_title_twice(self):
        meera = create_administrator()
        save_canned_reply(by=meera, landlord=None, title="Hello", text="Hello {name}")

        with pytest.raises(TitleTaken):
            save_canned_reply(by=meera, landlord=None, title="Hello", text="Hi")

    def test_are_removed_by_their_own_people_only(self, stay):
        reply = save_canned_reply(by=create_administrator(), landlord=None, title="Hello", text="Hello {name}")

        with pytest.raises(NotForThem):
            remove_canned_reply(by=landlord_of(stay), reply=reply)
        remove_canned_reply(by=create_administrator(), reply=reply)
        assert not CannedReply.objects.exists()
