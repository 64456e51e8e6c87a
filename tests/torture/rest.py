"""What must be so when everything has come to rest: nothing owed, nothing unknown, both books the same to the paisa."""

from __future__ import annotations

from collections import Counter
from typing import Any

from project.booking.models import Booking, Unit
from project.booking.queries import run_out_holds, units_waited_for
from project.booking.queries.waitlist import next_in_line
from project.events.models import Event, Parked
from project.ledger.models import AccountKind
from project.ledger.queries import balance, find_imbalances
from project.notifications.models import Alert, Delivery
from project.payments.models import (
    Attempt,
    FindingKind,
    InboxEvent,
    InboxState,
    Movement,
    Payment,
    ReconciliationRun,
    Refund,
    RefundState,
    SuspenseItem,
    SuspenseState,
)
from tests.torture.invariants import broken, rows
from tests.torture.replay import b29_reading_everything_again_changes_nothing
from tests.torture.world import World

Json = dict[str, Any]


def assert_at_rest(world: World) -> None:
    """Fail with everything that does not hold now that nothing is due any more."""
    stripe = world.sim.state()
    found = dict(broken())
    found |= {check.__name__: list(check()) for check in OF_OURS}
    found |= {check.__name__: list(check(stripe["objects"])) for check in OF_BOTH}
    found |= {"stripes_stand_in_keeps_its_rules": stripe["violations"] + stripe["drift"]}
    wrong = {name: what for name, what in found.items() if what}
    assert not wrong, "\n".join(f"{name}: {what}" for name, what in wrong.items())


def i1_the_books_are_in_order() -> list[Any]:
    return find_imbalances()


def i2_stripes_balance_is_in_our_books(stripe: dict[str, list[Json]]) -> list[Any]:
    theirs = sum(line["net"] for line in stripe["balance_transaction"])
    ours = balance(AccountKind.STRIPE_CLEARING).paise
    return [(theirs, ours)] if theirs != ours else []


def i2_every_charge_is_in_our_books(stripe: dict[str, list[Json]]) -> list[Any]:
    paid = {each["payment_intent"]: each["amount_captured"] for each in stripe["charge"] if each["captured"]}
    known = dict(SuspenseItem.objects.values_list("intent_id", "amount_paise"))
    known |= dict(Payment.objects.values_list("intent_id", "amount_paise"))
    return [
        (intent, paid.get(intent), known.get(intent))
        for intent in paid | known
        if paid.get(intent) != known.get(intent)
    ]


def i3_every_refund_is_in_our_books(stripe: dict[str, list[Json]]) -> list[Any]:
    theirs: Counter[str] = Counter()
    for refund in stripe["refund"]:
        theirs[refund["payment_intent"]] += refund["amount"] if refund["status"] == "succeeded" else 0
    arrived = Refund.objects.filter(state=RefundState.ARRIVED).values_list("payment__intent_id", "amount_paise")
    ours: Counter[str] = Counter()
    for intent, paise in arrived:
        ours[intent] += paise
    returned = rows("""
        SELECT item.intent_id, coalesce(sum(entry.amount_paise), 0) FROM payments_suspenseitem AS item
        JOIN ledger_posting AS posting ON posting.kind LIKE 'suspense.returned%'
        JOIN ledger_entry AS entry ON entry.posting_id = posting.id
        JOIN ledger_account AS account ON account.id = entry.account_id AND account.kind = 'suspense'
        WHERE posting.subject = 'suspense:' || item.public_id GROUP BY item.intent_id
    """)
    for intent, paise in returned:
        ours[intent] += int(paise)
    return [(intent, theirs[intent], ours[intent]) for intent in theirs | ours if theirs[intent] != ours[intent]]


def i4_what_was_paid_twice_goes_back() -> list[Any]:
    """Money for a booking that another payment paid, or that is over, is back with its payer or seen to have failed."""
    return rows("""
        SELECT payment.public_id, booking.state FROM payments_payment AS payment
        JOIN booking_booking AS booking ON payment.subject = 'booking:' || booking.public_id
        WHERE payment.is_as_asked AND booking.paid_with_id IS DISTINCT FROM payment.id
          AND NOT EXISTS (SELECT FROM payments_refund WHERE payment_id = payment.id AND state = 'failed')
          AND payment.amount_paise > (SELECT coalesce(sum(amount_paise), 0) FROM payments_refund
                                       WHERE payment_id = payment.id)
    """)


