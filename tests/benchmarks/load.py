"""A small load generator: raw HTTP/1.1 over kept connections, so that the client costs little beside the server."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Outcome:
    """What came back: how many of each status, each answer's time, and the whole. Status 0 is no answer at all."""

    statuses: Counter[int] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    locations: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return len(self.times) / self.seconds if self.seconds else 0.0

    def percentile_ms(self, share: float) -> float:
        """The time in milliseconds that this share of answers stayed under."""
        ranked = sorted(self.times)
        return 1000 * ranked[min(len(ranked) - 1, int(share * len(ranked)))] if ranked else 0.0

    def note(self, status: int, location: str, seconds: float) -> None:
        """Remember one answer."""
        self.statuses[status] += 1
        self.locations.append(location)
        self.times.append(seconds)


def one_by_one(act: Callable[[], object], times: int) -> Outcome:
    """Do it so often in this process, one after the other, and time each."""
    outcome, start = Outcome(), time.perf_counter()
    for _ in range(times):
        began = time.perf_counter()
        act()
        outcome.note(200, "", time.perf_counter() - began)
    outcome.seconds = time.perf_counter() - start
    return outcome


def at_once(port: int, requests: Sequence[bytes]) -> Outcome:
    """Every request on a connection of its own, all at the same moment."""
    return asyncio.run(_run(port, [[request] for request in requests]))


def closed_loop(port: int, requests: Sequence[bytes], in_flight: int) -> Outcome:
    """A fixed number in flight: each connection sends its next request when the last is answered."""
    return asyncio.run(_run(port, [requests[start::in_flight] for start in range(in_flight)]))


async def _run(port: int, queues: Sequence[Sequence[bytes]]) -> Outcome:
    """All connections open first, then everything at once."""
    outcome = Outcome()
    lines = await asyncio.gather(*(asyncio.open_connection("127.0.0.1", port) for _ in queues))
    began = time.perf_counter()
    await asyncio.gather(*(_send(*line, queue, outcome) for line, queue in zip(lines, queues, strict=True)))
    outcome.seconds = time.perf_counter() - began
    return outcome


async def _send(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, requests: Sequence[bytes], outcome: Outcome
) -> None:
    """One connection that sends its requests one after the other; a broken one is not tried again."""
    try:
        for request in requests:
            began = time.perf_counter()
            writer.write(request)
            status, location = await _answer(reader)
            outcome.note(status, location, time.perf_counter() - began)
    except (ConnectionError, asyncio.IncompleteReadError):
        outcome.statuses[0] += 1
    finally:
        writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, str]:
    """Read one response whole; its status and where it leads."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status = int(head.split(" ", 2)[1])
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head.split("\r\n")[1:])}
    await _read_body(reader, headers)
    return status, headers.get("location", "")


async def _read_body(reader: asyncio.StreamReader, headers: dict[str, str]) -> None:
    """Read to the end, however the server says where that is."""
    if headers.get("transfer-encoding") != "chunked":
        await reader.readexactly(int(headers.get("content-length", 0)))
        return
    while size := int(await reader.readline(), 16):
        await reader.readexactly(size + 2)
    await reader.readexactly(2)
