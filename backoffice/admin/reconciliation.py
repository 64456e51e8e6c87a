"""Our books beside the payment provider's: every comparison, the difference it left, and every orphan it found."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from backoffice import columns, exports, ranges
from backoffice.admin.base import OfficeAdmin, StoryInline
from backoffice.filters import ChoiceFilter, yes_no
from backoffice.money_filters import DifferenceFilter, FindingNeeds
from backoffice.roles import ADMINISTRATORS
from backoffice.sources import rows_named, title_of
from project.identity.access import SignedInRequest
from project.kernel.formats import format_money
from project.kernel.money import Money
from project.payments import queries
from project.payments.models import Movement, ReconciliationFinding, ReconciliationRun, RunState

MOST_SHOWN = 5
REPAIRED = columns.flag(
    "is_repaired", _("what became of it"), yes=_("Repaired"), no=_("For a person"), tones=("leaf", "brick")
)


def sum_or_nothing(paise: int | None, currency: str = "INR") -> str:
    """An amount; a dash where none was told."""
    return columns.NOTHING if paise is None else format_money(Money(paise, currency))


def in_words(run: ReconciliationRun) -> str:
    """The difference on its tone: nought is what one wants."""
    difference = run.difference
    if difference is None:
        return columns.NOTHING
    return columns.badge(format_money(difference), "brick" if difference else "leaf")


class FindingInline(StoryInline):
    """What one comparison found."""

    model = ReconciliationFinding
    fk_name = "run"
    tab = False
    seen_by = ADMINISTRATORS
    ordering = ("is_repaired", "pk")
    fields = readonly_fields = ("kind", "object_id", "amount", "outcome", "note")
    verbose_name_plural = _("what did not agree")
    outcome = REPAIRED

    @admin.display(description=_("amount"))
    def amount(self, finding: ReconciliationFinding) -> str:
        """How much, where it is about an amount."""
        return sum_or_nothing(finding.amount_paise, finding.currency)


@admin.register(ReconciliationRun)
class ReconciliationAdmin(OfficeAdmin):
    """Every comparison, the newest first; above them how it stands now."""

    list_before_template = "backoffice/_reconciled.html"
    list_display = ("started", "kind", "shown_state", "difference", "open_findings", "all_findings", "looked_at")
    list_filter = (
        DifferenceFilter,
        ("kind", ChoiceFilter),
        ("state", ChoiceFilter),
        ranges.moments("started_at", _("started at")),
    )
    ordering = ("-started_at", "-id")
    fields = (
        ("kind", "shown_state"),
        ("started", "ended"),
        ("came_from", "came_to"),
        ("at_gateway", "in_ledger"),
        ("difference", "looked_at"),
        ("last_error",),
    )
    readonly_fields = tuple(name for line in fields for name in line)
    seen_by = ADMINISTRATORS
    shown_state = columns.state()
    started = columns.moment("started_at", _("started at"))
    ended = columns.moment("ended_at", _("ended at"))
    came_from = columns.moment("since", _("from"))
    came_to = columns.moment("until", _("to"))
    sheet = (
        exports.moment(_("Started at"), "started_at"),
        exports.moment(_("Ended at"), "ended_at"),
        exports.choice(_("Kind"), "kind"),
        exports.choice(_("State"), "state"),
        exports.rupees(_("At the payment provider, ₹"), "gateway_paise"),
        exports.rupees(_("In the ledger, ₹"), "ledger_paise"),
        exports.rupees(_("Difference, ₹"), "difference.paise"),
        exports.text(_("Found"), "found"),
        exports.text(_("Left for a person"), "found_open"),
        exports.text(_("Records compared"), "looked_at"),
        exports.text(_("Last error"), "last_error"),
    )

    def get_queryset(self, request: SignedInRequest) -> QuerySet[ReconciliationRun]:
        """With how much each found."""
        left = Count("findings", filter=Q(findings__is_repaired=False))
        return super().get_queryset(request).annotate(found=Count("findings"), found_open=left)

    def get_inlines(self, request: SignedInRequest, obj: Any = None) -> tuple[type[StoryInline], ...]:
        """Findings, where there are any."""
        return (FindingInline,) if obj is not None and obj.found else ()

    def changelist_view(self, request: SignedInRequest, extra_context: Any = None) -> HttpResponse:
        """The list, with how the books agree now."""
        last = queries.last_comparison()
        now = {
            "last_run": last,
            "findings": queries.open_findings()[:MOST_SHOWN] if last else [],
            "finding_count": queries.open_findings().count() if last else 0,
            "is_running": ReconciliationRun.objects.filter(state=RunState.RUNNING).exists(),
        }
        return super().changelist_view(request, {**(extra_context or {}), **now})

    @admin.display(description=_("at the payment provider"))
    def at_gateway(self, run: ReconciliationRun) -> str:
        """Their balance."""
        return sum_or_nothing(run.gateway_paise)

    @admin.display(description=_("in the ledger"))
    def in_ledger(self, run: ReconciliationRun) -> str:
        """Ours."""
        return sum_or_nothing(run.ledger_paise)

    @admin.display(description=_("difference"), ordering=F("gateway_paise") - F("ledger_paise"))
    def difference(self, run: ReconciliationRun) -> str:
        """What one has and the other has not."""
        return in_words(run)

    @admin.display(description=_("for a person"), ordering="found_open")
    def open_findings(self, run: Any) -> str:
        """How many were left."""
        return columns.badge(run.found_open, "brick") if run.found_open else "0"

    @admin.display(description=_("found"), ordering="found")
    def all_findings(self, run: Any) -> int:
        """How many there were."""
        return int(run.found)


@admin.register(ReconciliationFinding)
class FindingAdmin(OfficeAdmin):
    """Everything that ever did not agree, with what was done about it."""

    when_empty = _("What both sides do not agree on stands here. So far they agreed on everything.")
    list_display = ("found", "kind", "which", "amount", "outcome", "note")
    list_select_related = ("run",)
    list_filter = (
        FindingNeeds,
        ("kind", ChoiceFilter),
        yes_no("is_repaired", _("what became of it"), yes=_("Repaired"), no=_("For a person")),
        ranges.moments("found_at", _("found at")),
        ranges.rupees("amount_paise", _("amount")),
    )
    search_fields = ("=object_id", "note")
    search_help_text = _("Number or note")
    ordering = ("-id",)
    fields = (("kind", "outcome"), ("which_link", "amount"), ("note",), ("run_link", "found"))
    readonly_fields = tuple(name for line in fields for name in line)
    seen_by = ADMINISTRATORS
    outcome = REPAIRED
    found = columns.moment("found_at", _("found at"))
    run_link = columns.link(_("comparison"), lambda finding: finding.run)
    sheet = (
        exports.moment(_("Found at"), "found_at"),
        exports.choice(_("What"), "kind"),
        exports.text(_("Which"), "object_id"),
        exports.rupees(_("Amount, ₹"), "amount_paise"),
        exports.text(_("Currency"), "currency"),
        exports.text(_("Repaired"), "is_repaired"),
        exports.text(_("Note"), "note"),
    )

    @admin.display(description=_("which"), ordering="object_id")
    def which(self, finding: ReconciliationFinding) -> str:
        """What it is about."""
        return format_html('<code class="office-code">{}</code>', finding.object_id)

    @admin.display(description=_("which"))
    def which_link(self, finding: ReconciliationFinding) -> str:
        """Its record, where it is one of ours."""
        rows = rows_named(finding.object_id)
        record = rows.first() if rows is not None else None
        return columns.link_to(record, title_of(record)) if record else self.which(finding)

    @admin.display(description=_("amount"), ordering="amount_paise")
    def amount(self, finding: ReconciliationFinding) -> str:
        """How much, where it is about an amount."""
        return sum_or_nothing(finding.amount_paise, finding.currency)


@admin.register(Movement)
class MovementAdmin(OfficeAdmin):
    """The balance that the payment provider keeps for us, line by line, and what stands for each in the ledger."""

    list_display = ("moved", "kind", "net", "fee", "posted_as", "object_id")
    list_filter = (
        yes_no("is_known", _("in the ledger"), yes=_("Posted"), no=_("Nobody knows")),
        ranges.moments("moved_at", _("moved at")),
        ranges.rupees("net_paise", _("net")),
    )
    search_fields = ("=gateway_id", "=object_id", "=source")
    search_help_text = _("Number of the movement or of what caused it")
    ordering = ("-moved_at", "-id")
    fields = (("kind", "moved"), ("net", "fee"), ("posted_as", "object_id"), ("gateway_id", "currency"))
    readonly_fields = tuple(name for line in fields for name in line)
    seen_by = ADMINISTRATORS
    moved = columns.moment("moved_at", _("moved at"))
    net = columns.money("net_paise", _("net"))
    fee = columns.money("fee_paise", _("fee"))
    posted_as = columns.postings(lambda movement: movement.source)
    sheet = (
        exports.moment(_("Moved at"), "moved_at"),
        exports.text(_("Kind"), "kind"),
        exports.rupees(_("Net, ₹"), "net_paise"),
        exports.rupees(_("Fee, ₹"), "fee_paise"),
        exports.text(_("Currency"), "currency"),
        exports.text(_("Posted as"), "source"),
        exports.text(_("Caused by"), "object_id"),
        exports.text(_("Number"), "gateway_id"),
    )

    def get_queryset(self, request: SignedInRequest) -> QuerySet[Movement]:
        """With whether the ledger knows it."""
        return super().get_queryset(request).annotate(is_known=~Q(source=""))
