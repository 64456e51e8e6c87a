"""Everything one person ever paid, by financial year, with what went back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet, Sum

from project.identity.models import User
from project.kernel.clock import HOUSE_ZONE
from project.kernel.money import Money
from project.payments.models import Payment, Refund, RefundState
from project.payments.queries.money import payments_of
from project.payments.rules import ACCOUNT_CURRENCY, APRIL


@dataclass(frozen=True, slots=True)
class Totals:
    """What came in, and what of it went back or is on its way back."""

    paid: Money
    returned: Money


def bills_of(person: User, year: int | None = None) -> QuerySet[Payment]:
    """Give what a person paid, newest first, of one financial year (named by its April) or of all; also after moving out."""
    payments = payments_of(person).prefetch_related("disputes")
    return payments.filter(paid_at__gte=_begin(year), paid_at__lt=_begin(year + 1)) if year else payments


def bill_years(person: User) -> list[int]:
    """Say in which financial years a person paid something, the latest first."""
    months = Payment.objects.filter(payer=person).datetimes("paid_at", "month", tzinfo=ZoneInfo(HOUSE_ZONE))
    return sorted({month.year if month.month >= APRIL else month.year - 1 for month in months}, reverse=True)


def bill_totals(person: User, year: int | None = None) -> Totals:
    """Sum up what a person paid and what came back of it; a refund that failed did not."""
    payments = bills_of(person, year).filter(currency=ACCOUNT_CURRENCY).order_by()
    refunds = Refund.objects.filter(payment__in=payments.values("pk")).exclude(state=RefundState.FAILED)
    return Totals(_sum(payments), _sum(refunds))


def returned_of(refunds: Iterable[Refund]) -> int:
    """Sum up what of one payment went back or is on its way back, in paise."""
    return sum(refund.amount_paise for refund in refunds if refund.state != RefundState.FAILED)


def _begin(year: int) -> datetime:
    """The first moment of a financial year."""
    return datetime(year, APRIL, 1, tzinfo=ZoneInfo(HOUSE_ZONE))


def _sum(rows: QuerySet) -> Money:
    return Money(int(rows.aggregate(paise=Sum("amount_paise"))["paise"] or 0), ACCOUNT_CURRENCY)
