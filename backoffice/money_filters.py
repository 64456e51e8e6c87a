"""Filters of money that a person has to look at, by the questions of `needs`."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from backoffice import needs
from backoffice.filters import QuestionFilter, WordsFilter
from project.identity.access import SignedInRequest

# As staff say it; the person it belongs to reads "your bank" instead.
MANDATES: Mapping[str, Promise] = {
    "active": _("In force"),
    "pending": _("The bank is checking"),
    "inactive": _("Ended"),
}


class DisputeNeeds(QuestionFilter):
    """Disputes that somebody should answer, and those that are not over."""

    title = _("needs you")
    parameter_name = "needs"
    questions = needs.DISPUTES
    words = {"answer": _("To be answered"), "open": _("Not over")}


class SuspenseNeeds(QuestionFilter):
    """Money about which nobody has decided."""

    title = _("needs you")
    parameter_name = "needs"
    questions = needs.SUSPENSE
    words = {"open": _("To be decided"), "moving": _("Going back")}


class FindingNeeds(QuestionFilter):
    """What the latest comparison left for a person."""

    title = _("needs you")
    parameter_name = "needs"
    questions = needs.FINDINGS
    words = {"now": _("Open now")}


class WebhookNeeds(QuestionFilter):
    """Webhooks that came to nothing, or wait longer than they should."""

    title = _("needs you")
    parameter_name = "needs"
    questions = needs.WEBHOOKS
    words = {"failed": _("Failed"), "late": _("Tried and still waiting")}


class DifferenceFilter(WordsFilter):
    """Comparisons by whether both sides agreed."""

    title = _("difference")
    parameter_name = "difference"

    def lookups(self, request: SignedInRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, Any]]:
        """Whether there was one."""
        return (("some", _("A difference")), ("none", _("None")))

    def queryset(self, request: SignedInRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those that compared balances, with or without one."""
        if self.value() == "some":
            return rows.exclude(gateway_paise=F("ledger_paise")).filter(gateway_paise__isnull=False)
        return rows.filter(gateway_paise=F("ledger_paise")) if self.value() == "none" else rows


class MandateFilter(WordsFilter):
    """Saved methods by the state of their latest mandate."""

    title = _("mandate")
    parameter_name = "mandate"

    def lookups(self, request: SignedInRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, Any]]:
        """Every state, and none at all."""
        return (*MANDATES.items(), ("none", _("None")))

    def queryset(self, request: SignedInRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those whose latest mandate is so."""
        if self.value() == "none":
            return rows.filter(mandate_state=None)
        return rows.filter(mandate_state=self.value()) if self.value() in MANDATES else rows
