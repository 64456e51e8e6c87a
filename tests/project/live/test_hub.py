"""What a web process remembers, and what it says of itself."""

import time

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from project.kernel.web.health import NotReady
from project.live import health, hub
from project.live.hub import Hub
from project.live.marks import LiveMark
from project.live.moves import Move


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
