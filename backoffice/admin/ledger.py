"""The books from above: accounts with what stands on them, and the statement of each, line by line."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from backoffice import columns, exports, ranges
from backoffice.admin.base import OfficeAdmin
from backoffice.columns import NOTHING
from backoffice.filters import ChoiceFilter, landlord_filter
from backoffice.ledger_filters import AsOf, LineAccount, LineKind, LineSide, Standing, account_asked, day_asked, end_of
from backoffice.roles import OWNERS
from backoffice.sources import kind_words
from project.identity.access import SignedInRequest
from project.kernel.formats import format_money
from project.kernel.money import Money
from project.ledger import queries
from project.ledger.models import Account, Entry


def standing(paise: int, currency: str) -> str:
    """A balance as bookkeepers write it: `₹17,000 Cr`."""
    amount = format_money(Money(abs(paise), currency))
    if not paise:
        return amount
    return (_now("%(amount)s Dr") if paise > 0 else _now("%(amount)s Cr")) % {"amount": amount}


def debit(row: Any) -> str:
    """What a line adds on the left; nothing for a credit."""
    return format_money(row.amount) if row.amount_paise > 0 else ""


def credit(row: Any) -> str:
    """What a line adds on the right; nothing for a debit."""
    return format_money(-row.amount) if row.amount_paise < 0 else ""


def statement_url(account: Account) -> str:
    """The lines of one account."""
    return f"{reverse('admin:ledger_entry_changelist')}?{urlencode({'account': account.public_id})}"


def balance_at(request: SignedInRequest) -> Coalesce:
    """What stands on the account of the outer query, at the end of the day that is asked for."""
    lines = Entry.objects.filter(account=OuterRef("pk"))
    if at := end_of(day_asked(request)):
        lines = lines.filter(posting__posted_at__lte=at)
    sums = lines.order_by().values("account").annotate(sum=Sum("amount_paise")).values("sum")
    return Coalesce(Subquery(sums, output_field=BigIntegerField()), Value(0))


def total_of(accounts: QuerySet[Account], request: SignedInRequest) -> int:
    """What stands on these accounts together, in one pass over their lines instead of one for each account."""
    lines = Entry.objects.all()
    if accounts.query.where:
        lines = lines.filter(account__in=accounts.order_by().values("pk"))
    if at := end_of(day_asked(request)):
        lines = lines.filter(posting__posted_at__lte=at)
    return lines.aggregate(sum=Sum("amount_paise"))["sum"] or 0


@admin.register(Account)
class AccountAdmin(OfficeAdmin):
    """Accounts, each with the balance of the day that is asked for. A landlord sees their own."""

    list_before_template = "backoffice/_sum.html"
    list_display = ("name", "owner", "balance")
    list_select_related = ("person", "landlord")
    list_filter = (("kind", ChoiceFilter), Standing, landlord_filter("landlord"), AsOf)
    search_fields = ("person__name", "person__email", "person__phone", "landlord__name", "public_id")
    search_help_text = _("Name, e-mail, phone or account number")
    ordering = ("kind", "pk")
    fields = (("shown_kind", "owner_link"), ("balance", "currency"), ("statement", "number"))
    readonly_fields = tuple(name for line in fields for name in line)
    seen_by = OWNERS
    number = columns.number(_("account number"))
    owner_link = columns.link(_("belongs to"), lambda account: account.person or account.landlord)
    sheet = (
        exports.choice(_("Kind"), "kind"),
        exports.text(_("Person"), "person.name"),
        exports.text(_("E-mail"), "person.email"),
        exports.text(_("Landlord"), "landlord.name"),
        exports.rupees(_("Balance, ₹ (debit above zero)"), "balance_paise"),
        exports.text(_("Currency"), "currency"),
        exports.text(_("Account number"), "public_id"),
    )

    def get_queryset(self, request: SignedInRequest) -> QuerySet[Account]:
        """With what stands there."""
        return super().get_queryset(request).annotate(balance_paise=balance_at(request))

    def changelist_view(self, request: SignedInRequest, extra_context: Any = None) -> HttpResponse:
        """The list with the sum of everything filtered."""
        response = super().changelist_view(request, extra_context)
        shown = getattr(response, "context_data", None) or {}
        if "cl" in shown:
            shown["total"] = standing(total_of(shown["cl"].queryset, request), "INR")
        return response

    @admin.display(description=_("account"), ordering="kind")
    def name(self, account: Account) -> str:
        """Its kind; the owner stands beside it."""
        return account.get_kind_display()

    @admin.display(description=_("kind"))
    def shown_kind(self, account: Account) -> str:
        """The kind's name in the ledger."""
        return format_html('<code class="office-code">{}</code>', account.kind)

    @admin.display(description=_("belongs to"))
    def owner(self, account: Account) -> str:
        """Whose it is."""
        return str(account.person or account.landlord or _("The house"))

    @admin.display(description=_("balance"), ordering="balance_paise")
    def balance(self, account: Any) -> str:
        """What stands there, and the way to the lines it is made of."""
        words = standing(account.balance_paise, account.currency)
        return format_html('<a class="office-link" href="{}">{}</a>', statement_url(account), words)

    @admin.display(description=_("statement"))
    def statement(self, account: Account) -> str:
        """The way to its lines."""
        return format_html(
            '<a class="office-link" href="{}">{}</a>', statement_url(account), _("Every line with its balance")
        )


