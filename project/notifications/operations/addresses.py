"""Addresses that take no mail."""

from django.utils.translation import gettext_lazy as _

from project.identity.models import User
from project.kernel.errors import Refusal
from project.kernel.fields import NivasNow
from project.kernel.transactions import transaction, transaction_required
from project.notifications import queries
from project.notifications.models import Suppression
from project.notifications.operations.telling import notify


class NothingToLift(Refusal):
    """Mails go to this address already."""

    code = "nothing_to_lift"
    message = _("Mails go to this address already.")


@transaction_required()
def suppress(*, address: str, reason: str, person: User) -> None:
    """Send nothing more to an address that its server says does not exist, and tell the person in their bell."""
    kept = Suppression(address=address.lower(), reason=reason[:300])
    Suppression.objects.bulk_create([kept], ignore_conflicts=True)
    standing = queries.suppression_of(address)
    if standing is not None:
        once = f"email_bounced:{standing.public_id}:{person.public_id}"
        notify(kind="email_bounced", to=person, context={"mailbox": address}, once=once)


@transaction()
def lift_suppression(*, address: str) -> None:
    """Try an address again; what was held back before stays unsent.

    Raises: NothingToLift.
    """
    standing = Suppression.objects.filter(address=address.lower(), lifted_at=None)
    if not standing.update(lifted_at=NivasNow()):
        raise NothingToLift
