"""Cards that people left with the payment provider, and what their banks let us take; administrators only."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from backoffice import columns, exports, ranges
from backoffice.admin.base import OfficeAdmin, StoryInline
from backoffice.filters import ChoiceFilter
from backoffice.money_filters import MANDATES, MandateFilter
from backoffice.roles import ADMINISTRATORS
from project.identity.access import SignedInRequest
from project.payments.models import Mandate, SavedMethod


class MandateInline(StoryInline):
    """What may be taken with a method: the mandate in force and those before it."""

    model = Mandate
    tab = False
    everybodys = True
    seen_by = ADMINISTRATORS
    ordering = ("-id",)
    fields = ("shown_state", "limit", "interval", "allowed_at")
    readonly_fields = fields
    limit = columns.money("max_paise", _("most for one payment"))
    allowed_at = columns.moment("created_at", _("allowed at"))

    @admin.display(description=_("state"))
    def shown_state(self, mandate: Mandate) -> str:
        """As the bank says."""
        return columns.badge(MANDATES[mandate.state], columns.TONES.get(mandate.state, ""))


@admin.register(SavedMethod)
class SavedMethodAdmin(OfficeAdmin):
    """For the question on the phone: is my card saved, and what may be taken from it? Only its person changes it."""

    when_empty = _(
        "A card that a tenant saves on their own page, under Account, stands here with what its bank allows."
    )
    list_display = ("shown_name", "person_link", "shown_state", "allowed", "is_first", "expires", "saved_at")
    list_select_related = ("person",)
    list_filter = (("state", ChoiceFilter), MandateFilter, ranges.moments("created_at", _("saved at")))
    search_fields = ("person__name", "person__email", "person__phone", "=last4")
    search_help_text = _("Name, e-mail, phone or last four digits")
    ordering = ("-id",)
    inlines = (MandateInline,)
    fields = (
        ("shown_name", "person_link"),
        ("shown_state", "is_first"),
        ("expires", "saved_at"),
        ("stripe_number", "is_gone"),
        ("last_error",),
    )
    readonly_fields = tuple(name for line in fields for name in line)
    seen_by = acted_by = ADMINISTRATORS
    person_link = columns.link(_("person"), lambda method: method.person, "person__name")
    shown_state = columns.state()
    stripe_number = columns.code("gateway_id", _("Stripe’s number"))
    saved_at = columns.moment("created_at", _("saved at"))
    is_gone = columns.flag("is_detached", _("at the payment provider"), yes=_("Removed"), no=_("Kept"), tones=("", ""))
    sheet = (
        exports.text(_("Person"), "person.name"),
        exports.text(_("E-mail"), "person.email"),
        exports.Column(_("Payment method"), str),
        exports.choice(_("State"), "state"),
        exports.Column(_("Mandate"), lambda method: str(MANDATES.get(method.mandate_state, ""))),
        exports.moment(_("Saved at"), "created_at"),
    )

    def get_queryset(self, request: SignedInRequest) -> QuerySet[SavedMethod]:
        """With the state of the latest mandate."""
        latest = Mandate.objects.filter(method=OuterRef("pk")).order_by("-id")
        return super().get_queryset(request).annotate(mandate_state=Subquery(latest.values("state")[:1]))

    @admin.display(description=_("payment method"), ordering="brand")
    def shown_name(self, method: SavedMethod) -> str:
        """What its person recognises it by."""
        return str(method)

    @admin.display(description=_("mandate"), ordering="mandate_state")
    def allowed(self, method: Any) -> str:
        """Whether anything may be taken without asking."""
        if not method.mandate_state:
            return columns.NOTHING
        return columns.badge(MANDATES[method.mandate_state], columns.TONES.get(method.mandate_state, ""))

    @admin.display(description=_("used first"), ordering="is_default")
    def is_first(self, method: SavedMethod) -> str:
        """Of several, the one that is charged."""
        return columns.badge(_("Used first"), "leaf") if method.is_default else columns.NOTHING

    @admin.display(description=_("expires"), ordering="expires_year")
    def expires(self, method: SavedMethod) -> str:
        """`04/2028`."""
        if not method.expires_year:
            return columns.NOTHING
        return f"{method.expires_month:02}/{method.expires_year}"
