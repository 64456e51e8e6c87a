"""What the page of payments shows, and the same as a table to take along."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from project.identity.models import User
from project.kernel.clock import HOUSE_ZONE
from project.payments import queries
from project.payments.models import Attempt, Payment

PER_PAGE = 20
ZONE = ZoneInfo(HOUSE_ZONE)
# A spreadsheet takes a cell that begins so for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Year:
    """One financial year to choose; 0 stands for all."""

    begins: int
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class BillsPage:
    """A person's payments at one moment."""

    payments: Page[Payment]
    years: list[Year]
    totals: queries.Totals
    under_way: list[Attempt]
    year: int


def bills_page(person: User, *, asked_year: str, page: str) -> BillsPage:
    """Gather the page: a fixed number of queries, however long somebody has lived here."""
    known = queries.bill_years(person)
    year = chosen_year(asked_year, known)
    return BillsPage(
        payments=Paginator(queries.bills_of(person, year or None), PER_PAGE).get_page(page),
        years=[Year(0, _("All years"), not year), *(Year(one, year_words(one), one == year) for one in known)],
        totals=queries.bill_totals(person, year or None),
        under_way=list(queries.charges_under_way(person)),
        year=year,
    )


def chosen_year(asked: str, known: list[int]) -> int:
    """The year that was asked for, if there is anything in it; 0 otherwise."""
    return int(asked) if asked.isascii() and asked.isdigit() and int(asked) in known else 0


def year_words(begins: int) -> str:
    """`Apr 2026 to Mar 2027`: the year that rent receipts and taxes go by."""
    return _("Apr %(begin)s to Mar %(end)s") % {"begin": begins, "end": begins + 1}


def table_of(person: User, year: int) -> str:
    """Write the payments as CSV that spreadsheets open well."""
    sheet = StringIO()
    rows = csv.writer(sheet)
    rows.writerow([_("Day"), _("For"), _("Paid with"), _("Paid in ₹"), _("Came back in ₹"), _("Refunds"), _("Receipt")])
    rows.writerows(_rows(person, year))
    # Without the mark, Excel takes UTF-8 for something else.
    return "\ufeff" + sheet.getvalue()


def _rows(person: User, year: int) -> Iterator[list[str]]:
    for payment in queries.bills_of(person, year or None):
        refunds = list(payment.refunds.all())
        yield [
            payment.paid_at.astimezone(ZONE).date().isoformat(),
            as_text(payment.attempt.description),
            as_text(payment.method),
            rupees(payment.amount_paise),
            rupees(queries.returned_of(refunds)),
            as_text("; ".join(f"{refund.get_state_display()} {refund.reference}".strip() for refund in refunds)),
            payment.receipt.number if hasattr(payment, "receipt") else "",
        ]


def rupees(paise: int) -> str:
    """`8500.50`: a number that can be summed."""
    return f"{paise // 100}.{paise % 100:02d}"


def as_text(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(FORMULA_STARTS) else words
