"""Charging a saved method without its person: only under an active mandate, never above it, once per subject."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from project.identity.models import User
from project.kernel import clock
from project.kernel.clock import HOUSE_ZONE
from project.kernel.errors import GatewayError, Refusal
from project.kernel.formats import format_money
from project.kernel.money import Money
from project.kernel.transactions import outside_transaction, transaction
from project.kernel.triggers import refusing
from project.payments.gateways import gateway
from project.payments.gateways.gateway import GatewayRefused, Session
from project.payments.gateways.saving import ChargeOrder
from project.payments.models import (
    LIVE_STATES,
    Attempt,
    AttemptState,
    Charge,
    Customer,
    Interval,
    Mandate,
    MethodState,
    SavedMethod,
)
from project.payments.operations.checkout import AlreadyPaid, ChargeUnderWay, EarlierPaymentOpen, check_amount
from project.payments.operations.keeping import MethodGone
from project.payments.operations.settlement import record_outcome, remember_session, settle
from project.payments.queries import active_mandate, charge_of, chargeable, payments_for

# A bank decides after 26 hours. What it has not decided by then is withdrawn, if it still can be.
WAITS_FOR = timedelta(days=3)


class PayOnThePage(Refusal):
    """It cannot be charged without the person; a payment page can."""

    code = "pay_on_the_page"
    message = _("This cannot be charged automatically. Please pay it on the payment page.")


class NotAllowedByBank(PayOnThePage):
    """There is no mandate in force: the bank lets nothing through."""

    code = "no_active_mandate"
    message = _("Your bank has not allowed automatic payments from this card. Please pay on the payment page.")


class AboveTheLimit(PayOnThePage):
    """More than the person allowed, or more than the law lets anybody take without asking them."""

    code = "above_the_limit"
    message = _("At most %(most)s can be charged without you. Please pay this one on the payment page.")


class UsedThisMonth(PayOnThePage):
    """The mandate allows one payment a month, and this month had its own."""

    code = "mandate_used_this_month"
    message = _("This card was charged this month already. Please pay this one on the payment page.")


class ChargeDeclined(PayOnThePage):
    """The bank said no, or wants the person to confirm."""

    code = "charge_declined"
    message = _("Your bank did not let this payment through without you. Please pay on the payment page.")


class ChargeUnclear(GatewayError):
    """Nobody knows yet whether it was charged; the attempt stands, and the sweeper finds out."""


@outside_transaction()
def charge_saved_method(
    *,
    by: User,
    method: SavedMethod,
    subject: str,
    description: str,
    amount: Money,
    metadata: dict[str, str] | None = None,
) -> Attempt:
    """Charge a saved method for a subject and give the attempt: mostly open for a day, until the bank has decided.

    The attempt is committed before the gateway hears of it. A second call while it is live sends nothing new. Money
    that comes is settled like any other.

    Raises: AmountTooSmall; CurrencyNotTaken; MethodGone; AlreadyPaid; EarlierPaymentOpen while a page for it is open;
    PayOnThePage (NotAllowedByBank, AboveTheLimit, UsedThisMonth, ChargeDeclined): open a page instead;
    ChargeUnclear when the gateway does not answer.
    """
    check_amount(amount)
    live = Attempt.objects.filter(subject=subject, state__in=LIVE_STATES).first()
    if live is not None:
        return _again(live, amount)
    mandate = _mandate_for(by, method, amount)
    return _send(_commit_charge(by, method, mandate, subject, description, amount, metadata or {}))


def _again(live: Attempt, amount: Money) -> Attempt:
    """Give the charge that is under way; what nobody knows about is asked again under the same key."""
    if charge_of(live) is None:
        raise EarlierPaymentOpen
    if live.amount != amount:
        raise ChargeUnderWay
    return _send(live)


def _mandate_for(by: User, method: SavedMethod, amount: Money) -> Mandate:
    if method.person_id != by.pk or not SavedMethod.objects.filter(pk=method.pk, state=MethodState.ACTIVE).exists():
        raise MethodGone
    mandate = active_mandate(method)
    if mandate is None:
        raise NotAllowedByBank
    if amount > chargeable(mandate):
        raise AboveTheLimit(most=format_money(chargeable(mandate)))
    if mandate.interval == Interval.MONTH and _was_used_this_month(mandate):
        raise UsedThisMonth
    return mandate


def _was_used_this_month(mandate: Mandate) -> bool:
    today = clock.now().astimezone(ZoneInfo(HOUSE_ZONE))
    began = today.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return Charge.objects.filter(mandate=mandate, created_at__gte=began).exists()


def _commit_charge(
    by: User,
    method: SavedMethod,
    mandate: Mandate,
    subject: str,
    description: str,
    amount: Money,
    metadata: dict[str, str],
) -> Attempt:
    """Write the attempt with its whole request and what allows it; the database decides whether it may be.

    Look for money only after no live attempt was seen: an attempt stops being live in the moment its money is written.
    """
    if payments_for(subject).exists():
        raise AlreadyPaid
    until = clock.now() + WAITS_FOR
    attempt = Attempt(payer=by, subject=subject, description=description, open_until=until, next_try_at=until)
    attempt.amount_paise, attempt.currency = amount.paise, amount.currency
    attempt.gateway_key = f"charge:{attempt.public_id}"
    attempt.request = gateway().write_charge(_order_for(attempt, method, mandate, metadata))
    refusals = {
        "attempt_is_live_once_per_subject": EarlierPaymentOpen,
        "charge_has_an_active_mandate": NotAllowedByBank,
    }
    with refusing(refusals), transaction():
        attempt.save(force_insert=True)
        Charge.objects.create(attempt=attempt, method=method, mandate=mandate)
    return attempt


def _order_for(attempt: Attempt, method: SavedMethod, mandate: Mandate, metadata: dict[str, str]) -> ChargeOrder:
    return ChargeOrder(
        amount=attempt.amount,
        description=attempt.description,
        customer_id=Customer.objects.get(person_id=method.person_id).gateway_id,
        method_id=method.gateway_id,
        mandate_id=mandate.gateway_id,
        asked_at=gateway().now(),
        marks={**metadata, "attempt": str(attempt.public_id), "subject": attempt.subject},
    )


def _send(attempt: Attempt) -> Attempt:
    # Read it back: what is sent now and after a crash is then the same to the byte.
    attempt.refresh_from_db()
    if attempt.state == AttemptState.OPEN:
        return attempt
    if attempt.state == AttemptState.UNKNOWN:
        return _find_out(attempt)
    try:
        session = gateway().open_session(key=attempt.gateway_key, request=attempt.request)
    except GatewayRefused as error:
        _mark(attempt, AttemptState.FAILED, str(error), is_settled=True)
        raise ChargeDeclined from error
    except GatewayError as error:
        _mark(attempt, AttemptState.UNKNOWN, str(error))
        raise ChargeUnclear from error
    return _sent(attempt, session)


def _find_out(attempt: Attempt) -> Attempt:
    """Ask what became of a charge that nobody knows about; the same key and request are sent while keys are safe."""
    try:
        settle(attempt=attempt)
    except GatewayError as error:
        raise ChargeUnclear from error
    attempt.refresh_from_db()
    return attempt


def _sent(attempt: Attempt, session: Session) -> Attempt:
    Charge.objects.filter(attempt=attempt).update(decided_by=session.decided_by, needs_approval=session.needs_approval)
    remember_session(attempt, session)
    record_outcome(attempt_id=attempt.pk, session=session)
    attempt.refresh_from_db()
    return attempt


def _mark(attempt: Attempt, state: AttemptState, error: str, *, is_settled: bool = False) -> None:
    """Note that it was refused, or that nobody knows."""
    unsent = [AttemptState.CREATED, AttemptState.UNKNOWN]
    Attempt.objects.filter(pk=attempt.pk, state__in=unsent).update(state=state, last_error=error, is_settled=is_settled)
