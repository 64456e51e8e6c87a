"""Hashes of known content, so that a change of the recipe cannot go unnoticed."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from project.ledger.rules import FIRST_PREVIOUS, posting_hash, seal_hash

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
SAID: dict[str, Any] = {
    "public_id": UUID("5d0c3a3e-0000-4000-8000-000000000000"),
    "source": "payment:1",
    "kind": "payment.received",
    "subject": "booking:1",
    "memo": "",
    "posted_at": NOON,
    "recorded_at": NOON,
    "entries": [("stripe_clearing", "INR", None, None, 100), ("unapplied", "INR", 7, None, -100)],
}
KNOWN = "96a0489c4cfb5ce6c3e1b4d4080f375a0ef8d67dcd3bea2e1ccf75bdaf14971a"
OTHER = [
    {"public_id": UUID("5d0c3a3e-0000-4000-8000-000000000001")},
    {"source": "payment:2"},
    {"kind": "payment.unmatched"},
    {"subject": "booking:2"},
    {"memo": "₹"},
    {"posted_at": NOON.replace(microsecond=1)},
    {"recorded_at": NOON.replace(second=1)},
    {"entries": [("stripe_clearing", "INR", None, None, 101), ("unapplied", "INR", 7, None, -101)]},
    {"entries": [("stripe_clearing", "INR", None, None, 100), ("unapplied", "INR", 8, None, -100)]},
    {"entries": [("stripe_clearing", "INR", None, None, 100), ("unapplied", "INR", None, 7, -100)]},
    {"entries": [("unapplied", "INR", 7, None, -100), ("stripe_clearing", "INR", None, None, 100)]},
]


class TestPostingHash:
    def test_is_the_same_for_ever(self) -> None:
        assert posting_hash(**SAID) == KNOWN

    def test_is_the_same_in_every_time_zone(self) -> None:
        assert posting_hash(**SAID | {"posted_at": NOON.astimezone(ZoneInfo("Asia/Kolkata"))}) == KNOWN

    @pytest.mark.parametrize("change", OTHER)
    def test_is_another_when_anything_is(self, change: dict[str, Any]) -> None:
        assert posting_hash(**SAID | change) != KNOWN

    def test_cannot_be_had_by_moving_words(self) -> None:
        moved = SAID | {"subject": "", "memo": "booking:1"}

        assert posting_hash(**moved) != KNOWN


class TestSealHash:
    @pytest.mark.parametrize(
        "change",
        [
            {"number": 2},
            {"previous": "1" * 64},
            {"sealed_at": NOON.replace(second=1)},
            {"postings": [(1, 12, "b"), (2, 11, "a")]},
            {"postings": [(1, 11, "a")]},
            {"postings": [(1, 11, "a"), (3, 12, "b")]},
        ],
    )
    def test_is_another_when_anything_is(self, change: dict[str, Any]) -> None:
        made = {"number": 1, "previous": FIRST_PREVIOUS, "sealed_at": NOON, "postings": [(1, 11, "a"), (2, 12, "b")]}

        assert seal_hash(**made | change) != seal_hash(**made)  # type: ignore[arg-type]
