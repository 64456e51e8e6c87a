"""How a delivery leaves the house, by channel. Each either went out when this returns, or says why not."""

from collections.abc import Callable
from typing import Any

from django.conf import settings

from project.kernel.fields import NivasNow
from project.notifications import queries
from project.notifications.channels import Channel
from project.notifications.gateways.failing import NobodyThere, Unreachable, is_down
from project.notifications.gateways.mail import send_mail
from project.notifications.gateways.push import provider_of, send_push
from project.notifications.gateways.sms import sms_gateway
from project.notifications.kinds import find_kind
from project.notifications.letters import write_letter, write_short
from project.notifications.models import Delivery, Device, Suppression
from project.notifications.operations.closing import end_outage, rest
from project.notifications.registry import make_attachment


class Undeliverable(Exception):
    """It is not tried, and why: the address takes no mail, or no browser is left."""


def carry_mail(delivery: Delivery) -> None:
    """Send the letter, unless its address takes none. A mail that somebody waits for on the page is tried all the same.

    Raises: Undeliverable, or whatever the mail server did.
    """
    kind, address = find_kind(delivery.kind), delivery.goes_to
    standing = queries.suppression_of(address)
    if standing is not None and not kind.is_asked_for:
        raise Undeliverable(f"This address takes no mail: {standing.reason}")
    said = queries.wording_of(kind, delivery.to.language)
    shown = delivery.context | {"carries": [name for name, _id in delivery.attachments]}
    attached = [make_attachment(name, row_id) for name, row_id in delivery.attachments]
    send_mail(
        write_letter(kind, shown, to=delivery.to, said=said),
        to=address,
        id=str(delivery.public_id),
        attachments=attached,
    )
    if standing is not None:
        Suppression.objects.filter(pk=standing.pk, lifted_at=None).update(lifted_at=NivasNow())


def carry_push(delivery: Delivery) -> None:
    """Show it on every browser of the person; one that took it is enough.

    Raises: Undeliverable when no browser is left, Unreachable when none took it now.
    """
    devices = list(queries.devices_of(delivery.to))
    message, resting = push_message(delivery), queries.resting_providers()
    is_urgent = find_kind(delivery.kind).is_urgent
    answers = [
        "The push service does not answer." if provider_of(device) in resting else _push(device, message, is_urgent)
        for device in devices
    ]
    if not queries.devices_of(delivery.to).exists() and "" not in answers:
        raise Undeliverable("No browser is left that shows push messages.")
    if "" not in answers:
        raise Unreachable("; ".join(sorted(set(answers))))


def carry_text(delivery: Delivery) -> None:
    """Send the short text to the person's phone, in a language in which it is registered.

    Raises: Undeliverable, or whatever the carrier did.
    """
    kind, reader = find_kind(delivery.kind), delivery.to
    registered = queries.sms_template(kind, reader.language)
    if registered is None or not settings.SMS_GATEWAY or not reader.phone:
        raise Undeliverable("No text of this kind is registered with the operators, or there is no phone.")
    # What is registered is what is sent: words of the office do not belong in it.
    reader.language, template_id = registered
    text = write_short(kind, delivery.context, to=reader)
    sms_gateway().send(to=str(reader.phone), text=text, template_id=template_id, id=str(delivery.public_id))


def push_message(delivery: Delivery) -> dict[str, Any]:
    """What the browser is handed: words, where a click leads, and a tag by which a newer one takes the older's place."""
    kind = find_kind(delivery.kind)
    said = queries.wording_of(kind, delivery.to.language)
    path = kind.path_of(delivery.context)
    return {
        "title": settings.SITE_NAME,
        "body": write_short(kind, delivery.context, to=delivery.to, said=said),
        "path": path,
        "tag": f"{kind.name}:{path}",
        "language": delivery.to.language,
    }


def _push(device: Device, message: dict[str, Any], is_urgent: bool) -> str:
    """Empty when the browser's service took it, else why not."""
    try:
        send_push(device, message, is_urgent=is_urgent)
    except NobodyThere as gone:
        Device.objects.filter(pk=device.pk).delete()
        return f"The browser is gone: {gone}"
    except Exception as error:  # noqa: BLE001 - one browser's trouble is not another's
        if is_down(error):
            rest(provider_of(device), error)
        return f"{type(error).__name__}: {error}"[:200]
    Device.objects.filter(pk=device.pk).update(reached_at=NivasNow())
    end_outage(provider_of(device))
    return ""


CARRIERS: dict[Channel, Callable[[Delivery], None]] = {
    Channel.EMAIL: carry_mail,
    Channel.PUSH: carry_push,
    Channel.SMS: carry_text,
}
