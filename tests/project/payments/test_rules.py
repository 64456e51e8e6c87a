"""Pure decisions about money."""

from datetime import date

import pytest

from project.payments.models import AttemptState, RefundState
from project.payments.rules import (
    ATTEMPT_TRANSITIONS,
    REFUND_TRANSITIONS,
    financial_year,
    receipt_number,
    refund_may_become,
)


class TestFinancialYear:
    @pytest.mark.parametrize(
        ("day", "year"),
        [
            (date(2026, 3, 31), "2526"),
            (date(2026, 4, 1), "2627"),
            (date(2026, 12, 31), "2627"),
            (date(2027, 3, 31), "2627"),
            (date(2099, 4, 1), "9900"),
        ],
    )
    def test_runs_from_april_to_march(self, day: date, year: str) -> None:
        assert financial_year(day) == year


class TestReceiptNumber:
    def test_has_at_most_16_characters(self) -> None:
        assert receipt_number("2627", 123) == "R/2627/000123"
        assert len(receipt_number("2627", 999_999_999)) == 16


class TestTransitions:
    def test_name_every_state(self) -> None:
        assert set(ATTEMPT_TRANSITIONS) == set(AttemptState.values)
        assert set(REFUND_TRANSITIONS) == set(RefundState.values)

    def test_money_always_wins_and_stays(self) -> None:
        assert [state for state, after in ATTEMPT_TRANSITIONS.items() if "succeeded" not in after] == ["succeeded"]
        assert ATTEMPT_TRANSITIONS["succeeded"] == frozenset()

    @pytest.mark.parametrize(("old", "new"), [("arrived", "sent"), ("sent", "started"), ("failed", "arrived")])
    def test_a_refund_never_goes_back(self, old: str, new: str) -> None:
        assert not refund_may_become(old, new)
