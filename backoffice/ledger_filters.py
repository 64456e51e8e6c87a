"""Filters of the ledger: which account, what kind of fact, which side, and what stood there at the end of a day."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from backoffice.filters import WordsFilter, is_uuid
from backoffice.ranges import ON_DAYS, Range, day_field, midnight, say_day
from backoffice.scopes import scoped
from backoffice.sources import KINDS, TAKEN_BACK
from project.identity.access import SignedInRequest
from project.ledger.models import Account

ON = "on"


def day_asked(request: HttpRequest) -> date | None:
    """The day at whose end one wants to see the books; None is now, also for what is no day."""
    try:
        asked: date | None = day_field(required=False).clean(request.GET.get(ON, ""))
    except ValidationError:
        return None
    return asked


def day_widget(day: date | None) -> str:
    """The field that asks for the day."""
    rendered: str = day_field(required=False).widget.render(ON, day, {"id": "id_on"})
    return rendered


def end_of(day: date | None) -> datetime | None:
    """The last moment of a day on the house's clock: the ledger counts what had happened by then."""
    after = midnight(day + timedelta(days=1) if day else None)
    return after - timedelta(microseconds=1) if after else None


class AsOf(Range):
    """Not which rows, but when: every balance of the list is that of the end of a day."""

    name = ON
    title = _("at the end of")
    kind = ON_DAYS

    @cached_property
    def form(self) -> forms.Form:
        """The one day."""
        form = forms.Form(self.used_parameters)
        form.fields[ON] = day_field(label=_("Day"), required=False)
        form.full_clean()
        return form

    def ends(self) -> tuple[Any, Any]:
        """The day, if it can be read."""
        return self.form.cleaned_data.get(ON), None

    def expected_parameters(self) -> list[str | None]:
        """`on`."""
        return [ON]

    def queryset(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """All of them."""
        return rows

    def said(self) -> str:
        """The day in words; empty for now."""
        return say_day(self.ends()[0])


class Standing(WordsFilter):
    """By whether anything stands there."""

    title = _("balance")
    parameter_name = "standing"

    def lookups(self, request: SignedInRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, Any]]:
        """What most people want first."""
        return (("open", _("Not zero")), ("zero", _("Zero")))

    def queryset(self, request: SignedInRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Accounts by their balance on the day that is asked for."""
        if self.value() == "open":
            return rows.exclude(balance_paise=0)
        return rows.filter(balance_paise=0) if self.value() == "zero" else rows


class KindFilter(WordsFilter):
    """By what happened, with what took it back."""

    title = _("what happened")
    parameter_name = "kind"
    path: ClassVar[str] = "kind"

    def lookups(self, request: SignedInRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, Any]]:
        """Every kind there is."""
        return KINDS.items()

    def queryset(self, request: SignedInRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those of that kind."""
        kind = self.value()
        return rows.filter(**{f"{self.path}__in": [kind, f"{kind}{TAKEN_BACK}"]}) if kind else rows


class LineKind(KindFilter):
    """The same for a line of a statement."""

    path = "posting__kind"


class LineSide(WordsFilter):
    """Debits or credits."""

    title = _("side")
    parameter_name = "side"

    def lookups(self, request: SignedInRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, Any]]:
        """Both."""
        return (("debit", _("Debit")), ("credit", _("Credit")))

    def queryset(self, request: SignedInRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Debits are above zero, credits below."""
        if self.value() == "debit":
            return rows.filter(amount_paise__gt=0)
        return rows.filter(amount_paise__lt=0) if self.value() == "credit" else rows


class LineAccount(WordsFilter):
    """The statement of one account. It is chosen in the list of accounts, which leads here."""

    title = _("account")
    parameter_name = "account"

    def has_output(self) -> bool:
        """Only once one is chosen."""
        return bool(self.value())

    def lookups(self, request: SignedInRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, Any]]:
        """The chosen one."""
        account = account_asked(request)
        return [(str(account.public_id), str(account))] if account else []

    def queryset(self, request: SignedInRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Its lines; none of one that is not there or not for this person."""
        account = account_asked(request)
        if account is None:
            return rows.none() if self.value() else rows
        return rows.filter(account=account)


def account_asked(request: SignedInRequest) -> Account | None:
    """The account whose statement is asked for, read once a request; None when it is not this person's."""
    if not hasattr(request, "_office_account"):
        asked = request.GET.get(LineAccount.parameter_name, "")
        mine = scoped(Account.objects.select_related("person", "landlord"), request.user)
        found = mine.filter(public_id=asked).first() if is_uuid(asked) else None
        request._office_account = found  # type: ignore[attr-defined]
    account: Account | None = request._office_account  # type: ignore[attr-defined]
    return account
