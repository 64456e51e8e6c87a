"""A month of events as a file: one JSON object a line, compressed, with its fingerprint."""

import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from project.events.models import Archive, Event

FIELDS = ("id", "position", "type", "version", "key", "payload", "recorded_at")


class ArchiveDiffers(RuntimeError):
    """What was read back is not what was written: the disk is not to be trusted."""


def write_archive(month: date, events: Iterable[Event]) -> Archive:
    """Write the file, read it back, and describe it; nothing is saved. Raises: ArchiveDiffers; OSError."""
    path = Path(settings.ARCHIVE_ROOT) / f"events-{month:%Y-%m}.jsonl.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    written = _write(unfinished, events)
    if _fingerprint_of_lines(unfinished) != written.lines.hexdigest():
        raise ArchiveDiffers(unfinished.name)
    unfinished.replace(path)
    fingerprint = hashlib.sha256(path.read_bytes()).hexdigest()
    return Archive(
        month=month, file=path.name, sha256=fingerprint, events=written.events, last_position=written.last_position
    )


def read_archive(path: Path) -> Iterator[dict[str, Any]]:
    """The events of a file, in order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


class _Written:
    """What went into a file so far."""

    def __init__(self) -> None:
        self.lines, self.events, self.last_position = hashlib.sha256(), 0, 0

    def add(self, event: Event, line: bytes) -> None:
        self.lines.update(line)
        self.events += 1
        self.last_position = max(self.last_position, event.position or 0)


def _write(path: Path, events: Iterable[Event]) -> _Written:
    """Write every event and force it to the disk."""
    written = _Written()
    with path.open("wb") as file:
        with gzip.GzipFile(fileobj=file, mode="wb", mtime=0) as packed:
            for event in events:
                line = _line(event)
                packed.write(line)
                written.add(event, line)
        file.flush()
        os.fsync(file.fileno())
    return written


def _fingerprint_of_lines(path: Path) -> str:
    """As the disk gives them back."""
    lines = hashlib.sha256()
    with gzip.open(path, "rb") as packed:
        for line in packed:
            lines.update(line)
    return lines.hexdigest()


def _line(event: Event) -> bytes:
    values = {name: getattr(event, name) for name in FIELDS}
    return (json.dumps(values | {"recorded_at": event.recorded_at.isoformat()}, ensure_ascii=False) + "\n").encode()
