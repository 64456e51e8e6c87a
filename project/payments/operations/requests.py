"""What a payment page asks for: said once, kept with its key, sent as kept."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from project.identity.models import User
from project.kernel.money import Money
from project.payments.gateways.gateway import Order
from project.payments.models import Attempt


@dataclass(frozen=True, slots=True)
class Errand:
    """What somebody is about to pay, and where they come back to."""

    subject: str
    description: str
    amount: Money
    open_until: datetime
    return_path: str
    cancel_path: str
    metadata: dict[str, str]


def order_for(errand: Errand, *, attempt: Attempt, opened_at: datetime) -> Order:
    """Say in full what the payment page asks for. The marks lead any message about the money back to us."""
    return Order(
        reference=str(attempt.public_id),
        amount=errand.amount,
        description=errand.description,
        email=attempt.payer.email,
        note=_deadline(attempt.payer, errand.open_until),
        marks={**errand.metadata, "attempt": str(attempt.public_id), "subject": errand.subject},
        opened_at=opened_at,
        success_url=settings.SITE_ORIGIN + errand.return_path,
        cancel_url=settings.SITE_ORIGIN + errand.cancel_path,
    )


def _deadline(payer: User, open_until: datetime) -> str:
    """Say when our time is over: nobody can tell an open page."""
    zone = ZoneInfo(payer.time_zone)
    with translation.override(payer.language):
        moment = date_format(open_until.astimezone(zone), "H:i")
        return _("Please pay by %(time)s (%(zone)s). After that, this page closes.") % {
            "time": moment,
            "zone": open_until.astimezone(zone).tzname(),
        }
