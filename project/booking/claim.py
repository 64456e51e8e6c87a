"""The statements written by hand: take a unit, and look why none can be had.

Why by hand: under a stampede the hold must be one statement (no lock is held over a round trip) that touches
the scarce row first, and everybody who comes too late must be told so by a read that locks and writes nothing.

Why the guard stands on the unit row: after skipping or waiting for a lock Postgres re-checks only the locked
row; a subquery on occupancy would still see what was true before. So a claim asks `free_from` and `held_until`,
and the exclusion constraint on occupancy stays the final word.

A unit that somebody waits for is not free to anybody else: offers are made by `operations.waiting`, never here.

All are prepared once per connection, because planning them takes longer than running them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import DEFAULT_DB_ALIAS

from project.booking.models import Booking
from project.booking.rules import HOLD_MINUTES, HORIZON_DAYS
from project.booking.triggers import LAST_DAY_WAITED_FOR
from project.kernel.prepared import HISTORY, PreparedStatement

# What is offered, in which house, and the price of the day that somebody moves in.
OFFERED = """
    catalog_unittype AS offer
    JOIN catalog_property AS house ON house.id = offer.property_id
    LEFT JOIN LATERAL (
        SELECT rent_paise, deposit_paise, notice_days FROM catalog_rate
        WHERE unit_type_id = offer.id AND from_date <= %(move_in)s ORDER BY from_date DESC LIMIT 1) AS rate ON true
"""

# The line is asked for once in a statement, and has no rows for almost every type.
NOBODY_WAITS = f"free_from > coalesce({LAST_DAY_WAITED_FOR.strip()}, '-infinity')"
NOBODY_WAITS_FOR_THE_OFFER = NOBODY_WAITS.format(unit_type="offer.id")

LOOK = f"""
SELECT (public.nivas_now() AT TIME ZONE house.time_zone)::date, offer.id, offer.name, house.slug,
       offer.is_offered AND house.is_published, rate.rent_paise, rate.deposit_paise,
       EXISTS (SELECT FROM booking_unit WHERE unit_type_id = offer.id AND NOT is_retired
               AND held_until IS NULL AND free_from <= %(move_in)s AND {NOBODY_WAITS_FOR_THE_OFFER})
       OR EXISTS (SELECT FROM booking_unit WHERE unit_type_id = offer.id AND NOT is_retired
                  AND held_until <= public.nivas_now() AND free_from <= %(move_in)s AND {NOBODY_WAITS_FOR_THE_OFFER}),
       same.id, same.unit_type_id, same.move_in, mine.id, mine.public_id, mine.hold_until > public.nivas_now()
FROM {OFFERED}
LEFT JOIN booking_booking AS same ON same.tenant_id = %(tenant)s AND same.idempotency_key = %(key)s
LEFT JOIN booking_booking AS mine ON mine.tenant_id = %(tenant)s AND mine.state = 'held'
WHERE offer.public_id = %(unit_type)s
"""

# What a hold would be on; no row when anything but the last unit speaks against it. `operations.holding` says why, by
# the same rules; here they hold in the moment of the claim.
TERMS = f"""
terms AS MATERIALIZED (
    SELECT offer.id, offer.public_id, rate.rent_paise, rate.deposit_paise, rate.notice_days,
           house.free_cancel_days, house.late_cancel_percent, house.no_show_percent
    FROM {OFFERED}
    WHERE offer.public_id = %(unit_type)s AND offer.is_offered AND house.is_published
      AND house.slug = coalesce(%(property_slug)s, house.slug)
      AND rate.deposit_paise = coalesce(%(expected_deposit_paise)s, rate.deposit_paise)
      AND %(move_in)s - (public.nivas_now() AT TIME ZONE house.time_zone)::date BETWEEN 0 AND {HORIZON_DAYS}
      AND NOT EXISTS (SELECT FROM booking_booking WHERE tenant_id = %(tenant)s AND idempotency_key = %(key)s)
      AND NOT EXISTS (SELECT FROM booking_booking WHERE tenant_id = %(tenant)s AND state = 'held')
)"""
OF_THE_TYPE = "unit_type_id = (SELECT id FROM terms) AND NOT is_retired AND free_from <= %(move_in)s AND " + (
    NOBODY_WAITS.format(unit_type="(SELECT id FROM terms)")
)

# The unit that became free last, so that the ones free for long stay for people who come sooner. Neither this nor the
# next ever waits: a unit that somebody is taking is passed over.
NEVER_HELD = f"""
    SELECT id, public_id FROM booking_unit
    WHERE {OF_THE_TYPE} AND held_until IS NULL
    ORDER BY free_from DESC LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
"""

RUN_OUT = f"""
    SELECT id, public_id FROM booking_unit
    WHERE {OF_THE_TYPE} AND held_until <= public.nivas_now()
    ORDER BY held_until LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
"""

# Waits for whoever is taking one, for they may give up; in id order, so that two who wait never block each other.
WHATEVER_REMAINS = f"""
    SELECT id, public_id FROM booking_unit
    WHERE {OF_THE_TYPE} AND (held_until IS NULL OR held_until <= public.nivas_now())
    ORDER BY id LIMIT 1 FOR NO KEY UPDATE
