"""Freeing units whose hold has run out, for those who look at what is free; a claim needs no sweeper."""

import logging

from django.db import DatabaseError

from project.booking import queries
from project.booking.models import Booking
from project.booking.operations.ending import lapse_hold
from project.booking.operations.paying import confirm_paid
from project.kernel.errors import GatewayError
from project.kernel.transactions import outside_transaction
from project.payments import operations as payments
from project.payments import queries as payment_queries

log = logging.getLogger(__name__)


@outside_transaction()
def lapse_holds() -> int:
    """Let every run-out hold lapse, and say how many did.

    It first asks Stripe whether the money came after all; with Stripe down the holds lapse all the same, and
    money that still comes is late money. Each hold has its own short transaction, and one that fails does not
    stop the others.
    """
    lapsed, stripe_answers = 0, True
    for booking in queries.run_out_holds():
        stripe_answers = stripe_answers and _ask_about(booking)
        lapsed += _lapse_or_log(booking)
    return lapsed


def _ask_about(booking: Booking) -> bool:
    """Book what turns out to be paid; False when Stripe does not answer, so that nobody else waits for it."""
    attempt = payment_queries.attempt_for(booking.tenant, booking.subject)
    if attempt is None or attempt.is_settled:
        return True
    try:
        payment = payments.settle(attempt=attempt)
    except GatewayError as error:
        log.warning("Holds lapse unasked, for Stripe does not answer: %s", error)
        return False
    if payment is not None:
        confirm_paid(payment_id=payment.pk)
    return True


def _lapse_or_log(booking: Booking) -> bool:
    try:
        return lapse_hold(booking_id=booking.pk)
    except DatabaseError:
        log.exception("The hold of booking %s did not lapse.", booking.public_id)
        return False
