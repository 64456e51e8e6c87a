"""What must be so after every step, and what must be so once everything has come to rest.

Each is a function named for what it says; it gives the question for the rows that say otherwise. All are asked at once. The numbers are those of the
plan of payments.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection

from project.booking.queries.faults import INCONSISTENT
from project.booking.triggers import DISAGREEMENT

Question = Callable[[], str]


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall()


def i1_each_posting_sums_to_zero() -> str:
    return """
        SELECT posting.source, posting.kind, entry.currency, sum(entry.amount_paise)
        FROM ledger_posting AS posting LEFT JOIN ledger_entry AS entry ON entry.posting_id = posting.id
        GROUP BY posting.id, entry.currency HAVING count(entry.id) = 0 OR sum(entry.amount_paise) <> 0
    """


def i3_no_more_goes_back_than_came() -> str:
    return """
        SELECT payment.public_id, payment.amount_paise, sum(refund.amount_paise)
        FROM payments_payment AS payment JOIN payments_refund AS refund ON refund.payment_id = payment.id
        WHERE refund.state <> 'failed'
        GROUP BY payment.id HAVING sum(refund.amount_paise) > payment.amount_paise
    """


def i4_a_subject_has_one_live_attempt() -> str:
    return """
        SELECT subject, count(*) FROM payments_attempt WHERE state IN ('created', 'open', 'unknown')
        GROUP BY subject HAVING count(*) > 1
    """


def i4_a_booking_takes_one_deposit() -> str:
    return """
        SELECT subject, count(*) FROM ledger_posting WHERE kind = 'deposit.taken'
        GROUP BY subject HAVING count(*) > 1
    """


def i4_only_booked_bookings_keep_a_deposit() -> str:
    return """
        SELECT booking.public_id, booking.state FROM booking_booking AS booking
        WHERE booking.paid_with_id IS NOT NULL AND booking.state IN ('held', 'lapsed')
           OR booking.paid_with_id IS NOT NULL AND NOT EXISTS (
              SELECT FROM ledger_posting WHERE kind = 'deposit.taken' AND subject = 'booking:' || booking.public_id)
    """


def i5_a_bed_has_one_person_a_night() -> str:
    return """
        SELECT one.unit_id, one.during, other.during FROM booking_occupancy AS one
        JOIN booking_occupancy AS other ON other.unit_id = one.unit_id AND other.id > one.id
         AND other.during && one.during
    """


def i5_beds_say_what_their_occupancy_says() -> str:
    return INCONSISTENT


def i5_bookings_stand_on_their_occupancy() -> str:
    return DISAGREEMENT


# Nothing of it has reached booking yet: the event is written and not taken, so what follows is visibly owed.
NEWS_IS_UNDER_WAY = """
    EXISTS (SELECT FROM events_event AS event
            WHERE event.type = 'payment.succeeded' AND event.payload->>'payment' = payment.public_id::text
              AND (event.position IS NULL OR event.position > coalesce((
                       SELECT position FROM events_cursor WHERE subscriber = 'booking.follow_the_money'), 0)
                   OR EXISTS (SELECT FROM events_parked AS parked WHERE parked.position = event.position
                                AND parked.subscriber = 'booking.follow_the_money')))
"""


def i6_the_page_of_a_released_bed_is_closed_or_owed() -> str:
    return """
        SELECT booking.public_id, booking.state, attempt.state, attempt.open_until
        FROM booking_booking AS booking JOIN payments_attempt AS attempt
          ON attempt.subject = 'booking:' || booking.public_id
        WHERE booking.state IN ('lapsed', 'cancelled')
          AND NOT attempt.is_settled AND attempt.open_until > public.nivas_now()
    """


def i6_the_money_of_a_released_bed_is_returned_or_owed() -> str:
    """It goes back, at once or in parts, was dealt with by the terms, or its news is under way.

    What a bank refused stands as a failed refund.
    """
    return f"""
        SELECT booking.public_id, booking.state, payment.public_id FROM booking_booking AS booking
        JOIN payments_payment AS payment ON payment.subject = 'booking:' || booking.public_id AND payment.is_as_asked
        WHERE booking.state IN ('lapsed', 'cancelled')
          AND NOT EXISTS (SELECT FROM payments_refund WHERE payment_id = payment.id AND state = 'failed')
          AND payment.amount_paise > (SELECT coalesce(sum(amount_paise), 0) FROM payments_refund
                                       WHERE payment_id = payment.id)
          AND (booking.paid_with_id IS DISTINCT FROM payment.id
               OR NOT EXISTS (SELECT FROM ledger_posting WHERE kind LIKE 'deposit.%'
                                AND source = 'booking:' || booking.public_id))
          AND NOT {NEWS_IS_UNDER_WAY}
    """


def b24_events_of_a_key_keep_their_order() -> str:
    return """
        SELECT later.key, later.id, later.position FROM events_event AS later JOIN events_event AS earlier
          ON earlier.key = later.key AND earlier.id < later.id AND earlier.position > later.position
    """


def i7_money_of_an_intent_arrives_once() -> str:
    return """
        WITH arrived AS (
            SELECT payment.intent_id, posting.id FROM payments_payment AS payment
            JOIN ledger_posting AS posting ON posting.source = 'payment:' || payment.public_id
             AND posting.kind IN ('payment.received', 'payment.unmatched')
            UNION
            SELECT item.intent_id, posting.id FROM payments_suspenseitem AS item
            JOIN ledger_posting AS posting ON posting.source = 'stripe:' || coalesce(nullif(item.charge_id, ''), item.intent_id)
             AND posting.kind IN ('payment.received', 'payment.unmatched')
        )
        SELECT intent_id, count(*) FROM arrived GROUP BY intent_id HAVING count(*) > 1
    """


def i7_a_fact_is_posted_once() -> str:
    return "SELECT source, kind, count(*) FROM ledger_posting GROUP BY source, kind HAVING count(*) > 1"


# What went back around us is known to payments first, and to booking by its news.
REFUND_NEWS_IS_UNDER_WAY = """
    EXISTS (SELECT FROM events_event AS event
            WHERE event.type LIKE 'refund.%' AND event.payload->>'payment' = payment.public_id::text
              AND (event.position IS NULL OR event.position > coalesce((
                       SELECT position FROM events_cursor WHERE subscriber = 'booking.follow_refunds'), 0)))
