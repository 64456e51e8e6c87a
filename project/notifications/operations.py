"""Telling people: written down with the fact itself, sent by a worker until it went out."""

import logging
import smtplib
from collections.abc import Sequence
from datetime import timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext_lazy as _

from project.identity.models import User
from project.kernel import clock
from project.kernel.errors import Refusal
from project.kernel.fields import NivasNow
from project.kernel.locks import take_due
from project.kernel.transactions import outside_transaction, transaction, transaction_required
from project.kernel.wake import wake
from project.notifications.kinds import find_kind
from project.notifications.letters import write_letter
from project.notifications.models import Delivery, DeliveryState
from project.notifications.registry import UnknownKind, knows_attachment, make_attachment

logger = logging.getLogger(__name__)

# Longer than a mail server may take to answer; then twice that, and so on up to six hours.
FIRST_WAIT = timedelta(seconds=30)
# About two days of trying.
MOST_TRIES = 18
PERMANENT = 500


class ContextIncomplete(ValueError):
    """The context lacks something the kind's templates show: the caller has a bug."""


class NotSendable(Refusal):
    """The message went out, or held a code or a link that was forgotten with the last try."""

    code = "not_sendable"
    message = _("This message cannot be sent again. The person can ask for a new one.")


@transaction_required()
def notify(
    *,
    kind: str,
    to: User,
    context: dict[str, Any],
    once: str | None = None,
    attachments: Sequence[tuple[str, int]] = (),
    address: str = "",
) -> None:
    """Owe a person a message, in the transaction that makes its news true.

    The same `once` is told once for ever, however often the caller repeats itself. `address` is for a mailbox that
    is not (yet) the person's own, such as a new one to be confirmed.

    Raises: UnknownKind, ContextIncomplete. After commit: a worker sends it at once.
    """
    _check(kind, context, attachments)
    attached = [list(item) for item in attachments]
    delivery = Delivery(kind=kind, to=to, address=address, context=context, once=once, attachments=attached)
    Delivery.objects.bulk_create([delivery], ignore_conflicts=True)
    wake("jobs.notifications.send_waiting")


@outside_transaction()
def send_waiting() -> int:
    """Send the messages that are due and say how many went out.

    With the mail server down they wait, longer each time; in the end they stay visible as failed with the reason.
    """
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING).select_related("to")
    return sum(_send(delivery) for delivery in take_due(waiting, first_wait=FIRST_WAIT))


@transaction()
def send_again(*, delivery: Delivery) -> Delivery:
    """Owe a message once more that reached nobody, with all its tries before it.

    Raises: NotSendable. After commit: a worker sends it at once.
    """
    needed = set(find_kind(delivery.kind).sample)
    if delivery.state != DeliveryState.FAILED or not needed <= set(delivery.context):
        raise NotSendable
    delivery.state, delivery.tries, delivery.next_try_at, delivery.last_error = (
        DeliveryState.WAITING,
        0,
        clock.now(),
        "",
    )
    delivery.save(update_fields=["state", "tries", "next_try_at", "last_error"])
    wake("jobs.notifications.send_waiting")
    return delivery


def _check(kind: str, context: dict[str, Any], attachments: Sequence[tuple[str, int]]) -> None:
    missing = sorted(set(find_kind(kind).sample) - set(context))
    if missing:
        raise ContextIncomplete(f"{kind} also needs {', '.join(missing)}.")
    for name, _id in attachments:
        if not knows_attachment(name):
            raise UnknownKind(f"No attachment is called {name}.")


def _send(delivery: Delivery) -> bool:
    if not delivery.to.is_active:
        return _close(delivery, DeliveryState.FAILED, "The account is closed.")
    try:
        _envelope(delivery).send()
    except Exception as error:  # noqa: BLE001 - whatever it is, the message is still owed
        return _put_off(delivery, error)
    return _close(delivery, DeliveryState.SENT, "")


def _put_off(delivery: Delivery, error: Exception) -> bool:
    reason = f"{type(error).__name__}: {error}"[:500]
    # Neither the address nor the server's words about it belong in a log.
    logger.warning("Message %s did not go out: %s", delivery.public_id, type(error).__name__)
    if delivery.tries >= MOST_TRIES or _is_final(error):
        return _close(delivery, DeliveryState.FAILED, reason)
    Delivery.objects.filter(pk=delivery.pk).update(last_error=reason)
    return False


def _is_final(error: Exception) -> bool:
    """Say whether the server knows no such mailbox: asking again would only hurt our name."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= PERMANENT for code, _words in error.recipients.values())


def _close(delivery: Delivery, state: DeliveryState, reason: str) -> bool:
    sent_at = NivasNow() if state is DeliveryState.SENT else None
    kept = without_secrets(delivery.context)
    Delivery.objects.filter(pk=delivery.pk).update(state=state, last_error=reason, sent_at=sent_at, context=kept)
    return state is DeliveryState.SENT


def without_secrets(context: dict[str, Any]) -> dict[str, Any]:
    """Forget a code or a link that opens an account once it is sent: staff read what we told people."""
    return {key: value for key, value in context.items() if "_secret" not in key}


def _envelope(delivery: Delivery) -> EmailMultiAlternatives:
    """Write the mail itself. Its id comes from the delivery, so a mailbox that gets it twice shows it once."""
    shown = delivery.context | {"carries": [name for name, _id in delivery.attachments]}
    letter = write_letter(find_kind(delivery.kind), shown, to=delivery.to)
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[delivery.goes_to],
        headers={"Message-ID": f"<{delivery.public_id}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(letter.html, "text/html")
    for name, row_id in delivery.attachments:
        mail.attach(*make_attachment(name, row_id))
    return mail
