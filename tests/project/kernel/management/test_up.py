import signal
import socket

import pytest

from project.kernel import embedded
from project.kernel.embedded.places import places_of
from tests.waiting import eventually

# What a person with two cores is promised is 120 and 10 seconds; here other tests want the same cores.
FIRST_START, NEXT_START = 400, 100


@pytest.mark.slow
@pytest.mark.timeout(700)
class TestUp:
    def test_lives_heals_leaves_and_comes_back(self, live_in, home) -> None:
        house = live_in("--no-demo")
        house.wait_until_ready(seconds=FIRST_START)
        assert house.status_of("/health/ready") == 200
        assert house.status_of("/") == 200

        house.program("uvicorn").kill()
        eventually(lambda: "web was killed by SIGKILL; starting it again in 1 s" in house.lines)
        eventually(lambda: house.status_of("/health/ready") == 200, seconds=60)

        seconds, left = house.stop(signal.SIGINT)
        assert (seconds < 10, left, house.process.returncode) == (True, [], 0)
        assert not (places_of(home).data / "postmaster.pid").exists()

        again = live_in("--no-demo")
        again.wait_until_ready(seconds=NEXT_START)
        assert not any("tables" in line for line in again.lines)

        again.program("qcluster").kill()
        seconds, left = again.stop(signal.SIGTERM)
        assert (seconds < 10, left, again.process.returncode) == (True, [], 0)


class TestRefusals:
    def test_name_the_port_that_is_taken_and_start_nothing(self, live_in, home) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            house = live_in(PORT=port)

            assert house.wait_for_the_end() == 1

        eventually(lambda: any(f"Port {port} is taken by another program." in line for line in house.lines))
        assert not home.exists()

    def test_say_that_the_database_does_not_answer(self, live_in, tmp_path) -> None:
        house = live_in(DATABASE_URL=f"postgresql://nobody@/none?host={tmp_path}")

        assert house.wait_for_the_end() == 1

        eventually(lambda: any("No PostgreSQL answers at DATABASE_URL" in line for line in house.lines))
        assert not any("Traceback" in line for line in house.lines)

    def test_leave_data_of_another_version_alone(self, live_in, home) -> None:
        embedded.start(home)
        embedded.stop(home)
        data = places_of(home).data
        (data / "PG_VERSION").write_text("17\n")
        before = sorted((path.name, path.stat().st_mtime_ns) for path in data.iterdir())

        house = live_in()

        assert house.wait_for_the_end() == 1
        eventually(lambda: any("was written by PostgreSQL 17" in line for line in house.lines))
        assert sorted((path.name, path.stat().st_mtime_ns) for path in data.iterdir()) == before
