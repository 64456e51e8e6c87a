"""The books from below: each posting with its entries, its seal and what caused it; the seals; the checks."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from backoffice import columns, exports, ranges
from backoffice.admin.base import OfficeAdmin, StoryInline
from backoffice.admin.ledger import credit, debit, short
from backoffice.columns import NOTHING
from backoffice.ledger_filters import KindFilter
from backoffice.roles import ADMINISTRATORS, OWNERS
from backoffice.sources import kind_words, record_named, title_of
from project.identity.access import SignedInRequest
from project.kernel.formats import format_money
from project.kernel.money import Money
from project.ledger import queries
from project.ledger.models import CheckRun, Entry, Posting, Seal


class EntryInline(StoryInline):
    """The lines of a posting: together they are zero. Who may see the posting may see all of them."""

    model = Entry
    fk_name = "posting"
    tab = False
    everybodys = True
    seen_by = OWNERS
    ordering = ("line",)
    verbose_name_plural = _("entries")
    account_link = columns.link(_("account"), lambda line: line.account)

    def get_fields(self, request: SignedInRequest, obj: Any = None) -> tuple[str, ...]:
        """Accounts are administrators' ways; a landlord reads their names."""
        return ("account_link" if request.user.is_superuser else "account_name", "shown_debit", "shown_credit")

    get_readonly_fields = get_fields

    def get_queryset(self, request: SignedInRequest) -> QuerySet[Entry]:
        """With what their accounts are called."""
        return super().get_queryset(request).select_related("account__person", "account__landlord")

    @admin.display(description=_("account"))
    def account_name(self, line: Entry) -> str:
        """Where the money stands."""
        return str(line.account)

    @admin.display(description=_("debit"))
    def shown_debit(self, line: Entry) -> str:
        """On the left."""
        return debit(line) or NOTHING

    @admin.display(description=_("credit"))
    def shown_credit(self, line: Entry) -> str:
        """On the right."""
        return credit(line) or NOTHING


@admin.register(Posting)
class PostingAdmin(OfficeAdmin):
    """Facts about money. A landlord sees those about bookings at their own houses."""

    list_display = ("happened_at", "what", "amount", "about", "cause", "shown_seal")
    list_display_links = ("happened_at", "what")
    list_select_related = ("sealed",)
    list_filter = (KindFilter, ranges.moments("posted_at", _("happened at")))
    search_fields = ("=subject", "=source", "memo", "=hash", "public_id")
    search_help_text = _("Booking or payment number, hash or note")
    ordering = ("-posted_at", "-id")
    inlines = (EntryInline,)
    fields = (
        ("what", "amount"),
        ("about_link", "cause_link"),
        ("happened_at", "was_recorded_at"),
        ("memo", "number"),
        ("shown_seal", "as_written"),
        ("shown_hash",),
    )
    readonly_fields = tuple(name for line in fields for name in line)
    seen_by = OWNERS
    number = columns.number(_("posting number"))
    happened_at = columns.moment("posted_at", _("happened at"))
    was_recorded_at = columns.moment("recorded_at", _("recorded at"))
    sheet = (
        exports.moment(_("Happened at"), "posted_at"),
        exports.moment(_("Recorded at"), "recorded_at"),
        exports.Column(_("What happened"), lambda posting: kind_words(posting.kind)),
        exports.text(_("Kind"), "kind"),
        exports.rupees(_("Amount, ₹"), "turnover_paise"),
        exports.text(_("For"), "subject"),
        exports.text(_("Caused by"), "source"),
        exports.text(_("Note"), "memo"),
        exports.text(_("Seal"), "sealed.seal_id"),
        exports.text(_("Hash"), "hash"),
        exports.text(_("Posting number"), "public_id"),
    )

    def get_queryset(self, request: SignedInRequest) -> QuerySet[Posting]:
        """With what each moves: the sum of its debits, asked for the rows that are shown and not by joining all."""
        debits = Entry.objects.filter(posting=OuterRef("pk"), amount_paise__gt=0).order_by().values("posting")
        moved = Subquery(debits.annotate(sum=Sum("amount_paise")).values("sum"))
        return super().get_queryset(request).annotate(turnover_paise=moved)

    def get_object(self, request: SignedInRequest, object_id: str, from_field: str | None = None) -> Any:
        """The posting, with who reads it: what caused it is a link only for those who may follow it."""
        posting = super().get_object(request, object_id, from_field)
        if posting is not None:
            posting.reader = request.user
        return posting

    def name_of(self, record: Any) -> str:
        """`Deposit taken · ₹17,000`."""
        return f"{kind_words(record.kind)} · {self.amount(record)}"

    @admin.display(description=_("what happened"), ordering="kind")
    def what(self, posting: Posting) -> str:
        """In words."""
        return kind_words(posting.kind)

    @admin.display(description=_("amount"), ordering="turnover_paise")
    def amount(self, posting: Any) -> str:
        """What it moves."""
        return format_money(Money(posting.turnover_paise or 0))

    @admin.display(description=_("for"), ordering="subject")
    def about(self, posting: Posting) -> str:
        """What the money is for."""
        return short(posting.subject)

    @admin.display(description=_("caused by"), ordering="source")
    def cause(self, posting: Posting) -> str:
        """The row that caused it."""
        return short(posting.source)

    @admin.display(description=_("for"))
    def about_link(self, posting: Any) -> str:
        """What the money is for, and everything else that was posted for it."""
        return with_others(posting.subject, posting.reader) if posting.subject else NOTHING

    @admin.display(description=_("caused by"))
    def cause_link(self, posting: Any) -> str:
        """What caused it, and everything else that it caused."""
        return with_others(posting.source, posting.reader)

    @admin.display(description=_("seal"), ordering="sealed__seal")
    def shown_seal(self, posting: Posting) -> str:
        """Which seal covers it, or that none does yet."""
        sealed = getattr(posting, "sealed", None)
        if sealed is None:
            return columns.badge(_now("Not sealed yet"), "amber")
        words = _now("Seal %(seal)s, position %(position)s")
        return words % {"seal": sealed.seal_id, "position": sealed.position}

    @admin.display(description=_("as it was written"))
    def as_written(self, posting: Posting) -> str:
        """Its hash, made anew from what it says now."""
        if queries.says_what_it_said(posting):
            return columns.badge(_now("Unchanged"), "leaf")
        return columns.badge(_now("Changed after it was written"), "brick")

    @admin.display(description=_("hash"))
    def shown_hash(self, posting: Posting) -> str:
        """The fingerprint of all it says."""
        return format_html('<code class="office-code office-hash">{}</code>', posting.hash)


