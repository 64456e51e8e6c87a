"""Writing: sending, changing, taking back, stopping, and what comes that should not."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from project.chat.models import Flag, Member, Message
from project.chat.operations import block
from project.kernel.web.limits import Limit
from tests.factories.chat import PDF, say
from tests.portal.chat.asking import send, url

pytestmark = pytest.mark.django_db


class TestSend:
    def test_says_it_and_comes_back(self, tenant, stay):
        response = send(tenant, stay, "The tap drips")

        assert (response.status_code, response.url) == (303, url(stay))
        assert Message.objects.get().text == "The tap drips"

    def test_gives_the_script_what_is_new(self, tenant, stay):
        response = send(tenant, stay, "The tap drips", htmx=True)

        assert (response.status_code, "<html" in response.content.decode()) == (200, False)
        assert f'id="m-{Message.objects.get().public_id}"' in response.content.decode()

    def test_takes_files_and_an_answer(self, tenant, stay, leela):
        question = say(leela, "The lease?")

        send(tenant, stay, "", attached=[SimpleUploadedFile("lease.pdf", PDF)], reply_to=question.public_id)

        mine = Message.objects.last()
        assert (mine.reply_to, mine.attachments.get().name) == (question, "lease.pdf")

    def test_is_once_for_one_key(self, tenant, stay):
        key = uuid4()
        for _ in range(2):
            send(tenant, stay, client_key=key)

        assert Message.objects.count() == 1

    def test_leaves_out_what_nobody_sees(self, tenant, stay):
        assert send(tenant, stay, "a\u202eb\x00c").status_code == 303

        assert Message.objects.get().text == "abc"

    def test_reads_as_the_conversation(self, tenant, stay):
        assert tenant.get(url(stay, "message_send")).url == url(stay)


class TestNotSent:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            (" ", "Write something, or add a file."),
            ("x" * 4001, "A message takes 4,000 characters; this one has 4,001."),
        ],
    )
    def test_keeps_the_text_and_says_why(self, tenant, stay, text, words):
        response = send(tenant, stay, text)

        page = response.content.decode()
        assert response.status_code == 422
        assert words in page
        assert f">{text}</textarea>" in page
        assert not Message.objects.exists()

    def test_gives_the_script_the_sentence_alone(self, tenant, stay):
        response = send(tenant, stay, "", htmx=True)

        assert (response.status_code, response.content.decode()) == (422, "Write something, or add a file.")
        assert response["Content-Type"].startswith("text/plain")

    def test_refuses_a_file_that_lies(self, tenant, stay):
        lie = SimpleUploadedFile("photo.jpg", b"<script>alert(1)</script>", "image/jpeg")

        response = send(tenant, stay, "Look", attached=[lie])

        assert response.status_code == 422
        assert "is no picture and no PDF" in response.content.decode()
        assert not Message.objects.exists()

    def test_refuses_a_megabyte_before_reading_it(self, tenant, stay):
        body = "client_key=x&text=" + "x" * 1_000_000

        response = tenant.post(url(stay, "message_send"), body, content_type="application/x-www-form-urlencoded")

        assert response.status_code == 413
        assert "A message takes 4,000 characters" in response.content.decode()

    def test_keeps_a_megabyte_that_came_with_files(self, tenant, stay):
        response = send(tenant, stay, "x" * 1_000_000)

        assert response.status_code == 422
        assert "this one has 10,00,000" in response.content.decode()

    def test_says_when_to_try_again(self, tenant, stay, settings):
        settings.RATE_LIMITS = {**settings.RATE_LIMITS, "chat_send": Limit(person=2, address=2, seconds=60)}
        for _ in range(2):
            send(tenant, stay)

        response = send(tenant, stay, "One too many")

        assert response.status_code == 429
        assert 0 < int(response["Retry-After"]) <= 60
        assert f"You can send this in {response['Retry-After']} seconds." in response.content.decode()
        assert ">One too many</textarea>" in response.content.decode()
        assert Message.objects.count() == 2

    def test_tells_who_was_stopped(self, tenant, stay, asha, leela):
        block(by=leela, member=asha)

        response = send(tenant, stay)

        assert response.status_code == 403
        assert "You cannot write in this conversation any more." in response.content.decode()

    @pytest.mark.parametrize("who", ["stranger", "guest"])
    def test_is_no_strangers_business(self, stranger, stay, who):
        asking = stranger if who == "stranger" else Client()

        assert send(asking, stay).status_code == 404
        assert asking.post(url(stay, "message_typing")).status_code == 404
        assert not Message.objects.exists()

    @pytest.mark.parametrize("fields", [{"client_key": "x"}, {"client_key": ""}, {"reply_to": uuid4()}])
    def test_is_nothing_for_a_broken_form(self, tenant, stay, fields):
        assert send(tenant, stay, **fields).status_code == 404
        assert not Message.objects.exists()


class TestChanging:
    def test_edits_ones_own(self, tenant, stay, asha):
        message = say(asha, "Helo")
        address = url(stay, "message_edit", message.public_id)

        assert ">\nHelo</textarea>" in tenant.get(address).content.decode()
        assert tenant.post(address, {"text": "Hello"}).url == url(stay)
        assert "edited" in tenant.get(url(stay)).content.decode()

    def test_says_when_it_is_too_late(self, tenant, stay, asha, travel):
        message = say(asha)
        travel(601)

        response = tenant.post(url(stay, "message_edit", message.public_id), {"text": "Never said"})

        assert response.status_code == 422
        assert "A message can be changed for ten minutes." in response.content.decode()

    def test_deletes_ones_own(self, tenant, stay, asha):
        message = say(asha, "My number is 12")
        address = url(stay, "message_delete", message.public_id)

        assert "My number is 12" in tenant.get(address).content.decode()
        assert tenant.post(address).url == url(stay)
        page = tenant.get(url(stay)).content.decode()
        assert "This message was deleted" in page
        assert "My number is 12" not in page

    @pytest.mark.parametrize("name", ["message_edit", "message_delete"])
    def test_leaves_others_words_alone(self, tenant, landlord, stranger, stay, asha, name):
        address = url(stay, name, say(asha).public_id)

        assert [client.post(address, {"text": "x"}).status_code for client in (landlord, stranger)] == [404, 404]
        assert Message.objects.get().text == "Good morning"


class TestReport:
    def test_puts_it_into_the_queue(self, tenant, stay, asha, leela):
        address = url(stay, "message_report", say(leela, "You will be sorry").public_id)

        assert "You will be sorry" in tenant.get(address).content.decode()
        response = tenant.post(address, {"reason": "abuse", "note": "Every night"})

        assert response.url == url(stay)
        assert (Flag.objects.get().reason, Flag.objects.get().reporter) == ("abuse", asha)

    @pytest.mark.parametrize("reason", ["", "payment_lure", "x"])
    def test_needs_a_reason(self, tenant, stay, leela, reason):
        address = url(stay, "message_report", say(leela).public_id)

        response = tenant.post(address, {"reason": reason})

        assert response.status_code == 422
        assert "Choose what is wrong." in response.content.decode()
        assert not Flag.objects.exists()

    def test_is_not_for_ones_own(self, tenant, stay, asha):
        assert tenant.get(url(stay, "message_report", say(asha).public_id)).status_code == 404


class TestStopping:
    def test_keeps_and_lets(self, landlord, stay, asha):
        landlord.post(url(stay, "member_stop", asha.public_id))
        assert Member.objects.get(pk=asha.pk).blocked_at is not None
        assert "Let Asha Rao write again" in landlord.get(url(stay)).content.decode()

        landlord.post(url(stay, "member_allow", asha.public_id))
        assert Member.objects.get(pk=asha.pk).blocked_at is None

    def test_does_not_reach_ones_landlord(self, tenant, stay, leela):
        page = tenant.post(url(stay, "member_stop", leela.public_id), follow=True).content.decode()

        assert "You cannot stop this person." in page
        assert Member.objects.get(pk=leela.pk).blocked_at is None

    def test_is_within_one_conversation(self, tenant, stay):
        assert tenant.post(url(stay, "member_stop", uuid4())).status_code == 404


def test_typing_is_told_and_kept_nowhere(tenant, stay):
    assert tenant.post(url(stay, "message_typing")).status_code == 204
