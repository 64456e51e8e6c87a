"""What a web process remembers, and what it says of itself."""

import time

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.http import HttpResponse
from django.test import RequestFactory

from project.events.registry import EventRecord
from project.kernel import clock
from project.kernel.web.health import NotReady
from project.live import health, hub
from project.live.hub import Hub
from project.live.marks import LiveMark
from project.live.moves import Move
from project.live.viewer import sessions_over
from tests.factories.identity import create_tenant

SOMEBODY = "5d0c3a3e-0000-4000-8000-000000000000"


def event_at(position: int, type: str) -> EventRecord:
    """Something that happened to somebody."""
    return EventRecord(position, position, type, "x:1", {"person": SOMEBODY}, clock.now())


def hub_at(*positions: int, began_at: int = 0) -> Hub:
    """A process that began somewhere and has read moves since."""
    one = Hub()
    one.follower.began_at, one._told = began_at, positions[-1] if positions else None
    one._moves.extend(Move(position, frozenset({"me.x"})) for position in positions)
    return one


class TestMovedSince:
    def test_gives_what_came_after(self):
        assert [move.position for move in hub_at(5, 6, 9, began_at=4).moved_since(5)] == [6, 9]

    def test_is_nothing_for_who_knows_all(self):
        assert hub_at(5, began_at=4).moved_since(5) == []

    def test_is_unknown_before_the_process_began(self):
        assert hub_at(5, began_at=4).moved_since(3) is None

    def test_is_unknown_before_what_is_remembered(self, monkeypatch):
        monkeypatch.setattr(hub, "REMEMBERED", 3)
        forgetful = hub_at(5, 6, 7, 8, began_at=4)

        assert forgetful.moved_since(5) is None
        assert [move.position for move in forgetful.moved_since(6)] == [7, 8]

    def test_is_unknown_until_the_log_is_followed(self):
        assert Hub().moved_since(0) is None


class Heard:
    """A channel layer that notes what it is given."""

    def __init__(self) -> None:
        self.told: list[tuple[str, dict[str, object]]] = []

    async def group_send(self, group: str, message: dict[str, object]) -> None:
        self.told.append((group, message))


@pytest.mark.django_db
class TestPassingOn:
    @pytest.fixture
    def layer(self, monkeypatch) -> Heard:
        heard = Heard()
        monkeypatch.setattr(hub, "get_channel_layer", lambda: heard)
        monkeypatch.setattr(hub, "database_sync_to_async", sync_to_async)
        return heard

    def pass_on(self, *events: EventRecord) -> Hub:
        one = Hub()
        async_to_sync(one.pass_on)(list(events))
        return one

    def test_tells_each_topic_once_a_batch(self, layer):
        one = self.pass_on(event_at(5, "alert.made"), event_at(6, "alert.made"))

        assert layer.told == [(f"bell.{SOMEBODY}", {"type": "moved", "topic": f"bell.{SOMEBODY}", "at": 4, "mark": ""})]
        assert one.position == 6

    def test_does_not_say_that_a_batch_is_known_until_all_of_it_is_told(self, layer):
        self.pass_on(event_at(5, "identity.role_given"), event_at(6, "alert.made"))

        assert {message.get("at", 4) for _group, message in layer.told} == {4}

    def test_has_the_rights_looked_at_after_what_changes_them(self, layer):
        self.pass_on(event_at(5, "identity.role_taken"))

        assert (f"person.{SOMEBODY}", {"type": "check_rights"}) in layer.told

    def test_tells_the_office_nothing_of_what_somebody_has_read(self, layer):
        self.pass_on(event_at(5, "chat.read"), event_at(6, "alert.read"))

        assert [group for group, _message in layer.told if group == "office"] == []


@pytest.mark.django_db
class TestSessionsOver:
    def test_are_those_that_are_gone_or_of_a_closed_account(self, client):
        open_one, closed = create_tenant(), create_tenant(is_active=False)
        client.force_login(open_one)
        alive = client.session.session_key
        kept = {alive: open_one.pk, "gone": open_one.pk}

        assert sessions_over(kept) == {"gone"}
        assert sessions_over({alive: closed.pk}) == {alive}


class TestHealth:
    @pytest.fixture
    def deaf(self, monkeypatch) -> Hub:
        one = Hub()
        one.follower.looked_at = time.monotonic() - health.OLDEST - 1
        monkeypatch.setattr(health, "hub", one)
        return one

    def test_is_bad_when_nothing_was_heard_for_a_minute(self, deaf):
        deaf._tasks = [None]

        with pytest.raises(NotReady):
            health.check_listener()
        assert health.listener_age() > 60

    def test_is_nobodys_business_in_a_process_that_does_not_listen(self, deaf):
        health.check_listener()

        assert health.listener_age() == 0


class TestLiveMark:
    def test_is_taken_before_the_view_looks(self, monkeypatch):
        seen = []
        mark = LiveMark(lambda request: seen.append(request.live_at) or HttpResponse())
        monkeypatch.setattr("project.live.marks.hub", hub_at(7))

        mark(RequestFactory().get("/"))

        assert seen == [7]
