import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import stripe

from project.payments.stripesim.checkout import create_session
from project.payments.stripesim.events import WrongShape
from project.payments.stripesim.server import PortTaken, Server
from project.payments.stripesim.simulation import Simulation
from project.payments.stripesim.testing import RunningSim, running_sim

from .conftest import session_params

COMMAND = [sys.executable, "-m", "project.payments.stripesim"]
Process = subprocess.Popen[str]


@pytest.fixture
def started() -> Iterator[list[Process]]:
    processes: list[Process] = []
    yield processes
    for process in processes:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def start(started: list[Process], *arguments: str, **env: str) -> RunningSim:
    process = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, text=True, env={**os.environ, **env})
    started.append(process)
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    assert line.startswith("stripesim is ready on http://127.0.0.1:")
    return RunningSim(line.removeprefix("stripesim is ready on "))


class TestProgram:
    @pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
    def test_stops_within_a_second_though_somebody_is_connected(
        self, started: list[Process], stop: signal.Signals
    ) -> None:
        sim = start(started, "--port", "0")
        host, port = sim.base_url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=5) as connection:
            connection.sendall(b"GET /_sim/health HTTP/1.1\r\nHost: sim\r\n\r\n")
            assert connection.recv(4096).startswith(b"HTTP/1.1 200")

            begun = time.monotonic()
            started[0].send_signal(stop)

            assert started[0].wait(5) == 0
            assert time.monotonic() - begun < 1

    def test_says_which_port_is_taken(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]

            ended = subprocess.run(
                [*COMMAND, "--port", str(port)], capture_output=True, text=True, timeout=30, check=False
            )

        assert ended.returncode == 1
        assert ended.stderr == f"stripesim: Port {port} on 127.0.0.1 is taken. Choose another with --port.\n"

    def test_remembers_everything_in_a_file(self, started: list[Process], tmp_path: Path) -> None:
        arguments = ["--port", "0", "--db", str(tmp_path / "sim.sqlite3")]
        sim = start(started, *arguments)
        key = {"idempotency_key": "deposit:7"}
        session = sim.client().v1.checkout.sessions.create(session_params(), options=key)
        sim.control("clock", set=1_795_000_000, frozen=True)
        started[0].kill()

        sim = start(started, *arguments)

        assert sim.client().v1.checkout.sessions.create(session_params(), options=key).id == session.id
        assert sim.state()["now"] == 1_795_000_000
        assert sim.client().v1.checkout.sessions.create(session_params()).id != session.id

    def test_takes_its_settings_from_the_environment(self, started: list[Process]) -> None:
        sim = start(
            started,
            STRIPESIM_PORT="0",
            STRIPESIM_MERCHANT="Asha's house",
            STRIPESIM_PUBLIC_URL="https://pay.nivas.example",
            STRIPESIM_WEBHOOK_URL="http://127.0.0.1:9/",
            STRIPE_WEBHOOK_SECRET="whsec_env",
        )

        session = sim.client().v1.checkout.sessions.create(session_params())

        assert session.url == f"https://pay.nivas.example/pay/{session.id}"
        assert "Asha&#x27;s house" in sim.request("GET", f"/pay/{session.id}").body
        sim.client().v1.checkout.sessions.expire(session.id)
        assert len(sim.state()["deliveries"]) == 1

    def test_needs_a_secret_with_a_webhook_address(self) -> None:
        env = {name: value for name, value in os.environ.items() if name != "STRIPE_WEBHOOK_SECRET"}

        ended = subprocess.run(
            [*COMMAND, "--port", "0", "--webhook-url", "http://127.0.0.1:9/"],
            capture_output=True,
            text=True,
            timeout=30,
            env=env,
            check=False,
        )

        assert (ended.returncode, ended.stderr) == (1, "stripesim: A secret is needed to sign hooks.\n")


class TestServer:
    def test_refuses_a_port_in_use(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(PortTaken):
            Server(Simulation(), port=taken.getsockname()[1])

    def test_keeps_a_connection_open(self, sim: RunningSim) -> None:
        host, port = sim.base_url.removeprefix("http://").split(":")
        request = f"GET /_sim/health HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()

        with socket.create_connection((host, int(port)), timeout=5) as connection:
            for _ in range(3):
                connection.sendall(request)
                assert connection.recv(4096).startswith(b"HTTP/1.1 200")

    def test_answers_500_when_a_page_breaks_the_types(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("project.payments.stripesim.objects.customer_details", lambda email: {"mail": email})
        statuses = []

        def pay() -> None:
            with running_sim() as sim:
                session = sim.client().v1.checkout.sessions.create(session_params())
                statuses.append(sim.pay(session.id).status)
                statuses.append(sim.client().v1.checkout.sessions.retrieve(session.id).status)

        with pytest.raises(AssertionError, match=r"customer_details\.mail: unknown field"):
            pay()
        assert statuses == [500, "open"]

    def test_answers_500_when_the_api_breaks_the_types(self, monkeypatch: pytest.MonkeyPatch) -> None:
        incomplete = {"id": "cus_1", "object": "customer", "created": 1}
        monkeypatch.setattr("project.payments.stripesim.objects.customer", lambda **_: dict(incomplete))
        seen: list[object] = []

        def create() -> None:
            with running_sim() as sim:
                try:
                    sim.client().v1.customers.create()
                except stripe.APIError as failure:
                    seen.append(failure.http_status)
                seen.append(sim.state()["objects"]["customer"])

        with pytest.raises(AssertionError, match=r"customer\.livemode: missing"):
            create()
        assert seen == [500, []]


class TestSimulation:
    def test_undoes_everything_when_a_step_breaks(self) -> None:
        sim = Simulation(public_url="http://sim")

        def open_and_break() -> None:
            with sim.store.transaction():
                create_session(sim, session_params())
                raise WrongShape(["broken"])

        with pytest.raises(WrongShape):
            open_and_break()
        assert sim.store.all("checkout.session") == []
