"""A small load generator: raw HTTP/1.1 over kept connections, so that the client costs little beside the server."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.benchmarks.world import Person


@dataclass(slots=True)
class Outcome:
    """What came back: how many of each status, each answer's time, and the whole."""

    statuses: Counter[int] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    locations: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return len(self.times) / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """The time in milliseconds that this share of answers stayed under."""
        ranked = sorted(self.times)
        return 1000 * ranked[min(len(ranked) - 1, int(share * len(ranked)))] if ranked else 0.0


def post(person: Person, path: str, fields: dict[str, str], port: int) -> bytes:
    """One form post with a person's cookies, as bytes."""
    body = urlencode({**fields, "csrfmiddlewaretoken": person.csrf}).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        f"Cookie: sessionid={person.session}; csrftoken={person.csrf}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def answer(reader: asyncio.StreamReader) -> tuple[int, str]:
    """Read one response whole; its status and where it leads."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status = int(head.split(" ", 2)[1])
    headers = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
    if headers.get("transfer-encoding") == "chunked":
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    else:
        await reader.readexactly(int(headers.get("content-length", 0)))
    return status, headers.get("location", "")


async def worker(port: int, requests: list[bytes], outcome: Outcome, start: asyncio.Event) -> None:
    """One kept connection that sends its requests one after the other."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await start.wait()
    try:
        for request in requests:
            began = time.perf_counter()
            writer.write(request)
            status, location = await answer(reader)
            outcome.times.append(time.perf_counter() - began)
            outcome.statuses[status] += 1
            outcome.locations.append(location)
    except (ConnectionError, asyncio.IncompleteReadError):
        outcome.statuses[0] += 1
    finally:
        writer.close()


async def run(port: int, queues: Sequence[list[bytes]]) -> Outcome:
    """All connections open first, then everything at once."""
    outcome, start = Outcome(), asyncio.Event()
    tasks = [asyncio.create_task(worker(port, queue, outcome, start)) for queue in queues]
    await asyncio.sleep(0.5)
    began = time.perf_counter()
    start.set()
    await asyncio.gather(*tasks)
    outcome.seconds = time.perf_counter() - began
    return outcome


def at_once(port: int, requests: list[bytes]) -> Outcome:
    """Every request on a connection of its own, all at the same moment."""
    return asyncio.run(run(port, [[request] for request in requests]))


def closed_loop(port: int, requests: list[bytes], in_flight: int) -> Outcome:
    """A fixed number in flight: each connection sends its next request when the last is answered."""
    return asyncio.run(run(port, [requests[start::in_flight] for start in range(in_flight)]))