class Told:
    """The rows of a statement for its sheet, each with the balance after it."""

    def __init__(self, rows: QuerySet[Entry], account: Account) -> None:
        self.rows, self.account = rows, account

    def count(self) -> int:
        """How many."""
        return self.rows.count()

    def iterator(self, chunk_size: int) -> Iterator[Entry]:
        """One after the other."""
        tell_balances(rows := list(self.rows), self.account)
        yield from rows


def tell_balances(rows: list[Any], account: Account) -> None:
    """Give each line the balance of the whole account after it."""
    balances = queries.balances_after(account, [row.pk for row in rows])
    for row in rows:
        row.balance_paise = balances[row.pk]


@admin.register(Entry)
class EntryAdmin(OfficeAdmin):
    """Lines of the books: all of them, or the statement of one account with its running balance."""

    list_before_template = "backoffice/_statement.html"
    list_display = ("happened_at", "what", "account_link", "about", "shown_debit", "shown_credit")
    list_display_links = None
    list_select_related = ("posting", "account__person", "account__landlord")
    list_filter = (
        LineAccount,
        LineKind,
        LineSide,
        ranges.moments("posting__posted_at", _("happened at")),
        ranges.rupees("amount_paise", _("amount")),
    )
    search_fields = ("posting__=subject", "posting__=source", "posting__memo", "account__person__name")
    search_help_text = _("Person, booking number or note")
    ordering = ("-posting__posted_at", "-id")
    fields = (("happened_at", "what"), ("account_link", "about"), ("shown_debit", "shown_credit"))
    readonly_fields = tuple(name for line in fields for name in line)
    seen_by = OWNERS
    account_link = columns.link(_("account"), lambda line: line.account)
    sheet = (
        exports.moment(_("Happened at"), "posting.posted_at"),
        exports.Column(_("What happened"), lambda line: kind_words(line.posting.kind)),
        exports.text(_("Account"), "account"),
        exports.text(_("For"), "posting.subject"),
        exports.text(_("Caused by"), "posting.source"),
        exports.Column(_("Debit, ₹"), lambda line: exports.in_rupees(max(line.amount_paise, 0)) or None),
        exports.Column(_("Credit, ₹"), lambda line: exports.in_rupees(max(-line.amount_paise, 0)) or None),
        exports.rupees(_("Balance, ₹ (debit above zero)"), "balance_paise"),
        exports.text(_("Posting number"), "posting.public_id"),
    )

    def get_list_display(self, request: SignedInRequest) -> tuple[str, ...]:
        """A statement says the balance instead of the account."""
        shown = tuple(self.list_display)
        return (*(one for one in shown if one != "account_link"), "balance") if account_asked(request) else shown

    def changelist_view(self, request: SignedInRequest, extra_context: Any = None) -> HttpResponse:
        """The lines; of one account with what stood there after each."""
        response = super().changelist_view(request, extra_context)
        shown = getattr(response, "context_data", None) or {}
        if "cl" in shown and (account := account_asked(request)):
            tell_balances(shown["cl"].result_list, account)
            shown |= {"account": account, "sums": sums_of(shown["cl"].queryset, account)}
        return response

    def get_export_queryset(self, request: Any) -> Any:
        """The same for the sheet."""
        rows, account = super().get_export_queryset(request), account_asked(request)
        return Told(rows, account) if account else rows

    @admin.display(description=_("happened at"), ordering="posting__posted_at")
    def happened_at(self, line: Entry) -> str:
        """When."""
        return columns.when(line.posting.posted_at)

    @admin.display(description=_("what happened"), ordering="posting__kind")
    def what(self, line: Entry) -> str:
        """The fact, and the way to all of its lines."""
        return columns.link_to(line.posting, kind_words(line.posting.kind))

    @admin.display(description=_("for"))
    def about(self, line: Entry) -> str:
        """What the money is for, by its short number."""
        return short(line.posting.subject)

    @admin.display(description=_("debit"), ordering="amount_paise")
    def shown_debit(self, line: Entry) -> str:
        """On the left."""
        return debit(line)

    @admin.display(description=_("credit"), ordering=F("amount_paise").desc())
    def shown_credit(self, line: Entry) -> str:
        """On the right."""
        return credit(line)

    @admin.display(description=_("balance after it"))
    def balance(self, line: Any) -> str:
        """What stood on the account after this line."""
        return standing(line.balance_paise, line.currency)


def short(name: str) -> str:
    """`booking:4a1b2c3d`: enough of a number to know it again."""
    noun, _colon, number = name.partition(":")
    return format_html('<code class="office-code" title="{}">{}:{}</code>', name, noun, number[:8]) if name else NOTHING


def sums_of(rows: QuerySet[Entry], account: Account) -> dict[str, str]:
    """What the filtered lines come to on each side, and what stands on the account now."""
    paise = rows.order_by().aggregate(
        debit=Coalesce(Sum("amount_paise", filter=Q(amount_paise__gt=0)), 0),
        credit=Coalesce(Sum("amount_paise", filter=Q(amount_paise__lt=0)), 0),
    )
    now = Entry.objects.filter(account=account).aggregate(sum=Sum("amount_paise"))["sum"] or 0
    return {
        "debit": format_money(Money(paise["debit"], account.currency)),
        "credit": format_money(Money(-paise["credit"], account.currency)),
        "balance": standing(now, account.currency),
    }