"""

# What a run-out hold needs before its unit is another's, and how that is told before the new hold is. Almost no claim
# does, and a statement that carries it takes longer to begin.
SUPERSEDING = """
superseded AS (
    UPDATE booking_booking AS old SET state = 'lapsed', ended_at = public.nivas_now()
    FROM claimed, identity_user AS person
    WHERE old.unit_id = claimed.id AND old.state = 'held' AND person.id = old.tenant_id
    RETURNING old.id, old.public_id, person.public_id AS tenant, old.deposit_paise
),
vacated AS (
    DELETE FROM booking_occupancy USING superseded WHERE booking_id = superseded.id
),"""
LAPSED = "SELECT 'booking.lapsed' AS type, id, public_id, tenant, deposit_paise FROM superseded UNION ALL"

CLAIM = """
WITH {terms},
claimed AS MATERIALIZED ({unit}),{history},{superseding}
held AS (
    INSERT INTO booking_booking (public_id, tenant_id, unit_id, unit_type_id, state, move_in, hold_until, rent_paise,
                                 deposit_paise, notice_days, free_cancel_days, late_cancel_percent, no_show_percent,
                                 idempotency_key, cancel_reason)
    SELECT %(public_id)s, %(tenant)s, claimed.id, terms.id, 'held', %(move_in)s,
           public.nivas_now() + make_interval(mins => {minutes}), rent_paise,
           deposit_paise, notice_days, free_cancel_days, late_cancel_percent, no_show_percent,
           %(key)s, ''
    FROM claimed, terms, history
    RETURNING *
),
occupied AS (
    INSERT INTO booking_occupancy (unit_id, booking_id, kind, during, until, reason)
    SELECT unit_id, id, 'held', daterange(move_in, NULL), hold_until, '' FROM held
),
told AS (
    INSERT INTO events_event (type, key, payload)
    SELECT news.type, 'booking:' || news.id, jsonb_build_object(
        'booking', news.public_id, 'tenant', news.tenant, 'unit', claimed.public_id,
        'unit_type', %(unit_type)s, 'deposit_paise', news.deposit_paise)
    FROM claimed, (
        {lapsed}
        SELECT 'booking.held' AS type, id, public_id, %(tenant_public_id)s AS tenant, deposit_paise FROM held
    ) AS news
)
SELECT {columns} FROM held
"""

BOOKING_COLUMNS = [field.attname for field in Booking._meta.concrete_fields]
ASKED = {"move_in": "date", "tenant": "bigint", "key": "uuid", "unit_type": "uuid"}
TAKEN = {
    **ASKED,
    "tenant_public_id": "uuid",
    "expected_deposit_paise": "bigint",
    "property_slug": "text",
    "public_id": "uuid",
}


def claim_of(unit: str, *, superseding: str = "", lapsed: str = "", columns: Iterable[str] = BOOKING_COLUMNS) -> str:
    """The claim for one way of choosing a unit."""
    parts = {"terms": TERMS, "history": HISTORY, "minutes": HOLD_MINUTES, "columns": ", ".join(columns)}
    return CLAIM.format(unit=unit, superseding=superseding, lapsed=lapsed, **parts)


LOOK_ONCE = PreparedStatement(LOOK, **ASKED)
CLAIM_AT_ONCE = PreparedStatement(claim_of(NEVER_HELD), **TAKEN)
CLAIM_RUN_OUT = PreparedStatement(claim_of(RUN_OUT, superseding=SUPERSEDING, lapsed=LAPSED), **TAKEN)
CLAIM_AFTER_WAITING = PreparedStatement(claim_of(WHATEVER_REMAINS, superseding=SUPERSEDING, lapsed=LAPSED), **TAKEN)


class Asked(NamedTuple):
    """What somebody asks for: unit type and house by what the world knows of them. None is as good as the right one."""

    tenant: int
    tenant_public_id: UUID
    unit_type: UUID
    move_in: date
    key: UUID
    expected_deposit_paise: int | None = None
    property_slug: str | None = None


class Sight(NamedTuple):
    """All that decides about a hold, as one read saw it; today is the house's."""

    today: date
    unit_type: int
    unit_type_name: str
    property_slug: str
    is_offered: bool
    rent_paise: int | None
    deposit_paise: int | None
    is_free: bool
    same_key: int | None
    same_key_unit_type: int | None
    same_key_move_in: date | None
    own_hold: int | None
    own_hold_public_id: UUID | None
    own_hold_runs: bool | None


def look(asked: Asked) -> Sight | None:
    """One read, no lock: what is offered at which price, whether one is free, and what this person already has.

    None when there is no such unit type.
    """
    row = LOOK_ONCE.fetch_one(
        {"unit_type": asked.unit_type, "move_in": asked.move_in, "tenant": asked.tenant, "key": asked.key}
    )
    return Sight(*row) if row else None


def take_at_once(asked: Asked) -> Booking | None:
    """Claim a unit that nobody holds or is taking, and write booking, occupancy and event in one statement.

    None when there is none, or when the hold is refused for any other reason; `look` tells which. Waits for nobody.

    Locks: one unit.
    """
    return _claim(CLAIM_AT_ONCE, asked)


def take(asked: Asked) -> Booking | None:
    """The same, of whatever can be had: then one whose hold has run out, which the claim ends in the same statement.

    Passes over units that others are taking at this moment; only when nothing else is left does it wait, since
    one of them may give up.

    Locks: one unit, then the run-out hold it supersedes.
    """
    return take_at_once(asked) or _claim(CLAIM_RUN_OUT, asked) or _claim(CLAIM_AFTER_WAITING, asked)


def _claim(statement: PreparedStatement, asked: Asked) -> Booking | None:
    row = statement.fetch_one({**asked._asdict(), "public_id": uuid4()})
    return Booking.from_db(DEFAULT_DB_ALIAS, BOOKING_COLUMNS, row) if row else None
