"""Pure decisions about money."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.payments.models import AttemptState, DisputeState, RefundState, SuspenseState
from project.payments.rules import (
    ATTEMPT_TRANSITIONS,
    DISPUTE_TRANSITIONS,
    REFUND_TRANSITIONS,
    SUSPENSE_TRANSITIONS,
    chargeable_paise,
    dispute_may_become,
    fee_on,
    fee_to_return,
    financial_year,
    mandate_may_become,
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
        assert set(DISPUTE_TRANSITIONS) == set(DisputeState.values)
        assert set(SUSPENSE_TRANSITIONS) == set(SuspenseState.values)

    def test_money_always_wins_and_stays(self) -> None:
        assert [state for state, after in ATTEMPT_TRANSITIONS.items() if "succeeded" not in after] == ["succeeded"]
        assert ATTEMPT_TRANSITIONS["succeeded"] == frozenset()

    @pytest.mark.parametrize(("old", "new"), [("arrived", "sent"), ("sent", "started"), ("failed", "arrived")])
    def test_a_refund_never_goes_back(self, old: str, new: str) -> None:
        assert not refund_may_become(old, new)

    @pytest.mark.parametrize(("old", "new"), [("won", "lost"), ("lost", "won"), ("under_review", "needs_response")])
    def test_a_dispute_never_goes_back(self, old: str, new: str) -> None:
        assert not dispute_may_become(old, new)


amounts = st.integers(min_value=1, max_value=50_000_000_00)
rates = st.sampled_from([0, 1, 500, 1000, 1250, 3333, 10_000])


class TestFeeOn:
    @pytest.mark.parametrize(
        ("paise", "rate", "fee"),
        [(10_000_00, 0, 0), (10_000_00, 10_000, 10_000_00), (999, 1250, 125), (4, 1250, 1), (3, 1250, 0)],
    )
    def test_rounds_half_a_paisa_up(self, paise: int, rate: int, fee: int) -> None:
        assert fee_on(paise, rate) == fee


class TestFeeToReturn:
    def test_would_drift_if_each_part_was_rounded_alone(self) -> None:
        """Two halves of ₹10.00 at 12.5 %: alone they give back 126 paise of the 125 that were taken."""
        first = fee_to_return(total=1000, refunded=500, returned=0, rate=1250)
        second = fee_to_return(total=1000, refunded=1000, returned=first, rate=1250)

        assert (fee_on(500, 1250) * 2, first + second) == (126, 125)

    @given(st.data(), amounts, rates)
    def test_gives_all_of_it_back_however_the_refunds_are_cut(self, data: st.DataObject, total: int, rate: int) -> None:
        left, returned = total, 0
        while left:
            part = data.draw(st.integers(min_value=max(1, left // 4), max_value=left))
            left -= part
            back = fee_to_return(total=total, refunded=total - left, returned=returned, rate=rate)
            returned += back
            assert back >= 0
            assert returned == fee_on(total, rate) - fee_on(left, rate)

        assert returned == fee_on(total, rate)

    @given(amounts, rates, st.data())
    def test_leaves_commission_and_share_that_add_up_to_the_paisa(
        self, total: int, rate: int, data: st.DataObject
    ) -> None:
        refunded = data.draw(st.integers(min_value=0, max_value=total))
        kept = fee_on(total, rate) - fee_to_return(total=total, refunded=refunded, returned=0, rate=rate)

        assert kept == fee_on(total - refunded, rate) <= total - refunded


class TestMandateMayBecome:
    @pytest.mark.parametrize(("old", "new"), [("pending", "active"), ("pending", "inactive"), ("active", "inactive")])
    def test_goes_forward(self, old: str, new: str) -> None:
        assert mandate_may_become(old, new)

    @pytest.mark.parametrize(("old", "new"), [("inactive", "active"), ("active", "pending"), ("active", "active")])
    def test_never_goes_back(self, old: str, new: str) -> None:
        assert not mandate_may_become(old, new)


class TestChargeablePaise:
    @pytest.mark.parametrize(
        ("mandate", "most"), [(12_000_00, 12_000_00), (15_000_00, 15_000_00), (15_000_01, 15_000_00)]
    )
    def test_is_what_the_person_and_the_law_allow(self, mandate: int, most: int) -> None:
        assert chargeable_paise(mandate) == most
