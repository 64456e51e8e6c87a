"""Reading: the list, a conversation, what is new, files."""

import re

import pytest
from django.test import Client

from project.chat.models import Member
from project.chat.operations import delete_message, edit_message, link_to
from tests.factories.chat import create_support, pdf, person_of, picture, say
from tests.portal.chat.asking import newer, read, send, url
from tests.queries_counted import counted

pytestmark = pytest.mark.django_db


def words(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


class TestList:
    def test_shows_who_one_talks_to_with_what_is_unread(self, tenant, stay, leela):
        say(leela, "The plumber comes")

        page = words(tenant.get("/messages/"))

        assert "The plumber comes" in page
        assert '<span class="chat-unread">1<span' in page

    def test_offers_house_and_support_to_who_has_none(self, stranger):
        page = words(stranger.get("/messages/"))

        assert "No messages yet" in page
        assert "Write to support" in page

    def test_offers_a_guest_to_ask(self, client):
        response = client.get("/messages/")

        assert response.status_code == 200
        assert "/messages/ask/" in words(response)

    def test_finds_words_in_ones_own(self, tenant, stay, leela):
        message = say(leela, "The plumber comes")

        page = words(tenant.get("/messages/", {"q": "PLUMB"}))

        assert f"?at={message.public_id}#m-{message.public_id}" in page
        assert "Nothing found" in words(tenant.get("/messages/", {"q": "electrician"}))

    def test_asks_as_often_for_many(self, tenant, stay):
        few = counted(lambda: tenant.get("/messages/"))
        create_support(stay.person)

        assert counted(lambda: tenant.get("/messages/")) == few


class TestConversation:
    def test_shows_what_was_said_and_marks_it_read(self, tenant, stay, asha, leela):
        message = say(leela, "Hello <b>Asha</b> & all\nhttps://nivas.example/x?a=1&b=2.")

        page = tenant.get(url(stay)).content.decode()

        assert "Hello &lt;b&gt;Asha&lt;/b&gt; &amp; all\n" in page
        link = '<a href="https://nivas.example/x?a=1&amp;b=2" rel="nofollow noopener ugc" target="_blank">'
        assert link in page
        asha.refresh_from_db()
        assert asha.read_up_to == message

    def test_shows_emoji_large(self, tenant, stay, asha):
        say(asha, "👍🏽")

        assert "bubble-large" in words(tenant.get(url(stay)))

    def test_says_who_has_read_it(self, tenant, landlord, stay, asha):
        say(asha)
        assert "Sent" in words(tenant.get(url(stay)))
        landlord.get(url(stay))

        page = words(tenant.get(url(stay)))

        assert "Read by Leela" in page
        assert "Leela is here now" in page

    def test_goes_back_by_pages(self, tenant, stay, asha):
        said = [say(asha, f"Line {at}") for at in range(52)]

        page = words(tenant.get(url(stay)))
        assert "Line 2<" in page
        assert "Line 1<" not in page
        earlier = words(tenant.get(url(stay), {"before": said[2].public_id}))
        assert "Line 1<" in earlier
        assert "Earlier messages" not in earlier
        part = tenant.get(url(stay), {"before": said[2].public_id}, headers={"HX-Request": "true"})
        assert '<ol hx-swap-oob="afterbegin:#chat-log">' in words(part)
        assert "<html" not in words(part)

    def test_opens_where_a_found_message_stands(self, tenant, stay, asha):
        said = [say(asha, f"Line {at}") for at in range(70)]

        page = words(tenant.get(url(stay), {"at": said[3].public_id}))

        assert f'id="m-{said[3].public_id}"' in page
        assert "To the latest messages" in page

    @pytest.mark.parametrize("before", ["x", "00000000-0000-0000-0000-000000000000"])
    def test_has_nothing_before_what_is_not_there(self, tenant, stay, before):
        assert tenant.get(url(stay), {"before": before}).status_code == 404

    def test_asks_as_often_for_many(self, tenant, stay, asha, leela):
        first = say(leela, files=[pdf()])
        tenant.get(url(stay))
        few = counted(lambda: tenant.get(url(stay)))
        for at in range(4):
            say(leela, f"Line {at}", reply_to=first, files=[pdf()])
        say(asha)
        tenant.get(url(stay))

        assert counted(lambda: tenant.get(url(stay))) == few

    def test_does_not_exist_for_a_stranger(self, stranger, stay):
        assert stranger.get(url(stay)).status_code == 404
        assert newer(stranger, stay).status_code == 404

    def test_asks_a_guest_to_sign_in(self, stay):
        response = Client().get(url(stay))

        assert response.url == f"/account/login/?next=%2Fmessages%2F{stay.public_id}%2F"

    def test_takes_no_other_method(self, tenant, stay):
        assert tenant.post(url(stay)).status_code == 405


class TestNewer:
    def test_gives_what_came_with_its_new_end(self, tenant, stay, leela):
        first, second = say(leela, "One"), say(leela, "Two")

        answer = words(newer(tenant, stay, first))

        assert f'id="m-{second.public_id}"' in answer
        assert f'id="m-{first.public_id}"' not in answer
        assert f'data-last="{second.public_id}"' in answer

    def test_is_nothing_when_nothing_came(self, tenant, stay, leela):
        message = say(leela)
        seen = re.search(r'data-seen="(\w+)"', words(newer(tenant, stay, message)))

        assert newer(tenant, stay, message, seen=seen[1]).status_code == 204

    def test_gives_what_was_changed_in_its_place(self, tenant, stay, asha):
        first, second = say(asha, "One"), say(asha, "Two")
        edit_message(message=first, by=asha, text="Zero")
        delete_message(message=second, by=asha)

        answer = words(newer(tenant, stay, second, since=second.sent_at.isoformat()))

        assert f'id="said-{first.public_id}" hx-swap-oob="true"' in answer
        assert "Zero" in answer
        assert "This message was deleted" in answer

    def test_reads_nothing_by_itself(self, tenant, stay, asha, leela):
        say(leela)

        newer(tenant, stay)

        place = Member.objects.get(pk=asha.pk)
        assert (place.read_up_to, place.seen_at) == (None, None)

    @pytest.mark.parametrize("since", ["", "yesterday", "2026-13-45T00:00:00Z", "2026-12-01T00:00:00"])
    def test_bears_any_moment(self, tenant, stay, asha, since):
        assert newer(tenant, stay, say(asha), since=since).status_code == 200


class TestRead:
    def test_goes_as_far_as_the_page_shows(self, tenant, stay, asha, leela):
        shown, _later = say(leela, "One"), say(leela, "Two")

        assert read(tenant, stay, shown).status_code == 204

        place = Member.objects.get(pk=asha.pk)
        assert place.read_up_to == shown
        assert place.seen_at is not None

    def test_of_an_empty_page_says_only_that_somebody_looks(self, tenant, stay, asha):
        assert read(tenant, stay, "").status_code == 204

        place = Member.objects.get(pk=asha.pk)
        assert place.read_up_to is None
        assert place.seen_at is not None

    def test_is_of_this_conversation(self, tenant, stay, asha):
        elsewhere = say(person_of(create_support(stay.person)))

        assert read(tenant, stay, elsewhere).status_code == read(tenant, stay, "x").status_code == 404
        assert Member.objects.get(pk=asha.pk).read_up_to is None

    def test_does_not_exist_for_a_stranger(self, stranger, stay, asha, leela):
        message = say(leela)

        assert [read(browser, stay, message).status_code for browser in (stranger, Client())] == [404, 404]
        assert Member.objects.get(pk=asha.pk).read_up_to is None

    def test_is_never_asked_for_by_reading(self, tenant, stay):
        assert tenant.get(url(stay, "conversation_read")).status_code == 405


class TestFile:
    def addresses(self, client, stay) -> list[str]:
        page = client.get(url(stay)).content.decode()
        return [address.replace("&amp;", "&") for address in re.findall(r'(?:href|src)="([^"]+/files/[^"]+)"', page)]

    def test_picture_is_shown_and_pdf_is_only_kept(self, tenant, stay, asha):
        say(asha, files=[picture(), pdf("lease.pdf")])
        whole, small, paper = (tenant.get(address) for address in self.addresses(tenant, stay))

        assert (whole["Content-Type"], small["Content-Type"]) == ("image/jpeg", "image/jpeg")
        assert int(small["Content-Length"]) < int(whole["Content-Length"])
        assert paper["Content-Disposition"] == 'attachment; filename="lease.pdf"'
        for answer in (whole, paper):
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert answer["Content-Security-Policy"].endswith("sandbox")

    def test_is_nobody_elses_even_with_its_address(self, tenant, landlord, stranger, stay, asha):
        say(asha, files=[pdf()])
        (address,) = self.addresses(tenant, stay)

        assert stranger.get(address).status_code == 404
        assert Client().get(address).status_code == 404
        assert landlord.get(address).url == url(stay)
        assert landlord.get(self.addresses(landlord, stay)[0]).status_code == 200

    def test_needs_an_address_that_is_not_old(self, tenant, stay, asha, monkeypatch):
        say(asha, files=[pdf()])
        (address,) = self.addresses(tenant, stay)
        monkeypatch.setattr("portal.chat.bubbles.FILE_SECONDS", -1)

        assert tenant.get(address).status_code == 302
        assert tenant.get(address.split("?")[0]).status_code == 302

    def test_goes_with_its_message(self, tenant, stay, asha):
        message = say(asha, files=[pdf()])
        (address,) = self.addresses(tenant, stay)
        delete_message(message=message, by=asha)

        assert tenant.get(address).status_code == 404


class TestLink:
    def test_lets_its_person_read_and_answer_this_one_only(self, stay, asha, leela):
        say(leela, "Are you in?")
        mailed = Client()

        assert mailed.get(link_to(stay)).url == url(stay)
        assert "Are you in?" in words(mailed.get(url(stay)))
        assert send(mailed, stay, "Yes").status_code == 303
        assert asha.messages.get().text == "Yes"
        assert mailed.get("/bills/").status_code == 302
        assert mailed.get(url(create_support(stay.person))).status_code == 302

    def test_gives_somebody_else_nothing(self, stranger, stay):
        assert stranger.get(link_to(stay), follow=True).status_code == 404

    def test_leads_to_the_way_in_when_it_is_old(self, client):
        assert client.get("/messages/link/made-up/").url == "/account/login/?next=%2Fmessages%2F"
