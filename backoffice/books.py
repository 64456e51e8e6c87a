"""The page of the books: in order since when, what a change would still go unnoticed in, and the trial balance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from backoffice.exports import KINDS, handed_over, in_rupees
from backoffice.ledger_filters import ON, day_asked, day_widget, end_of
from project.identity.access import SignedInRequest
from project.kernel import clock
from project.kernel.money import Money
from project.kernel.transactions import transaction
from project.kernel.wake import wake
from project.ledger import queries
from project.ledger.models import Account, AccountKind

NOTHING = Money(0)


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of account on one side of the trial balance, and the list of its accounts."""

    kind: AccountKind
    balance: Money
    url: str

    @property
    def debit(self) -> Money:
        """On the left."""
        return max(self.balance, NOTHING)

    @property
    def credit(self) -> Money:
        """On the right."""
        return max(-self.balance, NOTHING)


def books_page(request: SignedInRequest) -> HttpResponse:
    """Say how the books stand; POST takes the trial balance along."""
    only_administrators(request)
    day = day_asked(request)
    lines = trial_balance(day)
    if request.method == "POST" and (kind := request.POST.get("kind", "")) in KINDS:
        return handed_over(request, f"trial-balance-{day or clock.today():%Y-%m-%d}", sheet_of(lines), kind)
    balance = {"lines": lines, "day": day, "day_field": day_widget(day), "today": clock.today()}
    sums = {"debits": total(line.debit for line in lines), "credits": total(line.credit for line in lines)}
    context = admin.site.each_context(request) | {"title": _("Books")} | state_of(request) | balance | sums
    return render(request, "backoffice/books.html", context)


def books_state(request: SignedInRequest) -> HttpResponse:
    """The upper part alone, for a page that waits for a check."""
    only_administrators(request)
    return render(request, "backoffice/_books_state.html", state_of(request))


@require_POST
def check_now(request: SignedInRequest) -> HttpResponse:
    """Have the worker look through all the books; a large house takes it a while."""
    only_administrators(request)
    books = queries.books()
    ask_worker("jobs.ledger.check_books")
    messages.success(request, _("The check is on its way. It shows here as soon as it is done."))
    return redirect(f"{reverse('admin:books')}?asked={books.last.pk if books else 0}")


@require_POST
def compare_now(request: SignedInRequest) -> HttpResponse:
    """Have the worker compare the books with the payment provider's."""
    only_administrators(request)
    ask_worker("jobs.payments.reconcile_now")
    messages.success(request, _("The comparison is on its way. It shows here as soon as it has begun."))
    return redirect("admin:payments_reconciliationrun_changelist")


def only_administrators(request: SignedInRequest) -> None:
    """Refuse everybody else. Raises PermissionDenied."""
    if not request.user.is_superuser:
        raise PermissionDenied


def ask_worker(job: str) -> None:
    """Wake a job in a transaction of its own."""
    with transaction():
        wake(job)


def state_of(request: SignedInRequest) -> dict[str, Any]:
    """What the last check found, how far the books are sealed, and whether a check is waited for."""
    books = queries.books()
    last = books.last.pk if books else 0
    asked = request.GET.get("asked", "")
    return {
        "books": books,
        "unsealed": queries.unsealed(),
        "head": queries.head(),
        "asked": last if asked == str(last) else None,
    }


def trial_balance(day: date | None) -> list[Line]:
    """Every kind of account that was ever used, with what stood on it at the end of a day."""
    accounts = f"{reverse(f'admin:{Account._meta.app_label}_{Account._meta.model_name}_changelist')}?"
    asked = {ON: day.isoformat()} if day else {}
    balances = queries.trial_balance(at=end_of(day))
    return [
        Line(kind, balance, accounts + urlencode({"kind__exact": kind.value} | asked))
        for kind, balance in balances.items()
    ]


def sheet_of(lines: list[Line]) -> list[list[Any]]:
    """The same as rows of a sheet."""
    rows = [[line.kind.label, line.kind.value, *amounts(line.debit, line.credit)] for line in lines]
    sums = amounts(total(line.debit for line in lines), total(line.credit for line in lines))
    titles = [_("Account"), _("Kind"), _("Debit, ₹"), _("Credit, ₹")]
    return [titles, *[list(map(str, row[:2])) + row[2:] for row in rows], [_("Sum"), "", *sums]]


def amounts(*sums: Money) -> list[Any]:
    """Paise as rupees; nothing for nought."""
    return [in_rupees(amount.paise) if amount else "" for amount in sums]


def total(amounts: Iterable[Money]) -> Money:
    """What they come to."""
    return sum(amounts, NOTHING)
