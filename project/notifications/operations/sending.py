"""The worker's part: each channel by itself, one sender a channel, until everything due went out."""

import logging
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from project.identity.models import User
from project.kernel import clock
from project.kernel.errors import Refusal
from project.kernel.locks import WORKING_SECONDS, take_due
from project.kernel.transactions import outside_transaction, transaction
from project.kernel.wake import wake
from project.notifications import locks, queries, rules
from project.notifications.channels import Channel
from project.notifications.gateways.failing import is_down
from project.notifications.kinds import find_kind
from project.notifications.models import Delivery, DeliveryState
from project.notifications.operations.carrying import CARRIERS, Undeliverable
from project.notifications.operations.closing import close, end_outage, put_off, rest
from project.notifications.operations.telling import JOBS

__all__ = ["MOST_TRIES", "NotSendable", "send_again", "send_waiting"]

logger = logging.getLogger(__name__)

# Longer than a provider may take to answer; then twice that, and so on up to six hours.
FIRST_WAIT = timedelta(seconds=30)
# About two days of trying.
MOST_TRIES = 18
# These make a phone ring; the others wait where they are until somebody looks.
NOISY = frozenset({Channel.PUSH, Channel.SMS})


class NotSendable(Refusal):
    """The message went out, or held a code or a link that was forgotten with the last try."""

    code = "not_sendable"
    message = _("This message cannot be sent again. The person can ask for a new one.")


@outside_transaction()
def send_waiting(channel: Channel = Channel.EMAIL) -> int:
    """Send what is due on a channel and say how many went out; nothing while another worker does just that.

    With the provider down they wait, longer each time; in the end they stay visible as failed with the reason.
    """
    sent, stop_at = 0, time.monotonic() + WORKING_SECONDS
    # What was owed while another worker held the lock is still seen here, when that one has let go of it.
    while time.monotonic() < stop_at and queries.has_due(channel):
        with locks.only_one_sends(channel) as is_mine:
            if not is_mine:
                return sent
            sent += _send_due(channel)
    return sent


@transaction()
def send_again(*, delivery: Delivery) -> Delivery:
    """Owe a message once more that reached nobody, with all its tries before it.

    Raises: NotSendable. Locks: the delivery. After commit: a worker sends it at once.
    """
    again = locks.lock_delivery(delivery.public_id)
    needed = set(find_kind(again.kind).sample)
    is_over = again.state in (DeliveryState.FAILED, DeliveryState.SUPPRESSED)
    if not is_over or again.waits_for_digest or not needed <= set(again.context):
        raise NotSendable
    again.state, again.tries, again.next_try_at, again.last_error = DeliveryState.WAITING, 0, clock.now(), ""
    again.save(update_fields=["state", "tries", "next_try_at", "last_error"])
    wake(JOBS[Channel(again.channel)])
    return again


def _send_due(channel: Channel) -> int:
    sent = 0
    for delivery in take_due(queries.waiting_deliveries(channel), first_wait=FIRST_WAIT):
        try:
            went_out = _send(delivery, channel)
        except Exception as error:  # noqa: BLE001 - whatever it is, the message is still owed
            _fail(delivery, error)
            if is_down(error):
                rest(channel.value, error)
                break
        else:
            sent += went_out
            # What was held back asked nobody, so it does not tell that somebody answers.
            if went_out:
                end_outage(channel.value)
    return sent


def _send(delivery: Delivery, channel: Channel) -> bool:
    if not delivery.to.is_active:
        close(delivery, DeliveryState.FAILED, "The account is closed.")
        return False
    wakes_at = _quiet_until(delivery, channel)
    if wakes_at is not None:
        Delivery.objects.filter(pk=delivery.pk).update(next_try_at=wakes_at, tries=delivery.tries - 1)
        return False
    try:
        CARRIERS[channel](delivery)
    except Undeliverable as reason:
        close(delivery, DeliveryState.SUPPRESSED, str(reason))
        return False
    close(delivery, DeliveryState.SENT, "")
    return True


def _fail(delivery: Delivery, error: Exception) -> None:
    # Neither the address nor the server's words about it belong in a log.
    logger.warning("Message %s did not go out: %s", delivery.public_id, type(error).__name__)
    put_off(delivery, error, is_last=delivery.tries >= MOST_TRIES)


def _quiet_until(delivery: Delivery, channel: Channel) -> datetime | None:
    """When the reader's quiet hours end, if they run and the message can wait."""
    if channel not in NOISY or find_kind(delivery.kind).is_urgent:
        return None
    hours = queries.hours_of(delivery.to)
    return rules.quiet_until(_wall_clock(delivery.to), hours.quiet_from, hours.quiet_until)


def _wall_clock(person: User) -> datetime:
    return clock.now().astimezone(ZoneInfo(person.time_zone))
