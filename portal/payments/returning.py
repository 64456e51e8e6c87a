"""Back from the payment page: learn what happened there, and let the booking follow from it."""

from django.core.cache import cache

from project.booking.operations import confirm_paid
from project.kernel.errors import GatewayError
from project.payments.models import Attempt, Payment
from project.payments.operations import settle
from project.payments.queries import payment_of

# The return page asks every two seconds; Stripe is asked once in this many.
ASK_AGAIN_AFTER = 4


def settle_and_confirm(attempt: Attempt) -> Payment | None:
    """Ask Stripe what became of an attempt and book what was paid; safe to repeat.

    Raises: GatewayError when Stripe does not answer; the page then shows what we know.
    """
    payment = settle(attempt=attempt)
    if payment is not None:
        confirm_paid(payment_id=payment.pk)
    return payment


def catch_up(attempt: Attempt) -> bool:
    """Do the same for a page that polls: at most every few seconds, and a silent Stripe only means "not yet".

    Says whether the money is here.
    """
    if attempt.is_live and cache.add(f"catch-up:{attempt.pk}", True, ASK_AGAIN_AFTER):
        try:
            return settle_and_confirm(attempt) is not None
        except GatewayError:
            return False
    return payment_of(attempt) is not None
