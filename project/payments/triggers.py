"""What the database itself keeps true about money."""

import pgtrigger

from project.kernel.triggers import Truth

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


# Nothing is charged without the person but what their bank allows now. The mandate is locked first, so that it cannot
# end between our looking and our writing.
CHARGE_HAS_AN_ACTIVE_MANDATE = Truth(
    name="charge_has_an_active_mandate",
    operation=pgtrigger.Insert,
    declare=[("allowed", "boolean")],
    func="""
    PERFORM 1 FROM payments_mandate WHERE id = NEW.mandate_id FOR SHARE;
    SELECT mandate.state = 'active' AND method.state = 'active' AND method.person_id = attempt.payer_id INTO allowed
      FROM payments_mandate AS mandate
      JOIN payments_savedmethod AS method ON method.id = mandate.method_id AND method.id = NEW.method_id
      JOIN payments_attempt AS attempt ON attempt.id = NEW.attempt_id
     WHERE mandate.id = NEW.mandate_id;
    IF allowed IS NOT TRUE THEN __REFUSE__ END IF;
    RETURN NEW;
    """,
)


def charge_is_within_its_mandate(*, law_allows: int) -> Truth:
    """No charge is larger than the person allowed, or than the law lets anybody take without asking them."""
    return Truth(
        name="charge_is_within_its_mandate",
        operation=pgtrigger.Insert,
        declare=[("fits", "boolean")],
        func=f"""
        SELECT attempt.amount_paise <= least(mandate.max_paise, {law_allows})
               AND attempt.currency = mandate.currency INTO fits
          FROM payments_mandate AS mandate, payments_attempt AS attempt
         WHERE mandate.id = NEW.mandate_id AND attempt.id = NEW.attempt_id;
        IF fits IS NOT TRUE THEN __REFUSE__ END IF;
        RETURN NEW;
        """,
    )


# What was looked through stays looked through; only a restored backup goes back, and it is looked through again.
WATERMARK_ONLY_RISES = Truth(
    name="watermark_only_rises",
    operation=pgtrigger.UpdateOf("reached_at"),
    func="""
    IF OLD.reached_at IS NOT NULL AND (NEW.reached_at IS NULL OR NEW.reached_at < OLD.reached_at) THEN __REFUSE__ END IF;
    RETURN NEW;
    """,
)
