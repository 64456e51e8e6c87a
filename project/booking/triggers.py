"""What the database itself keeps true about the inventory and its bookings.

Lock order here as everywhere: unit, then booking. A trigger that reads other rows first locks their parent
row and then computes in a statement of its own: only that sees what committed while it waited.
"""

import pgtrigger

from project.kernel.triggers import Truth

# What a claim must know about a unit, drawn from its occupancy; the keeper, the truth and the nightly
# self-check all use it. A NULL `free_from` means taken with no end.
GUARD = """
    SELECT CASE WHEN bool_or(upper_inf(during) AND kind <> 'held') THEN NULL
                ELSE coalesce(max(upper(during)) FILTER (WHERE kind <> 'held'), '2000-01-01') END AS free_from,
           max(until) FILTER (WHERE kind = 'held') AS held_until
    FROM booking_occupancy
"""

# A booking and its occupancy agree when there is one exactly in the states that need a bed, with the same days.
DISAGREEMENT = """
    SELECT booking.id FROM booking_booking AS booking
    LEFT JOIN booking_occupancy AS mine ON mine.booking_id = booking.id
    WHERE (mine.kind IS DISTINCT FROM CASE WHEN booking.state = 'held' THEN 'held'
                                           WHEN booking.state IN ('booked', 'staying', 'left') THEN 'taken' END
           OR mine.during <> daterange(booking.move_in, booking.move_out)
           OR mine.until <> booking.hold_until)
"""


def _agreement(booking: str) -> str:
    """Refuse, at the commit, if a booking and its occupancy say different things.

    Needs no lock: whoever changes only one of the two already disagrees, and two who change both wait for each
    other at the booking's row or at its one occupancy.
    """
    return f"""
        IF EXISTS ({DISAGREEMENT} AND booking.id = {booking}) THEN __REFUSE__ END IF;
        RETURN NULL;
    """


# The twin of `room_beds_never_exceed_its_licence`; the update itself holds the room's lock.
room_licence_covers_its_beds = Truth(
    name="room_licence_covers_its_beds",
    operation=pgtrigger.UpdateOf("licensed_capacity"),
    when=pgtrigger.After,
    func="""
        IF (SELECT count(*) FROM booking_unit WHERE room_id = NEW.id AND NOT is_retired)
           > NEW.licensed_capacity THEN __REFUSE__ END IF;
        RETURN NULL;
    """,
)

room_beds_never_exceed_its_licence = Truth(
    name="room_beds_never_exceed_its_licence",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("room_id", "is_retired"),
    when=pgtrigger.After,
    condition=pgtrigger.Q(new__is_retired=False),
    func="""
        PERFORM FROM booking_room WHERE id = NEW.room_id FOR NO KEY UPDATE;
        IF (SELECT count(*) FROM booking_unit WHERE room_id = NEW.room_id AND NOT is_retired)
           > (SELECT licensed_capacity FROM booking_room WHERE id = NEW.room_id) THEN __REFUSE__ END IF;
        RETURN NULL;
    """,
)

# Needs no lock and no twins: neither a room nor a unit type ever changes its property.
unit_and_its_type_share_a_property = Truth(
    name="unit_and_its_type_share_a_property",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("room_id", "unit_type_id"),
    when=pgtrigger.After,
    func="""
        IF NOT EXISTS (SELECT FROM booking_room AS room JOIN catalog_unittype AS offer USING (property_id)
                       WHERE room.id = NEW.room_id AND offer.id = NEW.unit_type_id) THEN __REFUSE__ END IF;
        RETURN NULL;
    """,
)

# The keeper below is right by construction; this is for everybody who writes the two columns themselves. The
# write holds the unit's lock, and every change of occupancy waits for it.
unit_guard_equals_its_occupancy = Truth(
    name="unit_guard_equals_its_occupancy",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("free_from", "held_until"),
    when=pgtrigger.After,
    condition=pgtrigger.Condition("pg_trigger_depth() = 0"),
    func=f"""
        IF EXISTS (SELECT FROM booking_unit AS unit, ({GUARD} WHERE unit_id = NEW.id) AS guard
                   WHERE unit.id = NEW.id
                     AND (unit.free_from, unit.held_until) IS DISTINCT FROM (guard.free_from, guard.held_until))
        THEN __REFUSE__ END IF;
        RETURN NULL;
    """,
)

