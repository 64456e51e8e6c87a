"""Reading again from the command line."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from project.events import operations
from project.events.models import Archive
from project.kernel import clock
from tests.project.events.happenings import (
    NAME,
    Listener,
    numbers,
    where,
)

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    told = StringIO()
    call_command("replay", *words, stdout=told)
    return told.getvalue()


class TestCommand:
    def test_says_what_will_be_read(self, read: list[int]) -> None:
        assert run(NAME, "--position", str(read[1])) == f"{NAME} reads 2 events, from number {read[1]} on.\n"

    def test_takes_a_day_of_the_house(self, read: list[int], listener: Listener) -> None:
        run(NAME, "--since", clock.today().isoformat())
        operations.deliver_now()

        assert numbers(listener) == [3]

    def test_says_since_when_the_log_is_kept(self, read: list[int]) -> None:
        Archive.objects.create(month="2026-03-01", file="a", sha256="", events=1, last_position=read[0])

        assert run(NAME).startswith("Events before 01 Apr 2026 are archived; it reads what is kept.\n")

    def test_lists_who_can_be_asked(self) -> None:
        assert "booking.tell_booked" in run()

    def test_takes_an_end_and_says_how_to_go_on(self, read: list[int], listener: Listener) -> None:
        told = run(NAME, "--position", str(read[0]), "--last", str(read[1]))
        operations.deliver_now()

        assert told == (
            f"{NAME} reads 2 events, from number {read[0]} to {read[1]}.\n"
            f"It stands still there. `manage.py replay {NAME} --on` lets it read on.\n"
        )
        assert numbers(listener) == [1, 2]
        assert f"(stands still at number {read[1]})\n" in run()

    def test_takes_a_day_as_the_end(self, read: list[int], listener: Listener) -> None:
        run(NAME, "--until", (clock.today() - timedelta(days=1)).isoformat())
        operations.deliver_now()

        assert numbers(listener) == [1, 2]

    def test_lets_a_subscriber_read_on(self, read: list[int], listener: Listener) -> None:
        run(NAME, "--last", str(read[1]))
        operations.deliver_now()

        assert run(NAME, "--on") == f"{NAME} reads 1 events, from number {read[1] + 1} on.\n"

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["--until", "2026-13-01"], r"2026-13-01 is no day; write it like 2026-11-30\."),
            (["--last", "0"], r"0 is no number of an event; they begin with 1\."),
            (["--last", "1", "--until", "2026-11-01"], "not allowed with argument"),
            (["--on", "--last", "1"], "--on has no end"),
            (["--last", "999999999"], "That end is still to come"),
            (["--until", "2020-01-01"], "It would begin with number 1 and end with number 0"),
        ],
    )
    def test_refuses_what_makes_no_sense_and_moves_nothing(self, read: list[int], words: list[str], said: str) -> None:
        with pytest.raises(CommandError, match=said):
            run(NAME, *words)

        assert where() == (read[2], None)

    def test_refuses_a_stranger(self) -> None:
        with pytest.raises(CommandError, match=r"Nothing listens under the name test\.nobody\."):
            run("test.nobody")
