"""Letters in the reader's own language, as words and as HTML."""

from datetime import UTC, date, datetime

import pytest

from project.identity.models import User
from project.notifications.checks import check_kind, check_kinds
from project.notifications.kinds import KINDS
from project.notifications.letters import presentable, write_letter
from project.notifications.registry import Kind

READER = User(name="Asha Rao & Co", email="asha@nivas.example", language="en")


class TestPresentable:
    def test_reads_values_by_their_ending(self) -> None:
        shown = presentable(
            {
                "move_in_on": "2026-12-01",
                "paid_at": "2026-11-22T05:03:00+00:00",
                "booking_path": "/bookings/1/",
                "deposit_paise": 100,
                "property": "Jacaranda House",
            }
        )

        assert shown == {
            "move_in_on": date(2026, 12, 1),
            "paid_at": datetime(2026, 11, 22, 5, 3, tzinfo=UTC),
            "booking_url": "http://127.0.0.1:8000/bookings/1/",
            "deposit_paise": 100,
            "property": "Jacaranda House",
        }


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
class TestEveryKind:
    def test_is_written_whole(self, kind: Kind) -> None:
        letter = write_letter(kind, kind.sample, to=READER)

        assert letter.subject
        assert "\n" not in letter.subject
        for part in (letter.subject, letter.text, letter.html):
            assert "{{" not in part
            assert "{%" not in part
        assert "&amp;" not in letter.subject + letter.text

    def test_has_one_button_and_its_plain_twin(self, kind: Kind) -> None:
        letter = write_letter(kind, kind.sample, to=READER)

        links = letter.html.count("<a ")
        assert links <= 1
        if links:
            address = letter.html.split('<a href="')[1].split('"')[0]
            assert address in letter.text

    def test_escapes_only_where_it_is_html(self, kind: Kind) -> None:
        letter = write_letter(kind, {**kind.sample, "property": "<b>A & B</b>"}, to=READER)

        assert "<b>A & B</b>" not in letter.html


class TestChecks:
    def test_find_nothing_wrong(self) -> None:
        assert check_kinds() == []

    def test_name_a_kind_without_templates(self) -> None:
        (error,) = check_kind(Kind("greeting"))

        assert error.id == "notifications.E001"
        assert "greeting" in error.msg
