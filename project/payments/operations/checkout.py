"""Opening a payment page, and closing it again when its time is over."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from project.identity.models import User
from project.kernel import clock
from project.kernel.errors import GatewayError, Refusal
from project.kernel.fields import NivasNow
from project.kernel.locks import take_due
from project.kernel.money import Money
from project.kernel.transactions import outside_transaction, transaction, transaction_required
from project.kernel.triggers import constraint_name
from project.kernel.wake import wake
from project.payments.gateways import gateway
from project.payments.gateways.gateway import GatewayRefused, Session
from project.payments.models import LIVE_STATES, Attempt, AttemptState, Payment
from project.payments.operations.requests import Errand, order_for
from project.payments.operations.settlement import record_outcome, remember_session, session_of, settle
from project.payments.queries import charge_of, not_announced, payments_for
from project.payments.rules import ACCOUNT_CURRENCY, SMALLEST_PAISE

logger = logging.getLogger(__name__)

# Longer than the slowest answer: two tries of 23 seconds.
FIRST_WAIT = timedelta(seconds=60)
# Younger pages are watched by their return page and webhook.
A_WHILE = timedelta(minutes=1)
MOST_ASKED = 500


class AmountTooSmall(Refusal):
    """Nothing below 50 paise can be paid, let alone nothing or less than nothing."""

    code = "amount_too_small"
    message = _("This amount is too small to be paid by card or UPI.")


class CurrencyNotTaken(Refusal):
    """Our account at the gateway takes one currency only."""

    code = "currency_not_taken"
    message = _("This can only be paid in %(currency)s.")


class AlreadyPaid(Refusal):
    """The money for this subject is here: opening another page could charge somebody twice."""

    code = "already_paid"
    message = _("This is paid already. You are never charged twice.")


class EarlierPaymentOpen(Refusal):
    """Another payment page for the same thing is still open, and must be closed before a new one opens."""

    code = "earlier_payment_open"
    message = _("We are still closing your earlier payment page. Try again in a minute; you are never charged twice.")


class ChargeUnderWay(Refusal):
    """A saved method is being charged for this, and its bank has not decided yet."""

    code = "charge_under_way"
    message = _("Your saved payment method is being charged for this. You are never charged twice.")


class PaymentPageUnavailable(GatewayError):
    """The gateway did not open the page; nothing was charged, and the same call may be made again."""


@outside_transaction()
def start_checkout(
    *,
    by: User,
    subject: str,
    description: str,
    amount: Money,
    open_until: datetime,
    return_path: str,
    cancel_path: str,
    metadata: dict[str, str] | None = None,
) -> Attempt:
    """Open a payment page for a subject and give its attempt, with the address in `session_url`.

    The attempt is committed before the gateway hears of it. A second call while it is live gives the same page, so two tabs
    or an impatient finger never make two.

    Raises: AmountTooSmall; CurrencyNotTaken; AlreadyPaid; ChargeUnderWay; EarlierPaymentOpen when a live page asks for another amount or is past its
    time; PaymentPageUnavailable when it does not answer (call again: the same key and request are sent).
    """
    check_amount(amount)
    errand = Errand(subject, description, amount, open_until, return_path, cancel_path, metadata or {})
    attempt = _live_attempt(subject) or _commit_attempt(by, errand)
    if charge_of(attempt):
        raise ChargeUnderWay
    if attempt.amount != amount or attempt.open_until <= clock.now():
        _release(subject)
        raise EarlierPaymentOpen
    return _open(attempt)


@transaction_required()
def release_session(*, subject: str) -> None:
    """Make the expiry of a subject's payment page due now; a job carries it out at once.

    Locks: the subject's live attempts. After commit: the expiry is owed until the gateway answers expired or complete.
    """
    Attempt.objects.filter(subject=subject, is_settled=False, open_until__gt=NivasNow()).update(
        open_until=NivasNow(), next_try_at=NivasNow()
    )
    wake("jobs.payments.expire_owed_sessions")


@outside_transaction()
def expire_owed_sessions(*, on_paid: Callable[[Payment], object]) -> int:
    """Close every payment page whose time is over, and say how many are closed for good.

    A page that turns out to be paid is money: `on_paid` is called with it. What nobody answers for stays owed.
    """
    owed = Attempt.objects.filter(is_settled=False, open_until__lte=NivasNow())
    return sum(_expire(attempt, on_paid) for attempt in take_due(owed, first_wait=FIRST_WAIT))


@outside_transaction()
def settle_open_attempts(*, on_paid: Callable[[Payment], object]) -> int:
    """Ask after payment pages that are still open, and say how many turned out to be paid.

    For the webhook that never came while the person closed the window. With the gateway down it stops at the first one.
    """
    open_for_a_while = not_announced().filter(
        state__in=LIVE_STATES, created_at__lt=clock.now() - A_WHILE, open_until__gt=NivasNow()
    )
    paid = 0
    for attempt in open_for_a_while.order_by("id")[:MOST_ASKED]:
        try:
            payment = settle(attempt=attempt)
        except GatewayError as error:
            logger.warning("Nobody knows about attempt %s yet: %s", attempt.public_id, error)
            break
        if payment:
            on_paid(payment)
            paid += 1
    return paid


def check_amount(amount: Money) -> None:
    """Refuse what cannot be paid at all. Raises: AmountTooSmall; CurrencyNotTaken."""
    if amount.paise < SMALLEST_PAISE:
        raise AmountTooSmall
    if amount.currency != ACCOUNT_CURRENCY:
        raise CurrencyNotTaken(currency=ACCOUNT_CURRENCY)


def _expire(attempt: Attempt, on_paid: Callable[[Payment], object]) -> bool:
    try:
        payment = record_outcome(attempt_id=attempt.pk, session=_closed_session(attempt))
        if payment:
            on_paid(payment)
    except GatewayError as error:
        Attempt.objects.filter(pk=attempt.pk).update(last_error=str(error))
        logger.warning("The session of attempt %s is not closed yet: %s", attempt.public_id, error)
        return False
    return Attempt.objects.filter(pk=attempt.pk, is_settled=True).exists()


def _closed_session(attempt: Attempt) -> Session | None:
    """Close the page at the gateway and give it as it ended; nothing when there never was one."""
    if attempt.session_id:
        return gateway().expire_session(attempt.session_id)
    found = session_of(attempt)
    return gateway().expire_session(found.id) if found else None


def _live_attempt(subject: str) -> Attempt | None:
    return Attempt.objects.filter(subject=subject, state__in=LIVE_STATES).first()


def _commit_attempt(by: User, errand: Errand) -> Attempt:
    """Write the attempt with its whole request; in a race the first one counts.

    Look for money only after no live attempt was seen: an attempt stops being live in the moment its money is written.
    """
    if payments_for(errand.subject).exists():
        raise AlreadyPaid
    attempt = Attempt(
        payer=by,
        subject=errand.subject,
        description=errand.description,
        amount_paise=errand.amount.paise,
        currency=errand.amount.currency,
        open_until=errand.open_until,
        next_try_at=errand.open_until,
    )
    attempt.gateway_key = f"att:{attempt.public_id}"
    attempt.request = gateway().write_request(order_for(errand, attempt=attempt, opened_at=gateway().now()))
    try:
        with transaction():
            attempt.save(force_insert=True)
    except IntegrityError as error:
        if constraint_name(error) != "attempt_is_live_once_per_subject":
            raise
        return Attempt.objects.get(subject=errand.subject, state__in=LIVE_STATES)
    return attempt


def _open(attempt: Attempt) -> Attempt:
    # Read it back: what is sent now and after a crash is then the same to the byte.
    attempt.refresh_from_db()
    if attempt.state == AttemptState.OPEN:
        return attempt
    try:
        session = gateway().open_session(key=attempt.gateway_key, request=attempt.request)
    except GatewayRefused as error:
        _fail(attempt, error)
        raise PaymentPageUnavailable from error
    except GatewayError as error:
        return _doubt(attempt, error)
    return _opened(attempt, session)


def _opened(attempt: Attempt, session: Session) -> Attempt:
    remember_session(attempt, session)
    if attempt.state != AttemptState.OPEN:
        raise PaymentPageUnavailable
    return attempt


def _fail(attempt: Attempt, error: GatewayRefused) -> None:
    """Note the no to opening the page: no money can come of it, and a new attempt may be made."""
    logger.error("The gateway refused to open attempt %s: %s", attempt.public_id, error)
    Attempt.objects.filter(pk=attempt.pk, state__in=[AttemptState.CREATED, AttemptState.UNKNOWN]).update(
        state=AttemptState.FAILED, is_settled=True, last_error=str(error)
    )


def _doubt(attempt: Attempt, error: GatewayError) -> Attempt:
    """Note that nobody knows whether the page exists. Another tab may have opened it meanwhile."""
    logger.warning("Nobody knows whether attempt %s was opened: %s", attempt.public_id, error)
    Attempt.objects.filter(pk=attempt.pk, state__in=[AttemptState.CREATED, AttemptState.UNKNOWN]).update(
        state=AttemptState.UNKNOWN, tries=F("tries") + 1, last_error=str(error)
    )
    attempt.refresh_from_db()
    if attempt.state == AttemptState.OPEN:
        return attempt
    raise PaymentPageUnavailable from error


def _release(subject: str) -> None:
    with transaction():
        release_session(subject=subject)
