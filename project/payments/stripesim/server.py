"""The HTTP server, and the thread that lets time pass: closing sessions, ending refunds, delivering hooks."""

import json
import logging
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from project.payments.stripesim import api, control, hosted
from project.payments.stripesim.errors import ApiError, ConnectionDropped, ServerTrouble
from project.payments.stripesim.idempotency import Answer
from project.payments.stripesim.simulation import Simulation

LARGEST_BODY = 1_000_000
HEARTBEAT = 0.5

log = logging.getLogger("stripesim.server")


class PortTaken(Exception):
    """Another program listens there."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(f"Port {port} on {host} is taken. Choose another with --port.")


class Server(ThreadingHTTPServer):
    """Serves one simulation; a thread per connection, none of them holds up the end."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, sim: Simulation, *, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen, on a free port when it is 0.

        Raises: PortTaken.
        """
        self.sim = sim
        self.stopping = threading.Event()
        self._changed = threading.Event()
        try:
            super().__init__((host, port), _Handler)
        except OSError as error:
            raise PortTaken(host, port) from error
        sim.public_url = sim.public_url or self.base_url

    def server_bind(self) -> None:
        """Bind as the library does, without its look-up of this machine's name, which may take seconds."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    @property
    def base_url(self) -> str:
        """Give the address for callers on this machine."""
        host = "127.0.0.1" if self.server_name == "0.0.0.0" else self.server_name  # noqa: S104
        return f"http://{host}:{self.server_port}"

    def start(self, *, poll_interval: float = 0.05) -> None:
        """Serve in the background until `stop`, which takes effect within the poll interval."""
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": poll_interval}, daemon=True).start()
        threading.Thread(target=self._let_time_pass, daemon=True).start()

    def stop(self) -> None:
        """End within a moment, whoever is still connected."""
        self.stopping.set()
        self._changed.set()
        self.shutdown()
        self.server_close()

    def wake(self) -> None:
        """Have hooks delivered now rather than at the next beat."""
        self._changed.set()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet: a person who closes the browser is no news."""
        log.debug("connection ended early", exc_info=True)

    def _let_time_pass(self) -> None:
        while not self.stopping.is_set():
            self._changed.clear()
            try:
                api.tend(self.sim)
                self.sim.deliveries.deliver_due()
            except Exception as error:
                if not self.stopping.is_set():
                    self.sim.note_drift(error)
                    log.exception("the background thread stumbled and goes on")
            self._changed.wait(HEARTBEAT)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "stripesim"
    sys_version = ""
    disable_nagle_algorithm = True
    # One packet for headers and body together.
    wbufsize = 65_536

    def do_GET(self) -> None:
        """Answer a GET."""
        self._answer("GET")

    def do_POST(self) -> None:
        """Answer a POST."""
        self._answer("POST")

    def do_DELETE(self) -> None:
        """Answer a DELETE, which no route knows."""
        self._answer("DELETE")

    def _answer(self, method: str) -> None:
        text = self._body()
        if text is None:
            self._send_json(Answer(413, ApiError("The request is too large.").body, {"Connection": "close"}))
            return
        try:
            self._dispatch(method, urlsplit(self.path), text)
        except ConnectionDropped:
            self._hang_up()
        except Exception as error:
            self.server.sim.note_drift(error)
            log.exception("%s %s failed", method, self.path)
            self._send_json(Answer(500, ServerTrouble("stripesim has a mistake; see its log.").body))

    def _dispatch(self, method: str, url: Any, text: str) -> None:
        sim = self.server.sim
        if url.path.startswith("/v1/"):
            headers = {name.lower(): value for name, value in self.headers.items()}
            form = text if method == "POST" else url.query
            self._send_json(api.answer(sim, api.Request(method, url.path, form, headers), self.server.stopping))
        elif url.path.startswith("/_sim/"):
            kind = self.headers.get("Content-Type", "")
            self._send_json(control.answer(sim, method, url.path, text, kind))
        elif url.path.startswith("/assets/"):
            self._send_asset(url.path.removeprefix("/assets/"))
        else:
            shown = hosted.answer(sim, method, url.path, text or url.query)
            kind = "text/html; charset=utf-8"
            self._send(shown.status, shown.body.encode(), {"Content-Type": kind, **shown.headers})
        if method == "POST":
            self.server.wake()

    def _body(self) -> str | None:
        length = self.headers.get("Content-Length", "0")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            self.close_connection = True
            return None
        return self.rfile.read(int(length)).decode("utf-8", errors="replace")

    def _send_asset(self, name: str) -> None:
        found = hosted.asset(name)
        if found is None:
            self._send(404, b"", {})
            return
        self._send(200, found[0], {"Content-Type": found[1], "Cache-Control": "max-age=300"})

    def _send_json(self, answer: Answer) -> None:
        body = json.dumps(answer.body).encode()
        self._send(answer.status, body, {"Content-Type": "application/json", **answer.headers})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: Any) -> None:
        """Write nothing: the API writes its own line, with the request's id and without what people typed."""
