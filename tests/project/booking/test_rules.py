"""The decisions, without a database."""

from datetime import date

import pytest

from project.booking.rules import (
    TRANSITIONS,
    CancellationReason,
    CancellationTerms,
    CancelPolicy,
    MoneyUse,
    MoveInProblem,
    cancellation_terms,
    may_become,
    may_move_in,
    move_in_problem,
    use_of_money,
)
from project.kernel.money import Money

TODAY = date(2026, 12, 1)
DEPOSIT = Money(17_000_00)
NOTHING = Money(0)


class TestTransitions:
    def test_lead_only_to_states_that_exist(self):
        assert {after for following in TRANSITIONS.values() for after in following} < set(TRANSITIONS)

    def test_only_a_held_or_lapsed_booking_may_be_booked(self):
        assert [state for state in TRANSITIONS if may_become(state, "booked")] == ["held", "lapsed"]

    def test_end_when_somebody_left_or_cancelled(self):
        assert [state for state, following in TRANSITIONS.items() if not following] == ["left", "cancelled"]


class TestMoveInProblem:
    @pytest.mark.parametrize(
        ("move_in", "problem"),
        [
            (date(2026, 11, 30), MoveInProblem.PAST),
            (TODAY, None),
            (date(2027, 5, 30), None),
            (date(2027, 5, 31), MoveInProblem.TOO_FAR),
        ],
    )
    def test_is_none_from_today_up_to_180_days_ahead(self, move_in, problem):
        assert move_in_problem(move_in=move_in, today=TODAY) is problem


class TestCancellationTerms:
    @pytest.mark.parametrize(
        ("today", "refund", "reason"),
        [
            (date(2026, 11, 1), DEPOSIT, CancellationReason.IN_TIME),
            (TODAY, DEPOSIT, CancellationReason.IN_TIME),
            (date(2026, 12, 2), NOTHING, CancellationReason.AFTER_MOVE_IN),
        ],
    )
    def test_give_all_back_up_to_the_move_in_day_where_nothing_else_is_said(self, today, refund, reason):
        terms = cancellation_terms(paid=DEPOSIT, move_in=TODAY, today=today, policy=CancelPolicy())

        assert terms == CancellationTerms(refund, DEPOSIT - refund, reason)

    @pytest.mark.parametrize(
        ("today", "kept", "reason"),
        [
            (date(2026, 11, 24), 0, CancellationReason.IN_TIME),
            (date(2026, 11, 25), 4_250_00, CancellationReason.LATE),
            (TODAY, 4_250_00, CancellationReason.LATE),
            (date(2026, 12, 2), 13_600_00, CancellationReason.AFTER_MOVE_IN),
        ],
    )
    def test_keep_what_the_house_says(self, today, kept, reason):
        policy = CancelPolicy(free_days=7, late_percent=25, no_show_percent=80)

        terms = cancellation_terms(paid=DEPOSIT, move_in=TODAY, today=today, policy=policy)

        assert terms == CancellationTerms(DEPOSIT - Money(kept), Money(kept), reason)

    @pytest.mark.parametrize(("paise", "percent", "kept"), [(101, 50, 50), (103, 50, 51), (50, 1, 0), (51, 1, 1)])
    def test_never_lose_a_paisa(self, paise, percent, kept):
        policy = CancelPolicy(free_days=1, late_percent=percent)

        terms = cancellation_terms(paid=Money(paise), move_in=TODAY, today=TODAY, policy=policy)

        assert (terms.kept.paise, terms.refund.paise) == (kept, paise - kept)

    def test_give_nothing_for_nothing(self):
        terms = cancellation_terms(paid=NOTHING, move_in=TODAY, today=TODAY, policy=CancelPolicy())

        assert terms == CancellationTerms(NOTHING, NOTHING, CancellationReason.NOTHING_PAID)


class TestUseOfMoney:
    @pytest.mark.parametrize(
        ("state", "is_known", "has_paid", "use"),
        [
            ("held", False, False, MoneyUse.BOOK),
            ("lapsed", False, False, MoneyUse.FIND_UNIT),
            ("cancelled", False, False, MoneyUse.REFUND),
            ("cancelled", True, True, MoneyUse.KEEP),
            ("booked", True, True, MoneyUse.KEEP),
            ("booked", False, True, MoneyUse.REFUND),
            ("booked", False, False, MoneyUse.ADOPT),
            ("staying", False, False, MoneyUse.ADOPT),
            ("left", False, False, MoneyUse.REFUND),
        ],
    )
    def test_follows_from_state_and_what_was_paid_before(self, state, is_known, has_paid, use):
        assert use_of_money(state=state, paid=DEPOSIT, due=DEPOSIT, is_known=is_known, has_paid=has_paid) is use

    def test_is_a_refund_when_it_is_less_than_the_deposit(self):
        short = Money(DEPOSIT.paise - 1)

        assert use_of_money(state="held", paid=short, due=DEPOSIT, is_known=False, has_paid=False) is MoneyUse.REFUND


class TestMayMoveIn:
    def test_not_before_the_bed_is_theirs(self):
        assert not may_move_in(move_in=TODAY, on=date(2026, 11, 30))
        assert may_move_in(move_in=TODAY, on=TODAY)
