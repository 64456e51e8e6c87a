"""Which pictures a city needs, and drawing them on every core while the rows are being made."""

import hashlib
import multiprocessing
import os
from collections.abc import Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from PIL import Image

from project.demo.drawings.canvas import Box, jpeg
from project.demo.drawings.facade import draw_facade
from project.demo.drawings.locality import draw_locality
from project.demo.drawings.portrait import draw_portrait
from project.demo.drawings.room import draw_room

FOLDER = "original_images"
PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Sitter:
    """One picture to be drawn: what it shows, and from which seed."""

    kind: str  # facade, map, portrait-woman, portrait-man, or a kind of room
    seed: str

    @property
    def path(self) -> str:
        """Where in its folder it is kept."""
        folder = PEOPLE if self.is_portrait else FOLDER
        return f"{folder}/demo-{self.kind}-{self.seed}.jpg"

    @property
    def is_portrait(self) -> bool:
        """True for a face: it is kept where only a view hands it out."""
        return self.kind.startswith("portrait")


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the database wants to know about a picture on disk."""

    width: int
    height: int
    size: int
    digest: str
    focus: Box


class Gallery:
    """Orders pictures as they come up and hands out what was drawn; a file that is there is not drawn again."""

    def __init__(self, media: Path, private: Path) -> None:
        self.media = media
        self.private = private
        self._futures: dict[Sitter, Future[Drawn]] = {}
        for folder in (media / FOLDER, private / PEOPLE):
            folder.mkdir(parents=True, exist_ok=True)
        # Spawned, not forked: a fork would share the database connection.
        self._pool = ProcessPoolExecutor(os.cpu_count(), mp_context=multiprocessing.get_context("spawn"))

    def order(self, sitter: Sitter) -> Sitter:
        """Has a picture drawn, once."""
        if sitter not in self._futures:
            home = self.private if sitter.is_portrait else self.media
            self._futures[sitter] = self._pool.submit(draw_to_disk, sitter, home / sitter.path)
        return sitter

    def sitters(self) -> Iterable[Sitter]:
        """Everything that was ordered, in the order it was asked for."""
        return self._futures.keys()

    def drawn(self, sitter: Sitter) -> Drawn:
        """Waits for a picture."""
        return self._futures[sitter].result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, trouble: type[BaseException] | None, *_rest: object) -> None:
        """Waits for everything, unless something went wrong, and lets the other processes go."""
        try:
            for future in () if trouble else self._futures.values():
                future.result()
        finally:
            self._pool.shutdown(cancel_futures=True)


def draw_to_disk(sitter: Sitter, path: Path) -> Drawn:
    """Draw a picture into its file, whole or not at all; one that is there is only looked at."""
    if not path.exists():
        image, focus = _draw(sitter)
        part = path.with_suffix(".part")
        part.write_bytes(jpeg(image, note=",".join(f"{edge:.0f}" for edge in focus)))
        part.replace(path)
    return look_at(path)


def look_at(path: Path) -> Drawn:
    """Read back what the database wants to know about a picture of ours."""
    content = path.read_bytes()
    with Image.open(path) as image:
        left, top, right, bottom = (int(edge) for edge in image.info["comment"].decode().split(","))
        size = image.size
    digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    return Drawn(*size, len(content), digest, (left, top, right, bottom))


def _draw(sitter: Sitter) -> tuple[Image.Image, Box]:
    if sitter.kind == "facade":
        return draw_facade(sitter.seed)
    if sitter.kind == "map":
        return draw_locality(sitter.seed)
    if sitter.is_portrait:
        return draw_portrait(sitter.seed, is_woman=sitter.kind == "portrait-woman")
    return draw_room(sitter.seed, sitter.kind)
