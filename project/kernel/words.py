"""Turns the translators' files (.po) into the ones programs read (.mo), with no tool of the system's."""

import sys
from collections.abc import Iterable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogs(folders: Iterable[Path]) -> int:
    """Compile every catalog that changed since it last did, and say how many those were."""
    stale = [source for folder in folders for source in sorted(folder.rglob("*.po")) if _is_stale(source)]
    for source in stale:
        _compile(source)
    return len(stale)


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> None:
    """Write the compiled file beside its place and move it there, for a reader must never meet half of it."""
    with source.open("rb") as handle:
        catalog = read_po(handle, locale=source.parent.parent.name)
    unfinished = source.with_suffix(".mo.new")
    with unfinished.open("wb") as handle:
        write_mo(handle, catalog)
    unfinished.replace(source.with_suffix(".mo"))


if __name__ == "__main__":
    sys.stdout.write(f"{compile_catalogs(Path(folder) for folder in sys.argv[1:])} catalogs compiled\n")
