"""Following the log as it grows: nothing twice, nothing missed, whatever becomes of the connection."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from project.events import following
from project.events.following import Follower
from project.events.operations import number_committed
from project.kernel.nudge import nudge
from project.kernel.transactions import TransactionRefused, transaction
from tests.project.events.happenings import cut_the_line, happen
from tests.races.conftest import committing

__all__ = ["committing"]


class Reader:
    """Somebody who follows, and what they were handed."""

    def __init__(self) -> None:
        self.events: list[int] = []
        self.nudges: list[dict[str, object]] = []
        self.follower = Follower(on_events=self.take, on_nudge=self.note)

    async def take(self, events) -> None:
        self.events += [event.payload["n"] for event in events]

    async def note(self, words) -> None:
        self.nudges.append(dict(words))

    async def while_following(self, act: Callable[[], Awaitable[None]]) -> None:
        task = asyncio.create_task(self.follower.run())
        try:
            await until(lambda: self.follower.position is not None)
            await act()
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            await hang_up()


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not is_so():
            await asyncio.sleep(0.01)


@sync_to_async
def say(*numbers: int) -> None:
    for number in numbers:
        happen(f"k{number}", number)
    number_committed()


@sync_to_async
def hang_up() -> None:
    connection.close()


@sync_to_async
def cut() -> None:
    assert cut_the_line() == 1


@pytest.mark.usefixtures("committing")
class TestFollowing:
    def test_begins_where_the_log_ends(self):
        happen("old", 1)
        number_committed()
        reader = Reader()

        async def act() -> None:
            await say(2, 3)
            await until(lambda: len(reader.events) == 2)

        asyncio.run(reader.while_following(act))

        assert reader.events == [2, 3]
        assert reader.follower.position == reader.follower.began_at + 2

    def test_hears_of_a_batch_and_does_not_wait_to_look(self, monkeypatch):
        monkeypatch.setattr(following, "SECONDS_BETWEEN_LOOKS", 3600.0)
        reader = Reader()

        async def act() -> None:
            await say(1)
            await until(lambda: reader.events == [1])

        asyncio.run(reader.while_following(act))

        assert reader.events == [1]

    def test_looks_by_itself_when_nothing_is_heard(self, monkeypatch):
        monkeypatch.setattr(following, "SECONDS_BETWEEN_LOOKS", 0.05)
        monkeypatch.setattr(following, "NUMBERED", "nobody_says_this")
        reader = Reader()

        async def act() -> None:
            await say(1)
            await until(lambda: reader.events == [1])

        asyncio.run(reader.while_following(act))

        assert reader.events == [1]

    def test_reads_what_it_missed_when_its_connection_was_cut(self):
        reader = Reader()

        async def act() -> None:
            await say(1)
            await until(lambda: reader.events == [1])
            await cut()
            await say(2, 3)
            await until(lambda: len(reader.events) == 3)

        asyncio.run(reader.while_following(act))

        assert reader.events == [1, 2, 3]

    def test_passes_on_every_nudge_of_a_packet_and_none_of_a_past_life(self):
        reader = Reader()

        async def act() -> None:
            await sync_to_async(lambda: [nudge("a", n=number) for number in range(20)])()
            await until(lambda: len(reader.nudges) == 20)

        asyncio.run(reader.while_following(act))

        assert reader.nudges == [{"topic": "a", "about": "changed", "n": number} for number in range(20)]

    def test_reads_more_than_a_batch(self, monkeypatch):
        monkeypatch.setattr(following, "BATCH", 2)
        reader = Reader()

        async def act() -> None:
            await say(*range(5))
            await until(lambda: len(reader.events) == 5)

        asyncio.run(reader.while_following(act))

        assert reader.events == [0, 1, 2, 3, 4]


@pytest.mark.django_db
class TestNudge:
    def test_is_refused_inside_a_transaction(self):
        with transaction(), pytest.raises(TransactionRefused):
            nudge("me.x")