"""


def i12_a_deposit_owed_is_a_deposit_kept() -> str:
    """What we owe of a booking's deposit is what was paid for it, less what went back since."""
    return f"""
        WITH owed AS (
            SELECT posting.subject, -sum(entry.amount_paise) AS paise FROM ledger_entry AS entry
            JOIN ledger_account AS account ON account.id = entry.account_id AND account.kind = 'deposit_liability'
            JOIN ledger_posting AS posting ON posting.id = entry.posting_id GROUP BY posting.subject
        ), back AS (
            SELECT payment_id, sum(amount_paise) AS paise FROM payments_refund WHERE state <> 'failed' GROUP BY payment_id
        )
        SELECT booking.public_id, booking.state, payment.amount_paise, back.paise AS back, owed.paise AS owed
        FROM booking_booking AS booking JOIN payments_payment AS payment ON payment.id = booking.paid_with_id
        LEFT JOIN back ON back.payment_id = payment.id
        LEFT JOIN owed ON owed.subject = 'booking:' || booking.public_id
        WHERE coalesce(owed.paise, 0) <>
              CASE WHEN booking.state = 'cancelled' THEN 0 ELSE payment.amount_paise - coalesce(back.paise, 0) END
          AND NOT {REFUND_NEWS_IS_UNDER_WAY}
    """


def i12_all_deposits_owed_are_of_bookings() -> str:
    return """
        SELECT posting.subject, sum(entry.amount_paise) FROM ledger_entry AS entry
        JOIN ledger_account AS account ON account.id = entry.account_id AND account.kind = 'deposit_liability'
        JOIN ledger_posting AS posting ON posting.id = entry.posting_id
        LEFT JOIN booking_booking AS booking ON posting.subject = 'booking:' || booking.public_id
        WHERE booking.paid_with_id IS NULL GROUP BY posting.subject HAVING sum(entry.amount_paise) <> 0
    """


AFTER_EACH_STEP: tuple[Question, ...] = (
    i1_each_posting_sums_to_zero,
    i3_no_more_goes_back_than_came,
    i4_a_subject_has_one_live_attempt,
    i4_a_booking_takes_one_deposit,
    i4_only_booked_bookings_keep_a_deposit,
    i5_a_bed_has_one_person_a_night,
    i5_beds_say_what_their_occupancy_says,
    i5_bookings_stand_on_their_occupancy,
    i6_the_page_of_a_released_bed_is_closed_or_owed,
    i6_the_money_of_a_released_bed_is_returned_or_owed,
    b24_events_of_a_key_keep_their_order,
    i7_money_of_an_intent_arrives_once,
    i7_a_fact_is_posted_once,
    i12_a_deposit_owed_is_a_deposit_kept,
    i12_all_deposits_owed_are_of_bookings,
)


def broken(questions: Iterable[Question] = AFTER_EACH_STEP) -> dict[str, list[Any]]:
    """Ask in one go and give what does not hold, by its name; nothing in a house that is in order."""
    parts = (f"SELECT '{ask.__name__}', to_jsonb(wrong) FROM ({ask()}) AS wrong" for ask in questions)
    found: dict[str, list[Any]] = defaultdict(list)
    for name, row in rows(" UNION ALL ".join(parts)):
        found[name].append(row)
    return found


def assert_in_order() -> None:
    """Fail with everything that does not hold."""
    wrong = broken()
    assert not wrong, "\n".join(f"{name}: {rows}" for name, rows in wrong.items())
