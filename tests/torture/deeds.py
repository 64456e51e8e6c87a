"""What people, staff, banks and the network do to the house. Each deed picks its object by number and takes a no."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeVar
from uuid import uuid4

import stripe as sdk

from portal.payments.returning import settle_and_confirm
from project.booking import operations as booking
from project.booking.models import Booking, Occupancy, WaitlistEntry
from project.kernel import clock
from project.payments import operations as payments
from project.payments.models import Attempt, Dispute, Payment, SuspenseItem
from project.payments.stripesim.testing import DECLINED_CARD, DISPUTED_CARD, GOOD_CARD, VERIFIED_CARD
from tests.torture.world import TIMED, World, politely

HOOK_FAULTS = ["never_made", "drop", "duplicate", "bad_signature", "stale", "future"]
API_FAULTS = ["429", "500", "503", "drop_before", "drop_after_commit", "slow"]
ROUTES = ["*", "POST *", "GET *", "POST /v1/checkout/sessions*", "POST /v1/refunds", "GET /v1/checkout/sessions*"]
CARDS = {"declined": DECLINED_CARD, "verified": VERIFIED_CARD, "refused": VERIFIED_CARD, "late dispute": DISPUTED_CARD}

Thing = TypeVar("Thing")


def pick(things: Sequence[Thing], number: int) -> Thing | None:
    """The latest first, so that small numbers are what is going on."""
    return things[-1 - number % len(things)] if things else None


def hold(world: World, who: int, *, days: int = 7) -> Booking | None:
    """Somebody asks for a bed."""
    by = world.people[who % len(world.people)]
    asked = {"move_in": clock.today() + timedelta(days=days), "idempotency_key": uuid4()}
    return politely(lambda: booking.hold_unit(by=by, unit_type_id=world.offer.public_id, **asked))


def open_page(world: World, which: int) -> Attempt | None:
    """Somebody presses the button that leads to Stripe."""
    held = pick(world.bookings("held"), which)
    if held is None:
        return None
    path = f"/bookings/{held.public_id}/"
    return politely(
        lambda: booking.start_payment(booking=held, by=held.tenant, return_path=f"{path}return/", cancel_path=path)
    )


def pay(world: World, which: int, how: str = "good") -> None:
    """Somebody fills in a payment page that they have the address of; nobody checks whether it is still of use."""
    page = pick(world.pages(), which)
    if page is None:
        return
    world.sim.pay(page, CARDS.get(how, GOOD_CARD))
    if how in {"verified", "refused"}:
        world.sim.verify(page, accept=how == "verified")


def come_back(world: World, which: int) -> None:
    """Somebody returns from Stripe."""
    attempt = pick(list(Attempt.objects.order_by("pk")), which)
    if attempt is not None:
        politely(lambda: settle_and_confirm(attempt))


def pay_at_once(world: World, which: int, how: str, *, comes_back: bool) -> None:
    """Somebody pays without losing time."""
    attempt = open_page(world, which)
    if attempt is None or not attempt.session_id:
        return
    world.sim.pay(attempt.session_id, CARDS.get(how, GOOD_CARD))
    if how == "verified":
        world.sim.verify(attempt.session_id)
    if comes_back:
        politely(lambda: settle_and_confirm(attempt))


def cancel(world: World, which: int) -> None:
    """Somebody changes their mind."""
    mine = pick(world.bookings("held", "booked"), which)
    if mine is not None:
        politely(lambda: booking.cancel_booking(booking=mine, by=mine.tenant, reason="Other plans"))


def join(world: World, who: int, *, days: int) -> None:
    """Somebody stands in line."""
    by, day = world.people[who % len(world.people)], clock.today() + timedelta(days=days)
    politely(lambda: booking.join_waitlist(by=by, unit_type_id=world.offer.public_id, move_in=day))


def leave(world: World, which: int) -> None:
    """Somebody gives up their place."""
    entry = pick(list(WaitlistEntry.objects.filter(state="waiting").order_by("pk")), which)
    if entry is not None:
        politely(lambda: booking.leave_waitlist(entry=entry))


def confirm(world: World, which: int) -> None:
    """Staff take cash."""
    held = pick(world.bookings("held"), which)
    if held is not None:
        politely(lambda: booking.confirm_booking(booking=held, by=world.staff))


def move(world: World, which: int) -> None:
    """Somebody moves in, or out."""
    found = pick(world.bookings("booked", "staying"), which)
    if found is not None:
        act = booking.record_move_in if found.state == "booked" else booking.record_move_out
        politely(lambda: act(booking=found, by=world.staff))


def block_or_unblock(world: World, which: int, *, days: int | None) -> None:
    """A bed is taken off the market, or comes back."""
    block = pick(list(Occupancy.objects.filter(kind="blocked").order_by("pk")), which)
    if block is not None:
        booking.unblock_unit(block=block, by=world.staff)
        return
    unit, start = world.units()[which % len(world.units())], clock.today()
    end = start + timedelta(days=days) if days else None
    politely(lambda: booking.block_unit(unit=unit, start=start, end=end, reason="Painting", by=world.staff))


def decide(world: World, which: int, who: int, what: str) -> None:
    """Staff say whose money it is, or that it goes back."""
    item = pick(list(SuspenseItem.objects.order_by("pk")), which)
    if item is None:
        return
    if what == "return":
        politely(lambda: payments.return_suspense(item=item, by=world.staff))
    elif what == "match":
        payer = world.people[who % len(world.people)]
        wishes = {"payer": payer, "subject": f"credit:{payer.pk}", "description": "Found money"}
        politely(lambda: payments.match_suspense(item=item, by=world.staff, **wishes))
    elif attempt := pick(list(Attempt.objects.order_by("pk")), who):
        politely(lambda: payments.match_suspense(item=item, by=world.staff, attempt=attempt))


def dispute(world: World, which: int, *, part: bool) -> None:
    """A bank wants a payment back, or a part of it."""
    payment = pick(list(Payment.objects.order_by("pk")), which)
    if payment is not None:
        wishes = {"amount": payment.amount_paise // 3} if part else {}
        with suppress(AssertionError):
            world.sim.dispute(payment.intent_id, **wishes)


def answer_dispute(world: World, which: int) -> None:
    """Staff say what happened."""
    found = pick(list(Dispute.objects.filter(state="needs_response").order_by("pk")), which)
    if found is not None:
        evidence = {"explanation": "They lived here."}
        politely(lambda: payments.submit_evidence(dispute=found, by=world.staff, evidence=evidence))


def decide_dispute(world: World, which: int, outcome: str) -> None:
    """A bank decides."""
    found = pick(list(Dispute.objects.filter(is_settled=False).order_by("pk")), which)
    if found is not None:
        with suppress(AssertionError):
            world.sim.decide(found.gateway_id, outcome)


def pay_from_abroad(world: World, paise: int) -> None:
    """Money comes to the account that nobody of ours asked for."""
    body: dict[str, Any] = {
        "amount": paise,
        "currency": "inr",
        "payment_method": "pm_card_visa",
        "confirm": True,
        "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
    }
    with suppress(sdk.StripeError):
        world.sim.client().v1.payment_intents.create(body)  # type: ignore[arg-type]


def refund_by_hand(world: World, which: int, *, part: bool) -> None:
    """Somebody gives money back in Stripe's own pages."""
    payment = pick(list(Payment.objects.order_by("pk")), which)
    if payment is not None:
        body = {"payment_intent": payment.intent_id} | ({"amount": payment.amount_paise // 3} if part else {})
        with suppress(sdk.StripeError):
            world.sim.client().v1.refunds.create(body)  # type: ignore[arg-type]


def hold_or_release(world: World, order: str) -> None:
    """Messages are kept back, or come after all."""
    if order == "hold":
        world.sim.control("hooks/hold")
    else:
        world.sim.control("hooks/release", order=order)


def one_turn(world: World) -> None:
    """Everything that runs by itself has its turn once."""
    world.receive_hooks()
    for job in TIMED:
        if job != "reconcile":
            world.run(job)
