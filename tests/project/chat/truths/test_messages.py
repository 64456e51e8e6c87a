"""What the database keeps true of messages, their files and their flags, tried around the operations."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from project.chat.models import AnsweringHours, Attachment, CannedReply, EarlierText, Flag, Member, Message
from project.chat.operations import delete_message, edit_message
from project.kernel import clock
from tests.factories.chat import create_question, person_of, say
from tests.factories.identity import create_administrator
from tests.truths import broken_by

pytestmark = pytest.mark.django_db


def a_message(by: Member, **fields) -> Message:
    return Message(**{"conversation": by.conversation, "author": by, "text": "Hello", "client_key": uuid4(), **fields})


def change(row, **fields):
    return type(row).objects.filter(pk=row.pk).update(**fields)


@pytest.fixture
def message(asha) -> Message:
    return say(asha, "The tap drips")


@pytest.fixture
def elsewhere(fake_gateway) -> Message:
    return Message.objects.select_related("author", "conversation").get(conversation=create_question())


class TestInsert:
    def test_is_written_by_a_member(self, asha, elsewhere):
        foreign = a_message(asha, author=elsewhere.author)
        assert broken_by(foreign.save) == "message_is_written_by_a_member"

    def test_author_is_not_blocked(self, asha, leela):
        change(asha, blocked_at=clock.now(), blocked_by=leela)

        assert broken_by(a_message(asha).save) == "message_author_is_not_blocked"

    def test_replies_within_its_conversation(self, asha, elsewhere):
        assert broken_by(a_message(asha, reply_to=elsewhere).save) == "message_replies_within_its_conversation"

    def test_key_is_used_once(self, asha, message):
        assert broken_by(a_message(asha, client_key=message.client_key).save) == "message_key_is_used_once"

    def test_says_something(self, asha):
        assert broken_by(a_message(asha, text="").save) == "message_says_something"

    def test_text_is_short(self, asha):
        assert broken_by(a_message(asha, text="x" * 4001).save) == "message_text_is_short"

    @pytest.mark.parametrize("fields", [{"kind": "auto"}, {"night": date(2026, 12, 1)}, {"kind": "x"}])
    def test_is_said_or_automatic(self, asha, fields):
        assert broken_by(a_message(asha, **fields).save) == "message_is_said_or_automatic"

    def test_answers_once_a_night(self, asha):
        night = {"kind": "auto", "author": None, "night": date(2026, 12, 1)}
        a_message(asha, **night).save()

        assert broken_by(a_message(asha, **night).save) == "message_answers_once_a_night"


class TestChange:
    def test_stays_where_it_was_said(self, message, leela):
        assert broken_by(change, message, author=leela) == "message_stays_where_it_was_said"

    def test_is_never_removed(self, message):
        assert broken_by(Message.objects.filter(pk=message.pk)._raw_delete, "default") == "message_is_never_removed"

    def test_is_edited_in_time(self, message, travel):
        assert broken_by(change, message, text="Changed in secret") == "message_is_edited_in_time"
        travel(601)
        late = {"text": "Too late", "edited_at": clock.now()}
        assert broken_by(change, message, **late) == "message_is_edited_in_time"

    def test_deleted_stays_deleted(self, message, asha):
        delete_message(message=message, by=asha)

        back = {"deleted_at": None, "deleted_by": None}
        assert broken_by(change, message, **back) == "message_deleted_stays_deleted"

    def test_deleted_says_nothing(self, message, asha):
        gone = {"deleted_at": clock.now(), "deleted_by": asha}
        assert broken_by(change, message, **gone) == "message_deleted_says_nothing"

    def test_keeps_its_earlier_text(self, message, asha):
        edit_message(message=message, by=asha, text="The tap runs")
        delete_message(message=message, by=asha)

        assert [kept.text for kept in message.earlier_texts.all()] == ["The tap drips", "The tap runs"]

    def test_earlier_text_never_changes(self, message, asha):
        edit_message(message=message, by=asha, text="The tap runs")

        assert broken_by(EarlierText.objects.update, text="Nothing") == "earlier_text_never_changes"


class TestAttachment:
    def of(self, message: Message, **fields) -> Attachment:
        whole = {"file": "chat/a.pdf", "name": "a.pdf", "content_type": "application/pdf", "size": 9, **fields}
        return Attachment(message=message, **whole)

    def test_comes_with_its_message(self, message, travel):
        travel(1)

        assert broken_by(self.of(message).save) == "attachment_comes_with_its_message"

    @pytest.mark.parametrize("fields", [{"content_type": "text/html"}, {"content_type": "image/png"}, {"width": 3}])
    def test_is_a_picture_or_a_pdf(self, message, fields):
        assert broken_by(self.of(message, **fields).save) == "attachment_is_a_picture_or_a_pdf"

    @pytest.mark.parametrize("size", [0, 10 * 1024 * 1024 + 1])
    def test_size_is_sane(self, message, size):
        assert broken_by(self.of(message, size=size).save) == "attachment_size_is_sane"

    def test_never_changes(self, message):
        kept = self.of(message)
        kept.save()

        assert broken_by(change, kept, name="b.pdf") == "attachment_never_changes"


class TestFlag:
    def of(self, said: Message, **fields) -> Flag:
        whole = {"message": said, "about": said.author, "source": "rule", "reason": "spam", **fields}
        return Flag(conversation=said.conversation, **whole)

    def test_begins_open_and_follows_its_machine(self, message):
        flag = self.of(message)
        flag.save()

        assert broken_by(self.of(message, state="upheld").save) == "flag_begins_open"
        assert broken_by(change, flag, state="lost") == "flag_follows_its_machine"

    def test_is_raised_once(self, message):
        self.of(message).save()

        assert broken_by(self.of(message).save) == "flag_is_raised_once"

    def test_reason_is_known(self, message):
        assert broken_by(self.of(message, reason="boring").save) == "flag_reason_is_known"

    def test_report_has_its_reporter(self, message):
        assert broken_by(self.of(message, source="report").save) == "flag_report_has_its_reporter"

    def test_decision_has_its_author(self, message):
        flag = self.of(message)
        flag.save()

        assert broken_by(change, flag, state="upheld") == "flag_decision_has_its_author"

    def test_never_changes_what_it_says(self, message):
        flag = self.of(message)
        flag.save()

        assert broken_by(change, flag, quote="Something else") == "flag_never_changes_what_it_says"

    def test_stays_within_its_conversation(self, message, elsewhere):
        foreign = self.of(message, message=elsewhere)
        assert broken_by(foreign.save) == "flag_stays_within_its_conversation"
        assert broken_by(self.of(message, about=person_of(elsewhere.conversation)).save) == (
            "flag_stays_within_its_conversation"
        )


class TestDesk:
    def test_canned_reply_title_is_used_once(self):
        CannedReply.objects.create(title="Hello", text="Hello {name}")

        assert broken_by(CannedReply(title="Hello", text="Hi").save) == "canned_reply_title_is_used_once"

    @pytest.mark.parametrize("text", ["", "x" * 4001])
    def test_canned_reply_fits_a_message(self, text):
        assert broken_by(CannedReply(title="Hello", text=text).save) == "canned_reply_fits_a_message"

    def hours(self, **fields) -> AnsweringHours:
        return AnsweringHours(**{"opens": time(9), "closes": time(18), "days": [1], **fields})

    def test_hours_are_set_once(self):
        self.hours().save()

        assert broken_by(self.hours().save) == "hours_are_set_once"

    def test_hours_open_before_they_close(self):
        assert broken_by(self.hours(closes=time(9)).save) == "hours_open_before_they_close"

    @pytest.mark.parametrize("days", [[], [0], [8]])
    def test_hours_have_days_of_a_week(self, days):
        assert broken_by(self.hours(days=days).save) == "hours_have_days_of_a_week"


def test_a_moderators_decision_is_possible(message):
    flag = TestFlag().of(message)
    flag.save()

    decided = {"decided_at": clock.now() + timedelta(0), "decided_by": create_administrator()}
    assert change(flag, state="upheld", **decided) == 1