def with_others(name: str, reader: Any) -> str:
    """A record's page, when there is one to see, and the postings that share it."""
    record = record_named(name, reader)
    shown = (
        columns.link_to(record, title_of(record))
        if record
        else format_html('<code class="office-code">{}</code>', name)
    )
    return format_html("{} · {}", shown, columns.postings_link(name, _now("all its postings")))


@admin.register(Seal)
class SealAdmin(OfficeAdmin):
    """Closed blocks of the books. Whoever kept a hash elsewhere looks here whether it still is the same."""

    list_display = ("number", "postings", "was_sealed_at", "shown_hash")
    list_filter = (ranges.moments("sealed_at", _("sealed at")),)
    search_fields = ("=hash",)
    search_help_text = _("Hash")
    ordering = ("-number",)
    fields = readonly_fields = ("number", "postings", "was_sealed_at", "shown_hash", "shown_previous")
    seen_by = ADMINISTRATORS
    was_sealed_at = columns.moment("sealed_at", _("sealed at"))
    sheet = (
        exports.text(_("Seal"), "number"),
        exports.text(_("Postings"), "held"),
        exports.moment(_("Sealed at"), "sealed_at"),
        exports.text(_("Hash"), "hash"),
        exports.text(_("Hash of the seal before"), "previous"),
    )

    def get_queryset(self, request: SignedInRequest) -> QuerySet[Seal]:
        """With how many postings each holds."""
        return super().get_queryset(request).annotate(held=Count("postings"))

    @admin.display(description=_("postings"))
    def postings(self, seal: Any) -> int:
        """How many it holds."""
        return int(seal.held)

    @admin.display(description=_("hash"))
    def shown_hash(self, seal: Seal) -> str:
        """Covers every seal before it."""
        return format_html('<code class="office-code office-hash">{}</code>', seal.hash)

    @admin.display(description=_("hash of the seal before"))
    def shown_previous(self, seal: Seal) -> str:
        """What it follows from."""
        return format_html('<code class="office-code office-hash">{}</code>', seal.previous)


@admin.register(CheckRun)
class CheckRunAdmin(OfficeAdmin):
    """Every look through the books, with what it found."""

    list_display = ("was_checked_at", "found", "postings", "unsealed", "head_number")
    list_filter = (ranges.moments("checked_at", _("checked at")),)
    ordering = ("-id",)
    fields = (
        ("was_checked_at", "found"),
        ("postings", "unsealed"),
        ("head_number", "shown_since"),
        ("shown_head",),
        ("shown_faults",),
    )
    readonly_fields = tuple(name for line in fields for name in line)
    seen_by = ADMINISTRATORS
    was_checked_at = columns.moment("checked_at", _("checked at"))
    shown_since = columns.moment("unsealed_since", _("not sealed since"))
    sheet = (
        exports.moment(_("Checked at"), "checked_at"),
        exports.Column(_("Faults"), lambda run: len(run.faults)),
        exports.Column(_("What was found"), lambda run: "; ".join(map(fault_words, run.faults))),
        exports.text(_("Postings"), "postings"),
        exports.text(_("Not sealed"), "unsealed"),
        exports.text(_("Last seal"), "head_number"),
        exports.text(_("Hash of the last seal"), "head_hash"),
    )

    @admin.display(description=_("found"))
    def found(self, run: CheckRun) -> str:
        """In order, or how many faults."""
        if run.is_good:
            return columns.badge(_now("In order"), "leaf")
        return columns.badge(_now("%(number)s wrong") % {"number": len(run.faults)}, "brick")

    @admin.display(description=_("hash of the last seal"))
    def shown_head(self, run: CheckRun) -> str:
        """To be compared with what a mail or a log says."""
        return format_html('<code class="office-code office-hash">{}</code>', run.head_hash or NOTHING)

    @admin.display(description=_("what was found"))
    def shown_faults(self, run: CheckRun) -> str:
        """Each fault with where it was found."""
        lines = format_html_join("", "<li>{}</li>", ((fault_words(fault),) for fault in run.faults))
        return format_html('<ul class="office-going">{}</ul>', lines) if run.faults else _now("Everything is in order.")


def fault_words(fault: dict[str, str]) -> str:
    """What is wrong, and where."""
    return f"{fault['what']}: {fault['says']}"
