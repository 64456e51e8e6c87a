import os
import re
import signal

import psutil
import pytest

from tests.project.kernel.supervisor.conftest import DYING, POLITE, STUBBORN, lives
from tests.waiting import eventually

# Starts a grandchild in the same group, which outlives it unless somebody cares.
WITH_FAMILY = f"import subprocess, sys, signal; subprocess.Popen([sys.executable, '-c', {STUBBORN!r}]); signal.pause()"
# Starts a grandchild that leaves the group, as PostgreSQL's processes do.
WITH_RUNAWAY = (
    f"import subprocess, sys, signal;"
    f"subprocess.Popen([sys.executable, '-uc', {STUBBORN!r}], start_new_session=True); signal.pause()"
)


class TestStop:
    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    def test_ends_every_program_at_once_when_all_obey(self, rehearse, number) -> None:
        house = rehearse({"name": "web", "script": POLITE}, {"name": "relay", "script": POLITE})
        house.says("at work", times=2)

        assert house.stop(number) < 3

        assert house.survivors() == []
        assert house.process.returncode == 0

    def test_takes_less_than_ten_seconds_when_none_obeys(self, rehearse) -> None:
        house = rehearse(
            {"name": "web", "script": STUBBORN},
            {"name": "base", "script": STUBBORN, "is_foundation": True},
        )
        house.says("at work", times=2)

        assert house.stop() < 10

        assert house.survivors() == []
        assert "web did not stop by itself and is killed" in house.lines

    def test_ends_the_foundation_after_everything_else(self, rehearse) -> None:
        last_words = "import signal, sys; print('at work')\ntry: signal.sigwait([2, 15])\nfinally: print('goodbye')"
        blocked = f"import signal; signal.pthread_sigmask(signal.SIG_BLOCK, [2, 15])\n{last_words}"
        house = rehearse(
            {"name": "base", "script": blocked, "is_foundation": True, "stop_signals": ["SIGINT"]},
            {"name": "web", "script": blocked},
        )
        house.says("at work", times=2)

        house.stop()

        goodbyes = [line.split()[0] for line in house.lines if line.endswith("goodbye")]
        assert goodbyes == ["web", "base"]

    def test_tries_the_next_signal_before_it_kills(self, rehearse) -> None:
        # Said outright: whoever runs the tests in the background hands SIGQUIT down ignored.
        deaf_to_int = (
            "import signal; signal.signal(2, signal.SIG_IGN); signal.signal(3, signal.SIG_DFL); "
            "print('at work'); signal.pause()"
        )
        house = rehearse(
            {"name": "base", "script": deaf_to_int, "is_foundation": True, "stop_signals": ["SIGINT", "SIGQUIT"]}
        )
        house.says("at work")

        assert house.stop() < 10

        assert house.survivors() == []
        assert not any("is killed" in line for line in house.lines)

    @pytest.mark.parametrize("script", [WITH_FAMILY, WITH_RUNAWAY])
    def test_leaves_no_grandchild(self, rehearse, script) -> None:
        house = rehearse({"name": "worker", "script": script})
        house.says("at work")

        house.stop()

        assert house.survivors() == []

    def test_tells_only_the_main_process(self, rehearse) -> None:
        """A queue's workers must finish under their own parent's orders."""
        counting = "import signal; signal.signal(15, lambda *_: print('told')); print('at work'); signal.pause()"
        script = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-uc', {counting!r}]); {POLITE}"
        house = rehearse({"name": "worker", "script": script})
        house.says("at work", times=2)

        house.stop()

        assert not any("told" in line for line in house.lines)

    def test_does_not_start_over_at_a_second_ctrl_c(self, rehearse) -> None:
        slow = (
            "import signal, time; signal.signal(15, lambda *_: (print('closing'), time.sleep(1), exit()));"
            "print('at work'); signal.pause()"
        )
        house = rehearse({"name": "web", "script": slow})
        house.says("at work")
        os.kill(house.process.pid, signal.SIGINT)
        house.says("closing")

        house.stop(signal.SIGINT)

        assert house.process.returncode == 0
        assert house.survivors() == []
        assert not any("Traceback" in line for line in house.lines)


class TestWatch:
    def test_restarts_what_died_and_waits_longer_each_time(self, rehearse) -> None:
        house = rehearse({"name": "relay", "script": DYING}, {"name": "web", "script": POLITE})

        house.says("ended with code 3", times=3)

        ends = [line for line in house.lines if "ended" in line]
        assert ends[:3] == [f"relay ended with code 3; starting it again in {seconds} s" for seconds in (1, 2, 4)]
        house.stop()
        assert house.survivors() == []

    def test_names_the_signal_that_killed(self, rehearse) -> None:
        house = rehearse({"name": "web", "script": POLITE})
        house.says("at work")

        house.child(POLITE).kill()

        house.says("at work", times=2)
        assert "web was killed by SIGKILL; starting it again in 1 s" in house.lines

    def test_clears_away_what_a_dead_program_left_before_it_starts_again(self, rehearse) -> None:
        house = rehearse({"name": "worker", "script": WITH_FAMILY})
        house.says("at work")
        orphan = next(process for process in house.family if STUBBORN in process.cmdline())

        house.child(WITH_FAMILY).kill()

        house.says("at work", times=2)
        assert not lives(orphan)


class TestBeingKilled:
    def test_takes_the_programs_along(self, rehearse) -> None:
        house = rehearse({"name": "web", "script": POLITE}, {"name": "relay", "script": POLITE})
        house.says("at work", times=2)

        house.stop(signal.SIGKILL)

        assert eventually(lambda: not house.survivors())


class TestLines:
    def test_stand_behind_the_name_of_their_program(self, rehearse) -> None:
        house = rehearse({"name": "web", "script": "print('first'); print('second'); import signal; signal.pause()"})

        house.says("second")

        assert house.lines == ["web         | first", "web         | second"]

    def test_have_no_colour_where_nobody_looks(self, rehearse) -> None:
        house = rehearse({"name": "web", "script": POLITE})

        house.says("at work")

        assert not any(re.search("\033", line) for line in house.lines)

    def test_do_not_stop_the_house_when_nobody_reads_them_any_more(self, rehearse) -> None:
        chatty = "import time\nwhile True: print('at work'); time.sleep(0.01)"
        house = rehearse({"name": "web", "script": chatty})
        house.says("at work")

        house.process.stdout.close()

        assert psutil.Process(house.process.pid).is_running()
        assert house.stop() < 5
        assert house.survivors() == []
