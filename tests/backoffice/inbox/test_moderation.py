"""The moderation queue: administrators alone, the oldest first, with everything one needs to decide."""

import pytest

from project.chat import operations
from project.chat.models import Flag, FlagState
from tests.backoffice.asking import said
from tests.backoffice.inbox.conftest import MODERATION
from tests.factories.chat import person_of, say, staff_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def flag(stay, landlord) -> Flag:
    """The landlord has reported what Asha wrote, which she changed and then deleted."""
    message = say(person_of(stay), "Send money to my number")
    flag = operations.report(
        by=staff_of(stay, landlord), about=person_of(stay), reason="fraud", message=message, note="To everybody."
    )
    operations.edit_message(message=message, by=person_of(stay), text="Send it by UPI")
    operations.delete_message(message=message, by=person_of(stay))
    return flag


@pytest.fixture
def later(stay, landlord) -> Flag:
    return operations.report(by=staff_of(stay, landlord), about=person_of(stay), reason="abuse", note="She shouts.")


def url_of(flag: Flag, page: str = "") -> str:
    return f"{MODERATION}{flag.public_id}/{page}"


class TestQueue:
    def test_shows_the_oldest_first_and_counts_in_the_rail(self, admins, flag, later):
        page = admins.get(MODERATION)

        assert [one for one, _age in page.context["rows"]] == [flag, later]
        assert '<span id="count-flags_to_look_at" class="office-count">2</span>' in page.content.decode()

    def test_calls_an_administrator_on_today(self, admins, office, flag):
        def needed(browser) -> list[tuple[int, str]]:
            needs = browser.get("/office/").context["needs"]
            return [(need.number, need.label) for need in needs if need.url == MODERATION]

        assert needed(admins) == [(1, "message to look at")]
        assert needed(office) == []

    def test_shows_what_was_decided(self, admins, administrator, flag, later):
        operations.decide_flag(flag=flag, by=administrator, upheld=True)

        assert [one for one, _age in admins.get(f"{MODERATION}?tab=decided").context["rows"]] == [flag]
        assert [one for one, _age in admins.get(MODERATION).context["rows"]] == [later]

    def test_is_for_administrators(self, office, enter, manager, cook, tenant, flag):
        for browser in (office, enter(manager), enter(cook), enter(tenant)):
            assert browser.get(MODERATION).status_code == browser.get(url_of(flag)).status_code == 403
            assert browser.post(url_of(flag, "decide/"), {"verdict": "uphold"}).status_code == 403
        flag.refresh_from_db()
        assert flag.state == FlagState.OPEN


class TestFlag:
    def test_shows_the_words_as_they_were_and_what_stands_around(self, admins, stay, flag, later):
        page = admins.get(url_of(flag))
        case = page.context["case"]

        assert [one.text for one in case.earlier] == ["Send it by UPI"]
        assert [bubble.message.text for bubble in case.around] == ["Is the geyser mended?", ""]
        assert case.again == 1
        assert case.flag.quote == "Send money to my number"
        assert "To everybody." in page.content.decode()
        assert "data-marked" in page.content.decode()

    def test_costs_the_same_for_few_messages_and_many(self, admins, landlord, stay, flag, django_assert_num_queries):
        say(staff_of(stay, landlord), "Please do not.")
        admins.get(url_of(flag))
        with django_assert_num_queries(22):
            admins.get(url_of(flag))
        for number in range(12):
            say(staff_of(stay, landlord), f"Answer {number}")

        with django_assert_num_queries(22):
            admins.get(url_of(flag))


class TestDecide:
    @pytest.mark.parametrize(
        ("verdict", "state", "is_stopped", "words"),
        [
            ("dismiss", FlagState.DISMISSED, False, "Noted: there was nothing wrong."),
            ("uphold", FlagState.UPHELD, False, "Noted: it was right to flag it."),
            ("stop", FlagState.UPHELD, True, "Noted, and they can write there no more."),
        ],
    )
    def test_says_what_it_was_and_shows_the_next(self, admins, stay, flag, later, verdict, state, is_stopped, words):
        answer = admins.post(url_of(flag, "decide/"), {"verdict": verdict, "note": "Seen by phone."})

        flag.refresh_from_db()
        assert (answer.status_code, answer["Location"]) == (303, url_of(later))
        assert flag.decision == "Seen by phone."
        assert (flag.state, said(answer)) == (state, [words])
        assert (person_of(stay).blocked_at is not None) is is_stopped

    def test_is_done_once(self, admins, administrator, flag):
        operations.decide_flag(flag=flag, by=administrator, upheld=False)

        answer = admins.post(url_of(flag, "decide/"), {"verdict": "stop"})

        assert said(answer) == ["Somebody has decided this already."]
        flag.refresh_from_db()
        assert flag.state == FlagState.DISMISSED
        assert person_of(flag.conversation).blocked_at is None

    @pytest.mark.parametrize("verdict", ["", "hang"])
    def test_needs_a_verdict_we_know(self, admins, flag, verdict):
        assert admins.post(url_of(flag, "decide/"), {"verdict": verdict}).status_code == 303
        flag.refresh_from_db()
        assert flag.state == FlagState.OPEN
