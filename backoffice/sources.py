"""What the ledger's names stand for: each kind of posting in words, and the record behind a source or a subject."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from backoffice.scopes import scoped
from project.booking.models import Booking
from project.identity.models import User
from project.payments.models import Dispute, Payment, Refund, SuspenseItem

KINDS: Mapping[str, Promise] = {
    "payment.received": _("Money arrived"),
    "payment.unmatched": _("Money arrived, not matched"),
    "payment.fee": _("Stripe’s fee"),
    "deposit.taken": _("Deposit taken"),
    "deposit.released": _("Deposit released"),
    "deposit.kept": _("Deposit kept"),
    "deposit.waived": _("Kept money given back"),
    "refund.sent": _("Refund sent"),
    "dispute.opened": _("Dispute opened"),
    "dispute.won": _("Dispute won"),
    "dispute.lost": _("Dispute lost"),
    "suspense.matched": _("Matched to its payer"),
    "suspense.returned": _("Unmatched money sent back"),
    "payout.sent": _("Paid out to the bank"),
    "gateway.fee": _("Other fee of Stripe"),
}
TAKEN_BACK = ".reversed"

BEHIND: Mapping[str, type[Model]] = {
    "booking": Booking,
    "payment": Payment,
    "refund": Refund,
    "dispute": Dispute,
    "suspense": SuspenseItem,
}
NAMED_BY: Mapping[type[Model], tuple[str, ...]] = {
    Booking: ("tenant", "unit__room"),
    Refund: ("payment",),
    Dispute: ("payment",),
}


def kind_words(kind: str) -> str:
    """A kind of posting for people: `Refund sent`; one that nobody named yet as it stands in the ledger."""
    words = str(KINDS.get(kind.removesuffix(TAKEN_BACK), kind))
    return _now("Taken back: %(what)s") % {"what": words} if kind.endswith(TAKEN_BACK) else words


def record_named(name: str, reader: User) -> Model | None:
    """The record behind `payment:<number>`, when it is there and the reader may see it."""
    rows = rows_named(name)
    found: Model | None = None if rows is None else scoped(rows, reader).first()
    return found


def rows_named(name: str) -> QuerySet[Any] | None:
    """The rows that go by a name of the ledger; None for a name that is none of ours."""
    noun, _colon, number = name.partition(":")
    rows = at_gateway(number) if noun == "stripe" else numbered(BEHIND.get(noun), number)
    return None if rows is None else rows.select_related(*NAMED_BY.get(rows.model, ()))


def numbered(model: type[Model] | None, number: str) -> QuerySet[Any] | None:
    """The record of a model that goes by a number; None for what is no number."""
    try:
        return model._default_manager.filter(public_id=UUID(number)) if model else None
    except ValueError:
        return None


def at_gateway(number: str) -> QuerySet[Any]:
    """Money of nobody we know goes by the number of the payment provider."""
    return SuspenseItem.objects.filter(Q(charge_id=number) | Q(intent_id=number))


def title_of(record: Model) -> str:
    """`Payment · ₹17,000`."""
    return f"{str(record._meta.verbose_name).capitalize()} · {record}"
