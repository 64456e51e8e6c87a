"""Telling people: written down with the fact itself, for every channel the person wants, and sent by a worker."""

from collections.abc import Iterator, Sequence
from typing import Any

from project.events.operations import publish
from project.identity.models import User
from project.kernel.transactions import transaction_required
from project.kernel.wake import wake
from project.notifications import queries
from project.notifications.channels import Channel, Choice, Group
from project.notifications.kinds import find_kind
from project.notifications.models import Alert, Delivery
from project.notifications.registry import Kind, UnknownKind, knows_attachment
from project.notifications.rules import without_secrets

JOBS = {
    Channel.EMAIL: "jobs.notifications.send_mails",
    Channel.PUSH: "jobs.notifications.send_pushes",
    Channel.SMS: "jobs.notifications.send_texts",
}


class ContextIncomplete(ValueError):
    """The context lacks something the kind's templates show: the caller has a bug."""


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
    """Owe a person a message, in the transaction that makes its news true: in their bell, and by the ways they chose.

    The same `once` is told once for ever, however often the caller repeats itself. `address` is for a mailbox that
    is not (yet) the person's own, such as a new one to be confirmed.

    Raises: UnknownKind, ContextIncomplete. After commit: a worker sends it at once, each channel by itself.
    """
    about = find_kind(kind)
    _check(about, context, attachments)
    if once and queries.was_told(about, once):
        return
    told = {"kind": kind, "once": once}
    carried = {"address": address, "attachments": [list(item) for item in attachments]}
    # What opens an account is for the mailbox alone, and the daily mail has only a line for each.
    shown = without_secrets(context)
    said = {(Channel.EMAIL, False): context}
    owed = [
        Delivery(to=to, channel=way, waits_for_digest=waits, context=said.get((way, waits), shown), **told, **carried)
        for way, waits in _ways(about, to)
    ]
    Delivery.objects.bulk_create(owed, ignore_conflicts=True)
    if Channel.IN_APP in about.channels:
        _put_in_bell(Alert(person=to, path=about.path_of(shown), context=shown, **told))
    for delivery in owed:
        if not delivery.waits_for_digest:
            wake(JOBS[Channel(delivery.channel)])


def _check(kind: Kind, context: dict[str, Any], attachments: Sequence[tuple[str, int]]) -> None:
    missing = sorted(set(kind.sample) - set(context))
    if missing:
        raise ContextIncomplete(f"{kind.name} also needs {', '.join(missing)}.")
    for name, _id in attachments:
        if not knows_attachment(name):
            raise UnknownKind(f"No attachment is called {name}.")


def _ways(kind: Kind, to: User) -> Iterator[tuple[Channel, bool]]:
    """By which channels, besides the bell, and whether it goes with the daily mail."""
    if kind.channels == {Channel.EMAIL}:
        yield Channel.EMAIL, False
        return
    chosen = queries.choice_of(to, Group(kind.group))
    if kind.has_mail and (kind.is_locked or chosen[Channel.EMAIL] != Choice.OFF):
        yield Channel.EMAIL, chosen[Channel.EMAIL] == Choice.DIGEST and not (kind.is_locked or kind.is_urgent)
    if Channel.PUSH in kind.channels and chosen[Channel.PUSH] == Choice.NOW and queries.devices_of(to).exists():
        yield Channel.PUSH, False
    if Channel.SMS in kind.channels and chosen[Channel.SMS] == Choice.NOW and to.phone and queries.is_texted(kind):
        yield Channel.SMS, False


def _put_in_bell(alert: Alert) -> None:
    """Unless somebody has told the same in this very moment: then theirs is the one that stays."""
    Alert.objects.bulk_create([alert], ignore_conflicts=True)
    if alert.once is None or Alert.objects.filter(public_id=alert.public_id).exists():
        ids: dict[str, object] = {"alert": str(alert.public_id), "person": str(alert.person.public_id)}
        publish(type="alert.made", key=f"alert:{alert.public_id}", payload=ids)
