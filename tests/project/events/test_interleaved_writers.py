"""The event log keeps every event and each key's order, whatever order transactions commit in."""

import threading

import psycopg
import pytest
from django.db import connection

from project.events import operations
from tests.project.events.happenings import Listener, happen


def separate_connection(database: str | None = None) -> psycopg.Connection:
    """A second session, as another process would have."""
    settings = connection.get_connection_params()
    settings.pop("context", None)
    settings.pop("pool", None)
    if database:
        settings["dbname"] = database
    return psycopg.connect(
        **{k: v for k, v in settings.items() if k in {"dbname", "user", "password", "host", "port", "options"}}
    )


INSERT = "INSERT INTO events.events_event (type, key, payload) VALUES ('test.happened', %s, %s::jsonb)"


@pytest.mark.django_db(transaction=True)
class TestInterleavedWriters:
    def test_no_event_is_lost_when_commits_come_in_the_other_order(self, listener: Listener) -> None:
        with separate_connection() as first, separate_connection() as second:
            first.execute(INSERT, ["thing:a", '{"n": 1}'])
            second.execute(INSERT, ["thing:b", '{"n": 2}'])
            second.commit()
            operations.deliver_now()
            first.commit()
            operations.deliver_now()

        assert listener.seen == [("thing:b", 2), ("thing:a", 1)]

    def test_a_writer_that_stays_open_holds_nobody_up(self, listener: Listener) -> None:
        with separate_connection() as slow:
            slow.execute(INSERT, ["thing:slow", '{"n": 0}'])
            for n in range(1, 6):
                happen("fast", n)
                operations.deliver_now()
            seen_meanwhile = list(listener.seen)
            slow.commit()
        operations.deliver_now()

        assert seen_meanwhile == [("thing:fast", n) for n in range(1, 6)]
        assert listener.seen[-1] == ("thing:slow", 0)

    def test_a_writer_in_another_database_holds_nobody_up(self, listener: Listener) -> None:
        with separate_connection("postgres") as elsewhere:
            elsewhere.execute("SELECT txid_current()")
            happen("a", 1)
            operations.deliver_now()

        assert listener.seen == [("thing:a", 1)]

    def test_a_key_keeps_the_order_its_row_lock_gave(self, listener: Listener) -> None:
        happen("seed", 0)
        operations.deliver_now()
        order: list[int] = []

        def write(n: int) -> None:
            with separate_connection() as writer:
                writer.execute("SELECT 1 FROM events.events_cursor WHERE subscriber = 'test.listener' FOR UPDATE")
                writer.execute(INSERT, ["thing:a", f'{{"n": {n}}}'])
                order.append(n)
                writer.commit()

        threads = [threading.Thread(target=write, args=[n]) for n in range(1, 9)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        operations.deliver_now()

        assert [n for key, n in listener.seen if key == "thing:a"] == order
