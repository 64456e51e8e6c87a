"""Whose work it is, closing, and stopping somebody."""

import pytest

from project.chat.models import ConversationState, Flag, FlagReason
from tests.backoffice.asking import said
from tests.backoffice.inbox.conftest import talk_url
from tests.factories.chat import person_of, staff_of

pytestmark = pytest.mark.django_db


class TestGive:
    def test_takes_over_gives_on_and_lets_go(self, office, landlord, manager, stay):
        words = []
        for to in (landlord.public_id, manager.public_id, ""):
            words.append(said(office.post(talk_url(stay, "give/"), {"to": to}))[-1])
            stay.refresh_from_db()
            words.append(str(stay.assigned_to))

        assert words == [
            "It is yours now.", "Leela Shetty",
            "Given to Manoj.", "Manoj Pai",
            "It waits for whoever comes first.", "None",
        ]  # fmt: skip

    def test_gives_it_to_nobody_whose_work_it_is_not(self, office, stay, tenant, cook, administrator):
        for person in (tenant, cook, administrator):
            assert office.post(talk_url(stay, "give/"), {"to": person.public_id}).status_code == 404

        stay.refresh_from_db()
        assert stay.assigned_to is None

    def test_an_administrator_may_take_a_houses_over(self, admins, administrator, stay):
        admins.post(talk_url(stay, "give/"), {"to": administrator.public_id})

        stay.refresh_from_db()
        assert stay.assigned_to == administrator


class TestClose:
    def test_closes_and_opens_again(self, office, stay):
        assert said(office.post(talk_url(stay, "close/"))) == ["Closed. It opens again when they write."]
        stay.refresh_from_db()
        assert stay.state == ConversationState.CLOSED
        page = office.get(talk_url(stay)).content.decode()
        assert "Reopen" in page
        assert "data-composer" not in page

        office.post(talk_url(stay, "reopen/"))
        stay.refresh_from_db()
        assert stay.state == ConversationState.OPEN

    def test_is_never_done_by_following_a_link(self, office, stay):
        for page in ("close/", "reopen/", "give/", "allow/", "send/"):
            assert office.get(talk_url(stay, page)).status_code == 405

        stay.refresh_from_db()
        assert stay.is_open


class TestStop:
    def test_asks_why_and_lets_moderators_know(self, office, landlord, stay):
        answer = office.post(talk_url(stay, "stop/"), {"reason": "abuse", "note": "She threatens the cook."})

        assert answer.status_code == 303
        assert person_of(stay).blocked_by == staff_of(stay, landlord)
        flag = Flag.objects.get()
        assert (flag.reason, flag.note, flag.about) == (FlagReason.ABUSE, "She threatens the cook.", person_of(stay))
        assert "Stopped" in office.get(talk_url(stay)).content.decode()

    @pytest.mark.parametrize("reason", ["", "payment_lure", "nothing"])
    def test_needs_one_of_our_reasons_and_keeps_what_was_typed(self, office, stay, reason):
        answer = office.post(talk_url(stay, "stop/"), {"reason": reason, "note": "She threatens the cook."})

        assert answer.status_code == 422
        assert "She threatens the cook." in answer.content.decode()
        assert person_of(stay).blocked_at is None
        assert Flag.objects.count() == 0

    def test_is_taken_back(self, office, stay):
        office.post(talk_url(stay, "stop/"), {"reason": "abuse"})

        answer = office.post(talk_url(stay, "allow/"))

        assert said(answer)[-1] == "Asha Rao can write here again."
        assert person_of(stay).blocked_at is None
