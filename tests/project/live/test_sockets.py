"""Real sockets to real web processes: who hears what, and that nothing is missed."""

import json

import pytest
from django.db import connection
from websockets.exceptions import InvalidStatus

from project.booking.operations import cancel_booking
from project.catalog.operations import assign, unassign
from project.events.operations import number_committed
from project.identity.models import Membership, Role, User
from project.identity.operations import give_role, take_role
from project.kernel.nudge import nudge
from project.kernel.transactions import transaction
from tests.factories.booking import create_hold, create_offer
from tests.factories.chat import SECRET, create_question
from tests.factories.identity import create_administrator, create_landlord_user, create_manager, create_tenant
from tests.project.events.happenings import cut_the_line
from tests.project.live.web import Web, session_of, session_with
from tests.waiting import eventually

pytestmark = pytest.mark.usefixtures("committing", "fake_gateway")


@pytest.fixture
def offer(committing):
    return create_offer(units=3)


@pytest.fixture
def tenant(committing):
    return create_tenant()


@pytest.fixture
def booking(offer, tenant):
    booking = create_hold(offer, by=tenant)
    number_committed()
    return booking


def me(person: User) -> str:
    return f"me.{person.public_id}"


def stand_of(web: Web, person: User) -> int:
    """How far a process has read, once it has read everything."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(position), 0) FROM events_event")
        (last,) = cursor.fetchone()
    with web.open(session_of(person)) as page:
        # A process that has only just begun knows of nothing.
        return eventually(lambda: (at := page.watch(me(person))["at"] or 0) >= last and at)


class TestWatching:
    def test_tells_whose_booking_moved(self, web, tenant, booking):
        topic = f"booking.{booking.public_id}"
        with web.open(session_of(tenant)) as page:
            answer = page.watch(topic, me(tenant), after=stand_of(web, tenant))

            cancel_booking(booking=booking, by=tenant, reason="")
            number_committed()

            assert answer["watching"] == sorted([topic, me(tenant)])
            assert answer["moved"] == []
            assert {page.hear()["moved"][0], page.hear()["moved"][0]} == {topic, me(tenant)}

    def test_works_in_every_web_process(self, webs, tenant, booking):
        cookie = session_of(tenant)
        with webs[0].open(cookie) as here, webs[1].open(cookie) as there:
            here.watch(me(tenant), after=stand_of(webs[0], tenant))
            there.watch(me(tenant), after=stand_of(webs[1], tenant))

            cancel_booking(booking=booking, by=tenant, reason="")
            number_committed()

            assert here.hear()["moved"] == there.hear()["moved"] == [me(tenant)]

    def test_tells_staff_of_their_own_houses_only(self, web, tenant, booking, offer):
        landlord = create_landlord_user(landlord=offer.property.landlord)
        stranger, administrator = create_landlord_user(), create_administrator()
        pages = [web.open(session_of(person)) for person in (landlord, stranger, administrator)]
        at = stand_of(web, tenant)
        for page in pages:
            page.watch("office", after=at)

        cancel_booking(booking=booking, by=tenant, reason="")
        number_committed()
        assert [pages[0].hear()["moved"], pages[2].hear()["moved"]] == [["office"], ["office"]]
        nudge("everybody", about="later")
        assert pages[1].hear()["about"] == "later"
        for page in pages:
            page.__exit__(None, None, None)

    def test_passes_a_nudge_on(self, web, tenant):
        with web.open(session_of(tenant)) as page:
            page.watch(me(tenant))

            nudge(me(tenant), about="typing", who="somebody")

            assert page.hear() == {"topic": me(tenant), "about": "typing", "who": "somebody"}

    def test_does_not_tell_what_it_may_not(self, web, tenant, booking):
        stranger = create_tenant("Ravi Nair")
        foreign = [f"booking.{booking.public_id}", me(tenant), "office", "person.x", f"line.{booking.public_id}"]
        with web.open(session_of(stranger)) as page:
            assert page.watch(me(stranger), *foreign)["watching"] == [me(stranger)]

    def test_tells_a_guest_of_their_own_conversation_only(self, web):
        question, other = create_question(), create_question(secret="another-browsers")
        topics = [f"conversation.{one.public_id}" for one in (question, other)]
        with web.open(session_with(chat_guest=SECRET)) as page:
            assert page.watch(*topics, "office")["watching"] == topics[:1]


class TestAfterAGap:
    def test_tells_what_moved_since(self, web, tenant, booking):
        at = stand_of(web, tenant)
        cancel_booking(booking=booking, by=tenant, reason="")
        number_committed()
        stand_of(web, tenant)

        with web.open(session_of(tenant)) as page:
            assert page.watch(me(tenant), "office", after=at)["moved"] == [me(tenant)]
            assert page.watch(me(tenant), after=at + 1000)["moved"] == []

    @pytest.mark.parametrize("after", [None, -1])
    def test_has_who_knows_nothing_fetch_everything(self, web, tenant, after):
        with web.open(session_of(tenant)) as page:
            assert page.watch(me(tenant), after=after)["moved"] is None

    def test_misses_nothing_when_the_listening_connection_is_cut(self, web, tenant, booking):
        with web.open(session_of(tenant)) as page:
            page.watch(me(tenant), after=stand_of(web, tenant))
            assert cut_the_line() >= 1

            cancel_booking(booking=booking, by=tenant, reason="")
            number_committed()

            assert page.hear()["moved"] == [me(tenant)]


class TestClosing:
    def test_turns_away_who_has_no_session(self, web):
        with web.open(None) as page:
            assert page.code() == 4401

    def test_turns_away_a_session_that_is_over(self, web, tenant):
        cookie = session_of(tenant)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE django_session SET expire_date = now() - interval '1 second'")

        with web.open(cookie) as page:
            assert page.code() == 4401

    def test_turns_away_another_origin(self, web, tenant):
        with pytest.raises(InvalidStatus) as refused:
            web.open(session_of(tenant), origin="https://elsewhere.example")

        assert refused.value.response.status_code == 403

    def test_knows_no_other_address(self, web):
        with pytest.raises(InvalidStatus) as refused:
            web.open(None, path="/other/")

        assert refused.value.response.status_code == 403

    @pytest.mark.parametrize(
        "words", ["", "[]", '{"watch": "me"}', '{"watch": [1]}', '{"watch": [], "after": "x"}', "{"]
    )
    def test_ends_a_conversation_it_does_not_understand(self, web, tenant, words):
        with web.open(session_of(tenant)) as page:
            page.socket.send(words)

            assert page.code() == 4400

    def test_ends_a_conversation_of_a_megabyte(self, web, tenant):
        with web.open(session_of(tenant)) as page:
            page.socket.send(json.dumps({"watch": ["x" * 1_000_000]}))

            assert page.code() == 1009

    def test_ends_one_that_asks_without_end(self, web, tenant):
        with web.open(session_of(tenant)) as page:
            for _ in range(61):
                page.socket.send('{"watch": []}')

            assert page.code() == 4429

    def test_is_at_once_when_a_role_is_taken(self, web, offer):
        manager = create_manager(landlord=offer.property.landlord)
        with web.open(session_of(manager)) as page:
            assert page.watch("office")["watching"] == ["office"]

            with transaction():
                take_role(membership=Membership.objects.get(user=manager, role=Role.MANAGER))
            number_committed()

            assert page.code() == 4403

    def test_is_at_once_when_a_house_is_given_to_somebody_else(self, web, offer):
        manager = create_manager(landlord=offer.property.landlord)
        with transaction():
            assignment = assign(membership=Membership.objects.get(user=manager), house=offer.property)
        number_committed()
        with web.open(session_of(manager)) as page:
            page.watch("office", after=stand_of(web, manager))

            with transaction():
                unassign(assignment=assignment)
            number_committed()

            assert page.code() == 4403

    def test_leaves_alone_who_may_see_as_much_as_before(self, web, offer, tenant):
        landlord = offer.property.landlord
        manager = create_manager(landlord=landlord)
        with web.open(session_of(manager)) as page:
            page.watch(me(manager), after=stand_of(web, manager))

            with transaction():
                give_role(to=manager, landlord=landlord, role=Role.MESS_STAFF)
            number_committed()

            assert page.hear()["moved"] == [me(manager)]
            assert page.watch(me(manager))["watching"] == [me(manager)]

    def test_is_at_once_when_somebody_signs_out(self, web, tenant, client):
        client.force_login(tenant)
        with web.open(client.cookies["sessionid"].value) as page:
            page.watch(me(tenant))

            client.post("/account/logout/")

            assert page.code() == 4401
