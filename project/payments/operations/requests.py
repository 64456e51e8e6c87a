"""The request that opens a payment page: made once, stored with its key, sent as stored."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from project.identity.models import User
from project.kernel.money import Money
from project.payments.models import Attempt

# Stripe's least is 30 minutes by its own clock; exactly 30 fails on a slow network or a clock a little off.
OPEN_AT_STRIPE = timedelta(minutes=35)


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


def frozen_request(errand: Errand, *, attempt: Attempt, opened_at: datetime) -> dict[str, Any]:
    """Write the whole request. The mark on session and intent leads any webhook back to us."""
    mark = {**errand.metadata, "attempt": str(attempt.public_id), "subject": errand.subject}
    price = {
        "currency": errand.amount.currency.lower(),
        "unit_amount": errand.amount.paise,
        "product_data": {"name": errand.description},
    }
    return {
        "mode": "payment",
        "line_items": [{"quantity": 1, "price_data": price}],
        "client_reference_id": str(attempt.public_id),
        "customer_email": attempt.payer.email,
        "metadata": mark,
        "payment_intent_data": {"metadata": mark, "description": errand.description},
        "custom_text": {"submit": {"message": _deadline(attempt.payer, errand.open_until)}},
        "expires_at": int((opened_at + OPEN_AT_STRIPE).timestamp()),
        "success_url": settings.SITE_ORIGIN + errand.return_path,
        "cancel_url": settings.SITE_ORIGIN + errand.cancel_path,
    }


def _deadline(payer: User, open_until: datetime) -> str:
    """Say when our time is over: nobody can tell an open page at Stripe."""
    zone = ZoneInfo(payer.time_zone)
    with translation.override(payer.language):
        moment = date_format(open_until.astimezone(zone), "H:i")
        return _("Please pay by %(time)s (%(zone)s). After that, this page closes.") % {
            "time": moment,
            "zone": open_until.astimezone(zone).tzname(),
        }
