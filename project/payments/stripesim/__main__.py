"""`python -m project.payments.stripesim --port 8012`: runs until it is told to stop."""

import argparse
import logging
import os
import signal
import sys
import threading
from pathlib import Path

from project.payments.stripesim.errors import ApiError
from project.payments.stripesim.past import adopt_past
from project.payments.stripesim.server import PortTaken, Server
from project.payments.stripesim.simulation import Simulation


def main(arguments: list[str] | None = None) -> int:
    """Serve one simulated account and give the exit code."""
    asked = _read_arguments(arguments)
    logging.basicConfig(level=asked.log_level.upper(), format="%(levelname)s %(name)s %(message)s")
    sim = Simulation(path=asked.db, merchant=asked.merchant, public_url=asked.public_url or "")
    if asked.past and asked.past.exists():
        adopt_past(sim, asked.past)
    try:
        if asked.webhook_url or asked.webhook_secret:
            sim.events.send_to(url=asked.webhook_url, secret=asked.webhook_secret or "")
        server = Server(sim, host=asked.host, port=asked.port)
    except (ApiError, PortTaken) as error:
        sys.stderr.write(f"stripesim: {error}\n")
        return 1
    _serve_until_stopped(server)
    sim.store.close()
    return 0


def _serve_until_stopped(server: Server) -> None:
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    server.start()
    sys.stdout.write(f"stripesim is ready on {server.base_url}\n")
    sys.stdout.flush()
    stopped.wait()
    server.stop()


def _read_arguments(arguments: list[str] | None) -> argparse.Namespace:
    env = os.environ.get
    parser = argparse.ArgumentParser(prog="stripesim", description="A stand-in for Stripe. No money moves.")
    parser.add_argument("--port", type=int, default=int(env("STRIPESIM_PORT", "8012")))
    parser.add_argument("--host", default=env("STRIPESIM_HOST", "127.0.0.1"))
    parser.add_argument("--db", default=env("STRIPESIM_DB"), help="a file that outlives a restart; memory if left out")
    parser.add_argument(
        "--past", type=Path, default=env("STRIPESIM_PAST"), help="payments from before, if the file is there"
    )
    parser.add_argument("--webhook-url", default=env("STRIPESIM_WEBHOOK_URL"))
    parser.add_argument("--webhook-secret", default=env("STRIPE_WEBHOOK_SECRET"))
    parser.add_argument("--public-url", default=env("STRIPESIM_PUBLIC_URL"), help="how browsers reach the pay page")
    parser.add_argument("--merchant", default=env("STRIPESIM_MERCHANT", "Nivas"))
    parser.add_argument("--log-level", default=env("STRIPESIM_LOG_LEVEL", "warning"))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # Everything is closed by now. Taking the SDK's hundreds of modules apart would cost a busy machine a second.
    os._exit(code)
