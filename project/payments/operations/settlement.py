"""Learning what became of an attempt, and writing it down once."""

from datetime import timedelta

from project.events.operations import publish
from project.kernel.transactions import outside_transaction, transaction
from project.kernel.wake import wake
from project.payments.gateways import gateway
from project.payments.gateways.gateway import Capture, GatewayRefused, GatewayUnclear, Session, SessionState
from project.payments.locks import lock_attempt
from project.payments.models import LIVE_STATES, Attempt, AttemptState, Payment
from project.payments.operations.books import post_fee, post_received
from project.payments.operations.suspending import suspend_payment
from project.payments.queries import payment_of

# Keys may be forgotten after 24 hours; a repeat after that would open a second page.
KEY_IS_SAFE_FOR = timedelta(hours=20)
CLOCKS_DIFFER_BY = timedelta(minutes=10)


@outside_transaction()
def settle(*, attempt: Attempt, session_id: str | None = None) -> Payment | None:
    """Ask the gateway what became of an attempt, record it, and give the money if it came.

    Called by the webhook's worker, the return page and the sweeper alike, in any order and as often as they like:
    money is recorded once. `session_id` is for a webhook that knows the page before we do.

    Raises: GatewayError when the gateway does not answer; nothing has changed then.
    """
    payment = payment_of(attempt)
    if payment is not None:
        return payment
    session = gateway().get_session(session_id) if session_id else session_of(attempt)
    return record_outcome(attempt_id=attempt.pk, session=session)


def session_of(attempt: Attempt) -> Session | None:
    """Read the attempt's page, or find it when a crash kept us from noting its id.

    None means that no page was ever opened.
    """
    if attempt.session_id:
        return gateway().get_session(attempt.session_id)
    closes_at = gateway().closes_at(attempt.request)
    opened_at = closes_at - gateway().page_is_open_for
    if gateway().now() - opened_at > KEY_IS_SAFE_FOR:
        return gateway().find_session(
            reference=str(attempt.public_id), since=opened_at - CLOCKS_DIFFER_BY, until=closes_at
        )
    return _ask_again(attempt)


def _ask_again(attempt: Attempt) -> Session | None:
    """Send the same request under the same key: it answers with the page it made, or makes it now."""
    try:
        replayed = gateway().open_session(key=attempt.gateway_key, request=attempt.request)
    except GatewayRefused:
        return None
    remember_session(attempt, replayed)
    # A replay shows the page as it was when it was made.
    return gateway().get_session(replayed.id)


def remember_session(attempt: Attempt, session: Session) -> None:
    """Note the page of an attempt; an attempt that has ended keeps its state."""
    Attempt.objects.filter(pk=attempt.pk, session_id__isnull=True).update(
        session_id=session.id, session_url=session.url
    )
    Attempt.objects.filter(pk=attempt.pk, state__in=[AttemptState.CREATED, AttemptState.UNKNOWN]).update(
        state=AttemptState.OPEN, last_error=""
    )
    attempt.refresh_from_db()


def record_outcome(*, attempt_id: int, session: Session | None) -> Payment | None:
    """Write down how a page stands; `None` stands for a page that never was.

    Locks: the attempt. After commit: a job books what was paid for, should this process die here.
    """
    with transaction():
        attempt = _locked(attempt_id, session)
        if session is not None and session.state is SessionState.PAID:
            return _record_paid(attempt, session)
        if session is not None and session.id != attempt.session_id:
            # A page that carries our mark and is not the one we opened: only money counts.
            return None
        if session is None or session.state is SessionState.EXPIRED:
            _end(attempt, AttemptState.EXPIRED)
        elif session.state is SessionState.FAILED:
            _fail(attempt)
    return None


def record_capture(*, attempt_id: int, capture: Capture) -> Payment | None:
    """Write down money that carries an attempt's mark, whichever page it came by.

    Locks: the attempt. After commit: as for `record_outcome`.
    """
    with transaction():
        return _record_money(lock_attempt(attempt_id), capture)


def _locked(attempt_id: int, session: Session | None) -> Attempt:
    attempt = lock_attempt(attempt_id)
    if session is not None and attempt.session_id is None:
        attempt.session_id = session.id
        attempt.save(update_fields=["session_id"])
    return attempt


def _end(attempt: Attempt, state: AttemptState) -> bool:
    """Close a live attempt; one that has ended stays as it is, and owes its page no more."""
    if attempt.state not in LIVE_STATES:
        Attempt.objects.filter(pk=attempt.pk, is_settled=False).update(is_settled=True)
        return False
    attempt.state, attempt.is_settled, attempt.last_error = state, True, ""
    attempt.save(update_fields=["state", "is_settled", "last_error"])
    return True


def _fail(attempt: Attempt) -> None:
    if _end(attempt, AttemptState.FAILED):
        _publish("payment.failed", attempt, {"amount_paise": attempt.amount_paise})


def _record_paid(attempt: Attempt, session: Session) -> Payment | None:
    if session.capture is None:
        raise GatewayUnclear(f"Session {session.id} is paid, but its charge is not readable yet.")
    return _record_money(attempt, session.capture)


def _record_money(attempt: Attempt, capture: Capture) -> Payment | None:
    payment, is_new = _payment_from(attempt, capture)
    if is_new:
        attempt.state, attempt.is_settled, attempt.last_error = AttemptState.SUCCEEDED, True, ""
        attempt.save(update_fields=["state", "is_settled", "last_error"])
        _post(payment, capture)
        _tell(attempt, payment)
    return payment if payment.is_as_asked else None


def _post(payment: Payment, capture: Capture) -> None:
    if payment.is_as_asked:
        post_received(payment)
    else:
        suspend_payment(payment, charge_id=capture.charge_id)
    post_fee(of=payment, fee=capture.fee, at=capture.paid_at)


def _payment_from(attempt: Attempt, capture: Capture) -> tuple[Payment, bool]:
    return Payment.objects.get_or_create(
        intent_id=capture.intent_id,
        defaults={
            "attempt": attempt,
            "payer_id": attempt.payer_id,
            "subject": attempt.subject,
            "amount_paise": capture.amount.paise,
            "currency": capture.amount.currency,
            "method": capture.method,
            "paid_at": capture.paid_at,
            "is_as_asked": capture.amount == attempt.amount,
        },
    )


def _tell(attempt: Attempt, payment: Payment) -> None:
    body = {"payment": str(payment.public_id), "amount_paise": payment.amount_paise}
    if payment.is_as_asked:
        _publish("payment.succeeded", attempt, body)
        wake("jobs.payments.settle_then_confirm", attempt.pk)
    else:
        _publish("payment.differs", attempt, body | {"asked_paise": attempt.amount_paise})


def _publish(type: str, attempt: Attempt, payload: dict[str, object]) -> None:
    mark = {"attempt": str(attempt.public_id), "subject": attempt.subject}
    publish(type=type, key=f"attempt:{attempt.pk}", payload=mark | payload)
