"""What each kind of message is called in the office."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: Mapping[str, Promise] = {
    "booking_booked": _("Booking confirmed"),
    "booking_cancelled": _("Booking cancelled"),
    "booking_lapsed": _("Hold ended"),
    "waitlist_joined": _("Waitlist joined"),
    "waitlist_offered": _("Waitlist offer"),
    "late_payment_refunded": _("Late payment refunded"),
    "refund_arrived": _("Refund arrived"),
    "payment_failed": _("Payment failed"),
    "account_code": _("Code to confirm an e-mail"),
    "account_exists": _("Sign-up with a known e-mail"),
    "account_password_reset": _("Password reset"),
    "account_changed": _("Account changed"),
    "email_bounced": _("Mails came back"),
    "daily_digest": _("Daily mail"),
    "chat_unread": _("Unread messages"),
    "books_sealed": _("Fingerprint of the books"),
}


def kind_words(kind: str) -> str:
    """What a message is about, for people: `Booking confirmed`."""
    return str(KINDS.get(kind, kind))
