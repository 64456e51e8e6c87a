"""Opening the page that saves a method, and following it: the try is committed before the gateway hears of it."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from project.identity.models import User
from project.kernel import clock
from project.kernel.errors import GatewayError, Refusal
from project.kernel.formats import format_money
from project.kernel.locks import take_due
from project.kernel.money import Money
from project.kernel.transactions import outside_transaction, transaction
from project.kernel.triggers import constraint_name
from project.payments.gateways import gateway
from project.payments.gateways.gateway import GatewayRefused
from project.payments.gateways.saving import Setup, SetupOrder, SetupProgress
from project.payments.models import OPEN_SETUPS, Customer, Interval, SavedMethod, SetupAttempt, SetupState
from project.payments.operations.saved import record_setup
from project.payments.rules import ACCOUNT_CURRENCY, FREE_OF_APPROVAL_PAISE, SMALLEST_PAISE

logger = logging.getLogger(__name__)

FIRST_WAIT = timedelta(seconds=60)
# Long enough to find the card and the phone with the bank's code.
OPEN_FOR = timedelta(hours=1)
# A key may be forgotten after a day; later we look for what it made.
KEY_IS_SAFE_FOR = timedelta(hours=20)


class LimitOutOfRange(Refusal):
    """Nothing can be taken under such a limit, or not without asking the person each time."""

    code = "limit_out_of_range"
    message = _("Choose an amount between %(least)s and %(most)s.")


class SavingUnavailable(GatewayError):
    """The gateway did not open the page; nothing was saved, and the same call may be made again."""


@outside_transaction()
def start_saving_method(
    *, by: User, limit: Money, return_path: str, interval: Interval = Interval.SPORADIC
) -> SetupAttempt:
    """Open the gateway's page that saves a method, and give the try with its address in `page_url`.

    `{id}` in `return_path` becomes the try's public id. A second call while one is open gives the same page; one with
    another limit closes the first.

    Raises: LimitOutOfRange; SavingUnavailable when the gateway does not answer (call again).
    """
    _check_limit(limit)
    running = SetupAttempt.objects.filter(person=by, state__in=OPEN_SETUPS).first()
    if running and (running.limit, running.interval) == (limit, interval) and running.open_until > clock.now():
        return _open(running)
    if running:
        _close_now(running)
    return _open(_commit_setup(by, limit, interval, return_path))


@outside_transaction()
def settle_setup(*, attempt: SetupAttempt) -> SavedMethod | None:
    """Ask the gateway what became of a try, write it down, and give the method if one was saved.

    Called by the webhook's worker, the return page and the sweeper alike, as often as they like: a method is saved
    once.

    Raises: GatewayError when the gateway does not answer; nothing has changed then.
    """
    return record_setup(attempt_id=attempt.pk, setup=_setup_of(attempt))


@outside_transaction()
def close_owed_setups() -> int:
    """Follow pages that are not over, close those whose time is, and say how many are settled for good."""
    owed = SetupAttempt.objects.filter(is_settled=False)
    return sum(_follow(attempt) for attempt in take_due(owed, first_wait=FIRST_WAIT))


def _check_limit(limit: Money) -> None:
    least, most = Money(SMALLEST_PAISE, ACCOUNT_CURRENCY), Money(FREE_OF_APPROVAL_PAISE, ACCOUNT_CURRENCY)
    if limit.currency != ACCOUNT_CURRENCY or not least <= limit <= most:
        raise LimitOutOfRange(least=format_money(least), most=format_money(most))


def _commit_setup(by: User, limit: Money, interval: Interval, return_path: str) -> SetupAttempt:
    """Write the try with its whole request; in a race the first one counts."""
    attempt = SetupAttempt(
        person=by,
        customer=_customer_of(by),
        max_paise=limit.paise,
        currency=limit.currency,
        interval=interval,
        open_until=clock.now() + OPEN_FOR,
    )
    attempt.gateway_key = f"setup:{attempt.public_id}"
    attempt.request = gateway().write_setup(_order_for(attempt, return_path))
    attempt.next_try_at = clock.now() + FIRST_WAIT
    try:
        with transaction():
            attempt.save(force_insert=True)
    except IntegrityError as error:
        if constraint_name(error) != "setup_is_open_once_per_person":
            raise
        return SetupAttempt.objects.get(person=by, state__in=OPEN_SETUPS)
    return attempt


def _order_for(attempt: SetupAttempt, return_path: str) -> SetupOrder:
    return SetupOrder(
        reference=str(attempt.public_id),
        customer_id=attempt.customer.gateway_id,
        limit=attempt.limit,
        interval=attempt.interval,
        starts_at=gateway().now(),
        return_url=settings.SITE_ORIGIN + return_path.replace("{id}", str(attempt.public_id)),
    )


def _customer_of(person: User) -> Customer:
    """Give the person as the gateway knows them, made known when they are new there."""
    known = Customer.objects.filter(person=person).first()
    if known is not None:
        return known
    key, reference = f"cus:{person.public_id}", str(person.public_id)
    try:
        made = gateway().open_customer(key=key, reference=reference, name=person.name, email=person.email)
    except GatewayError as error:
        raise SavingUnavailable from error
    with transaction():
        return Customer.objects.get_or_create(person=person, defaults={"gateway_id": made})[0]


def _open(attempt: SetupAttempt) -> SetupAttempt:
    # Read it back: what is sent now and after a crash is then the same to the byte.
    attempt.refresh_from_db()
    if attempt.state == SetupState.OPEN:
        return attempt
    try:
        setup = gateway().open_setup(key=attempt.gateway_key, request=attempt.request)
    except GatewayRefused as error:
        _note(attempt, state=SetupState.FAILED, is_settled=True, last_error=str(error))
        raise SavingUnavailable from error
    except GatewayError as error:
        _note(attempt, state=SetupState.UNKNOWN, last_error=str(error))
        raise SavingUnavailable from error
    _remember(attempt, setup)
    return attempt


def _note(attempt: SetupAttempt, **changes: object) -> None:
    """Note that the page was not opened; another tab may have opened it meanwhile."""
    logger.warning("Setup %s was not opened: %s", attempt.public_id, changes["last_error"])
    unopened = [SetupState.CREATED, SetupState.UNKNOWN]
    SetupAttempt.objects.filter(pk=attempt.pk, state__in=unopened).update(**changes)


def _remember(attempt: SetupAttempt, setup: Setup) -> None:
    SetupAttempt.objects.filter(pk=attempt.pk, setup_id__isnull=True).update(setup_id=setup.id, page_url=setup.url)
    SetupAttempt.objects.filter(pk=attempt.pk, state__in=[SetupState.CREATED, SetupState.UNKNOWN]).update(
        state=SetupState.OPEN, last_error=""
    )
    attempt.refresh_from_db()


def _setup_of(attempt: SetupAttempt) -> Setup | None:
    """Read the page of a try, or find it when a crash kept us from noting its id."""
    if attempt.setup_id:
        return gateway().get_setup(attempt.setup_id)
    if clock.now() - attempt.created_at < KEY_IS_SAFE_FOR:
        return _ask_again(attempt)
    return gateway().find_setup(customer_id=attempt.customer.gateway_id, reference=str(attempt.public_id))


def _ask_again(attempt: SetupAttempt) -> Setup | None:
    try:
        setup = gateway().open_setup(key=attempt.gateway_key, request=attempt.request)
    except GatewayRefused:
        return None
    _remember(attempt, setup)
    # A replay shows the page as it was when it was made.
    return gateway().get_setup(setup.id)


def _close_now(attempt: SetupAttempt) -> None:
    """Close an open page because another takes its place; a silent gateway keeps the first."""
    try:
        record_setup(attempt_id=attempt.pk, setup=_closed(attempt))
    except GatewayError as error:
        raise SavingUnavailable from error


def _follow(attempt: SetupAttempt) -> bool:
    try:
        is_over = attempt.open_until <= clock.now()
        record_setup(attempt_id=attempt.pk, setup=_closed(attempt) if is_over else _setup_of(attempt))
    except GatewayError as error:
        SetupAttempt.objects.filter(pk=attempt.pk).update(last_error=str(error))
        logger.warning("Nobody knows about setup %s yet: %s", attempt.public_id, error)
    return SetupAttempt.objects.filter(pk=attempt.pk, is_settled=True).exists()


def _closed(attempt: SetupAttempt) -> Setup | None:
    found = _setup_of(attempt) if attempt.setup_id is None else None
    setup_id = attempt.setup_id or (found.id if found else None)
    if setup_id is None:
        return None
    setup = gateway().close_setup(setup_id)
    # Only a page that is read says what it saved.
    return gateway().get_setup(setup.id) if setup.progress is SetupProgress.SAVED else setup
