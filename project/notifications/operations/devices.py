"""The browsers that show push messages."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from project.identity.models import User
from project.kernel.errors import Refusal
from project.kernel.transactions import transaction
from project.notifications import queries
from project.notifications.models import Device

MOST_DEVICES = 10


class DeviceUnknown(Refusal):
    """The browser names a push service we do not know; we post to nobody whom a stranger names."""

    code = "device_unknown"
    message = _("This browser uses a push service we do not know, so we cannot reach it.")


@transaction()
def add_device(*, person: User, endpoint: str, key: str, secret: str, agent: str = "") -> Device:
    """Send a person's push messages to a browser; one that was somebody else's is theirs from now on.

    Beyond ten the oldest is forgotten.

    Raises: DeviceUnknown.
    """
    if not is_known_service(endpoint):
        raise DeviceUnknown
    keys = {"person": person, "key": key, "secret": secret, "agent": agent[:300]}
    device, _made = Device.objects.update_or_create(endpoint=endpoint, defaults=keys)
    old = queries.devices_of(person).values_list("pk", flat=True)[MOST_DEVICES:]
    Device.objects.filter(pk__in=list(old)).delete()
    return device


@transaction()
def forget_device(*, device: Device) -> None:
    """Send nothing there any more."""
    Device.objects.filter(pk=device.pk).delete()


def is_known_service(endpoint: str) -> bool:
    """Whether an address belongs to one of the services that `settings.PUSH_SERVICES` names."""
    parts = urlsplit(endpoint)
    origin = f"{parts.scheme}://{parts.netloc}"
    return any(_covers(service, origin) for service in settings.PUSH_SERVICES)


def _covers(service: str, origin: str) -> bool:
    """`https://*.push.apple.com` covers every host below it."""
    scheme, star, domain = service.partition("://*.")
    return origin.startswith(f"{scheme}://") and origin.endswith(f".{domain}") if star else origin == service