booking_stands_on_its_occupancy = Truth(
    name="booking_stands_on_its_occupancy",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", "unit_id", "hold_until", "move_in", "move_out"),
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    func=_agreement("NEW.id"),
)

occupancy_stands_for_its_booking = Truth(
    name="occupancy_stands_for_its_booking",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    func=_agreement("coalesce(NEW.booking_id, OLD.booking_id)"),
)

# Locks the unit first: two changes that each computed before locking would lose one of them. A new hold can only move
# the end of holds further, which needs no look at the others: that is the claim's way, so it is the short one.
unit_guard_follows_occupancy = pgtrigger.Trigger(
    name="unit_guard_follows_occupancy",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.After,
    declare=[("mine", "bigint := coalesce(NEW.unit_id, OLD.unit_id)")],
    func=f"""
        IF TG_OP = 'INSERT' AND NEW.kind = 'held' THEN
            UPDATE booking_unit SET held_until = greatest(held_until, NEW.until) WHERE id = mine;
            RETURN NULL;
        END IF;
        PERFORM FROM booking_unit WHERE id = mine FOR NO KEY UPDATE;
        UPDATE booking_unit AS unit SET free_from = guard.free_from, held_until = guard.held_until
        FROM ({GUARD} WHERE unit_id = mine) AS guard
        WHERE unit.id = mine
          AND (unit.free_from, unit.held_until) IS DISTINCT FROM (guard.free_from, guard.held_until);
        RETURN NULL;
    """,
)

# The last day from which anybody in a type's line would take a unit: the day they asked for, or tomorrow when that is
# over. NULL when nobody waits. The claim and the look ask it too.
LAST_DAY_WAITED_FOR = """
    (SELECT greatest(move_in, public.nivas_now()::date + 1) FROM booking_waitlistentry
     WHERE unit_type_id = {unit_type} AND state = 'waiting' ORDER BY move_in DESC LIMIT 1)
"""

# A unit that somebody waits for goes to nobody else, and within the line to nobody before their turn. Who holds a
# unit elsewhere cannot take an offer, so those behind go first. Whoever joins after the look of this statement simply
# joined later, so no lock is needed.
hold_never_jumps_the_line = Truth(
    name="hold_never_jumps_the_line",
    operation=pgtrigger.Insert,
    declare=[("place", "bigint")],
    func="""
        IF NOT EXISTS (SELECT FROM booking_waitlistentry WHERE unit_type_id = NEW.unit_type_id AND state = 'waiting')
        THEN RETURN NEW; END IF;
        SELECT id INTO place FROM booking_waitlistentry
         WHERE unit_type_id = NEW.unit_type_id AND state = 'waiting' AND tenant_id = NEW.tenant_id;
        IF EXISTS (
            SELECT FROM booking_waitlistentry AS other JOIN booking_unit AS unit ON unit.id = NEW.unit_id
            WHERE other.unit_type_id = NEW.unit_type_id AND other.state = 'waiting'
              AND other.tenant_id <> NEW.tenant_id
              AND greatest(other.move_in, public.nivas_now()::date + 1) >= unit.free_from
              AND (place IS NULL OR (other.id < place AND NOT EXISTS (
                  SELECT FROM booking_booking WHERE tenant_id = other.tenant_id AND state = 'held'))))
        THEN __REFUSE__ END IF;
        RETURN NEW;
    """,
)

# The entry says what became of its offer, whoever ended the hold: the tenant, the clock, or a claim that superseded it.
entry_follows_its_offer = pgtrigger.Trigger(
    name="entry_follows_its_offer",
    operation=pgtrigger.UpdateOf("state"),
    when=pgtrigger.After,
    condition=pgtrigger.Q(old__state="held") & ~pgtrigger.Q(new__state="held"),
    func="""
        UPDATE booking_waitlistentry SET ended_at = public.nivas_now(), state =
            CASE NEW.state WHEN 'booked' THEN 'taken' WHEN 'lapsed' THEN 'passed' ELSE 'left' END
        WHERE offer_id = NEW.id AND state = 'offered';
        RETURN NULL;
    """,
)