def i6_no_page_of_an_ended_attempt_is_open(stripe: dict[str, list[Json]]) -> list[Any]:
    ours = {str(mark) for mark in Attempt.objects.values_list("public_id", flat=True)}
    sessions = [each for each in stripe["checkout.session"] if each["client_reference_id"] in ours]
    return [(each["id"], each["status"]) for each in sessions if each["status"] == "open"]


def i6_every_paid_page_is_money(stripe: dict[str, list[Json]]) -> list[Any]:
    known = set(Payment.objects.values_list("intent_id", flat=True))
    known |= set(SuspenseItem.objects.values_list("intent_id", flat=True))
    return [
        each["id"]
        for each in stripe["checkout.session"]
        if each["payment_status"] == "paid" and each["payment_intent"] not in known
    ]


def i7_each_movement_has_its_posting() -> list[Any]:
    return list(Movement.objects.filter(source="").values_list("gateway_id", "kind"))


def i13_nothing_is_unknown() -> list[Any]:
    return list(Attempt.objects.filter(is_settled=False).values_list("public_id", "state", "last_error"))


def i13_no_hold_has_run_out_unseen() -> list[Any]:
    return run_out_holds()


def i13_the_inbox_is_empty() -> list[Any]:
    return list(InboxEvent.objects.filter(state=InboxState.NEW).values_list("event_id", "type", "last_error"))


def i13_nothing_waits_to_be_sent() -> list[Any]:
    refunds = Refund.objects.filter(state__in=[RefundState.STARTED, RefundState.SENT])
    items = SuspenseItem.objects.filter(state=SuspenseState.RETURNING)
    return list(refunds.values_list("public_id", "last_error")) + list(items.values_list("public_id", "last_error"))


def i13_every_event_is_taken() -> list[Any]:
    parked = list(Parked.objects.values_list("subscriber", "key", "last_error"))
    return parked + list(Event.objects.filter(position=None).values_list("type", flat=True))


def i13_the_comparison_finds_no_difference() -> list[Any]:
    last = ReconciliationRun.objects.exclude(kind="events").order_by("pk").last()
    if last is None or last.state != "done":
        return [(last and last.state, last and last.error)]
    found = last.findings.filter(is_repaired=False).exclude(kind=FindingKind.MONEY_UNMATCHED)
    wrong = list(found.values_list("kind", "object_id", "note"))
    return wrong + ([(last.gateway_paise, last.ledger_paise)] if last.gateway_paise != last.ledger_paise else [])


def h6_who_lost_a_bed_was_told_why() -> list[Any]:
    told = set(Delivery.objects.values_list("once", flat=True)) & set(Alert.objects.values_list("once", flat=True))
    ended = Booking.objects.filter(state="cancelled").values_list("public_id", flat=True)
    return [mark for mark in ended if f"booking_cancelled:{mark}" not in told]


def l3_nobody_waits_for_a_free_bed() -> list[Any]:
    free = Unit.objects.filter(pk__in=units_waited_for()).select_related("unit_type")
    return [(unit.pk, entry.pk) for unit in free for entry in next_in_line(unit)[:1]]


OF_OURS = (
    i1_the_books_are_in_order,
    i4_what_was_paid_twice_goes_back,
    i7_each_movement_has_its_posting,
    i13_nothing_is_unknown,
    i13_no_hold_has_run_out_unseen,
    i13_the_inbox_is_empty,
    i13_nothing_waits_to_be_sent,
    i13_every_event_is_taken,
    i13_the_comparison_finds_no_difference,
    h6_who_lost_a_bed_was_told_why,
    l3_nobody_waits_for_a_free_bed,
    b29_reading_everything_again_changes_nothing,
)
OF_BOTH = (
    i2_stripes_balance_is_in_our_books,
    i2_every_charge_is_in_our_books,
    i3_every_refund_is_in_our_books,
    i6_no_page_of_an_ended_attempt_is_open,
    i6_every_paid_page_is_money,
)
