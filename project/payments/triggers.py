"""What the database itself keeps true about money."""

from collections.abc import Mapping

import pgtrigger

from project.kernel.triggers import Truth


def moves_only_along(name: str, transitions: Mapping[str, frozenset[str]]) -> Truth:
    """Let the state change only as the one transition table says."""
    moves = ", ".join(f"('{old}', '{new}')" for old, after in transitions.items() for new in sorted(after))
    return Truth(
        name=name,
        operation=pgtrigger.UpdateOf("state"),
        condition=pgtrigger.Condition("OLD.state IS DISTINCT FROM NEW.state"),
        func=f"IF (OLD.state, NEW.state) NOT IN ({moves}) THEN __REFUSE__ END IF; RETURN NEW;",
    )


def never_changes(name: str, *columns: str) -> Truth:
    """Rows stay for good, and these columns keep their value (all of them, when none is named)."""
    old, new = (
        (", ".join(f"{side}.{column}" for column in columns) for side in ("OLD", "NEW"))
        if columns
        else ("OLD.*", "NEW.*")
    )
    return Truth(
        name=name,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
        IF TG_OP = 'DELETE' THEN __REFUSE__ END IF;
        IF ROW({old}) IS DISTINCT FROM ROW({new}) THEN __REFUSE__ END IF;
        RETURN NEW;
        """,
    )


REFUNDS_NEVER_EXCEED_THEIR_PAYMENT = Truth(
    name="refunds_never_exceed_their_payment",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    declare=[("captured", "bigint"), ("returned", "bigint")],
    func="""
    IF NEW.state = 'failed' THEN RETURN NEW; END IF;
    -- Lock first, sum in a second statement: only then does the sum see what the transaction before us committed.
    SELECT amount_paise INTO captured FROM payments_payment WHERE id = NEW.payment_id FOR UPDATE;
    SELECT coalesce(sum(amount_paise), 0) INTO returned FROM payments_refund
     WHERE payment_id = NEW.payment_id AND state <> 'failed' AND id <> NEW.id;
    IF returned + NEW.amount_paise > captured THEN __REFUSE__ END IF;
    RETURN NEW;
    """,
)

# A session id may be learned later, but never swapped for another.
ATTEMPT_KEEPS_ITS_SESSION = Truth(
    name="attempt_keeps_its_session",
    operation=pgtrigger.UpdateOf("session_id"),
    func="""
    IF OLD.session_id IS NOT NULL AND NEW.session_id IS DISTINCT FROM OLD.session_id THEN __REFUSE__ END IF;
    RETURN NEW;
    """,
)
