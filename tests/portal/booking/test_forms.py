"""A hold's form is read without being made; what it makes of each field stays Django's word."""

from datetime import date
from uuid import UUID

import pytest
from django.http import QueryDict

from portal.booking.forms import HoldForm

ROOM, KEY = "0a1b2c3d-0000-4000-8000-000000000001", "0a1b2c3d-0000-4000-8000-000000000002"
RIGHT = {"unit_type": ROOM, "move_in": "2026-12-01", "idempotency_key": KEY, "expected_deposit": "1700000"}


def posted(**changes: str | None) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({name: value for name, value in (RIGHT | changes).items() if value is not None})
    return data


class TestRead:
    def test_gives_each_field_cleaned(self) -> None:
        assert HoldForm.read(posted()) == {
            "unit_type": UUID(ROOM),
            "move_in": date(2026, 12, 1),
            "idempotency_key": UUID(KEY),
            "expected_deposit": 1_700_000,
        }

    @pytest.mark.parametrize(
        "changes",
        [
            {},
            {"expected_deposit": None},
            {"expected_deposit": " 1700000 "},
            {"expected_deposit": "17,00,000"},
            {"expected_deposit": "-1"},
            {"expected_deposit": "9" * 30},
            {"move_in": None},
            {"move_in": " 2026-12-01 "},
            {"move_in": "01-12-2026"},
            {"move_in": "2026-02-30"},
            {"move_in": "next week"},
            {"unit_type": None},
            {"unit_type": f"{{{ROOM}}}"},
            {"unit_type": "bed"},
            {"idempotency_key": None},
            {"idempotency_key": "again"},
        ],
    )
    def test_finds_right_and_wrong_what_the_whole_form_does(self, changes: dict[str, str | None]) -> None:
        form = HoldForm(posted(**changes))

        assert HoldForm.read(posted(**changes)) == (form.cleaned_data if form.is_valid() else None)
