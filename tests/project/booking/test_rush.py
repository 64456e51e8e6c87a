"""The guess about what is quicker: it lasts a second, and never grows without end."""

import time
from uuid import uuid4

from project.booking import rush


def test_lasts_a_second(monkeypatch):
    bed, other = uuid4(), uuid4()
    rush.note_full(bed)

    assert (rush.is_likely_full(bed), rush.is_likely_full(other)) == (True, False)

    later = time.monotonic() + rush.SECONDS
    monkeypatch.setattr(rush.time, "monotonic", lambda: later)
    assert not rush.is_likely_full(bed)


def test_forgets_everything_rather_than_growing(monkeypatch):
    monkeypatch.setattr(rush, "_full_until", {})
    monkeypatch.setattr(rush, "MOST_KEPT", 2)
    beds = [uuid4() for _ in range(3)]

    for bed in beds:
        rush.note_full(bed)

    assert [rush.is_likely_full(bed) for bed in beds] == [False, False, True]
