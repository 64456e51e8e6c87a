"""Payments that a bank wants back: what it took, until when it waits for an answer, and the one answer it gets."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from backoffice import columns, exports, ranges
from backoffice.actions import DialogForm, Words, act
from backoffice.admin.payments import MoneyAdmin
from backoffice.filters import ChoiceFilter, money_house_filter
from backoffice.money_filters import DisputeNeeds
from backoffice.roles import ADMINISTRATORS
from backoffice.scopes import booking_of
from project.identity.access import SignedInRequest
from project.payments import operations
from project.payments.models import Dispute
from project.payments.rules import EVIDENCE, LONGEST_EVIDENCE

# From here on the deadline is red.
SOON = timedelta(days=3)
PARTS = {
    "explanation": _("What happened"),
    "what_was_provided": _("What the person got"),
    "provided_on": _("From when"),
    "person_name": _("The person’s name"),
    "person_email": _("The person’s e-mail"),
    "refund_policy": _("What we say about refunds before anybody pays"),
    "why_not_refunded": _("Why it is not refunded"),
}
LONG_PARTS = frozenset({"explanation", "what_was_provided", "refund_policy", "why_not_refunded"})


def part_field(name: str) -> forms.CharField:
    """A part of the answer: a sentence or more, or a word."""
    is_long = name in LONG_PARTS
    widget = UnfoldAdminTextareaWidget(attrs={"rows": 3}) if is_long else UnfoldAdminTextInputWidget()
    return forms.CharField(
        label=PARTS[name], required=name == "explanation", max_length=LONGEST_EVIDENCE, widget=widget
    )


class EvidenceForm(DialogForm):
    """The answer in parts, begun with what we know of the person and the booking."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        known = known_of(self.record)
        for name in PARTS:
            self.fields[name] = part_field(name)
            self.fields[name].initial = known.get(name, "")

    def evidence(self) -> dict[str, str]:
        """What was written."""
        return {name: text for name, text in self.cleaned_data.items() if name in EVIDENCE}


def known_of(dispute: Dispute) -> dict[str, str]:
    """What the answer can begin with."""
    if dispute.payment is None:
        return {}
    payer, booking = dispute.payment.payer, booking_of(dispute.payment.subject)
    known = {"person_name": payer.name, "person_email": payer.email}
    if booking is not None:
        known |= {"what_was_provided": dispute.payment.attempt.description, "provided_on": booking.move_in.isoformat()}
    return known


@admin.register(Dispute)
class DisputeAdmin(MoneyAdmin):
    """Disputes with their deadline. A landlord reads those about their houses; administrators answer."""

    when_empty = _("A payment that a bank wants back stands here, with the day to answer by.")
    list_display = ("person", "amount", "shown_state", "deadline", "why", "opened")
    list_select_related = ("payment__payer", "suspense")
    list_filter = (
        DisputeNeeds,
        money_house_filter("payment__subject"),
        ("state", ChoiceFilter),
        ranges.moments("respond_by", _("answer by")),
        ranges.moments("opened_at", _("opened at")),
        ranges.rupees("amount_paise", _("amount")),
    )
    search_fields = (
        "payment__payer__name", "payment__payer__email", "payment__payer__phone", "=gateway_id", "=intent_id",
    )  # fmt: skip
    search_help_text = _("Name, e-mail, phone or Stripe’s number")
    ordering = ("is_settled", "respond_by", "-id")
    fields = (
        ("payer_link", "money_link"),
        ("amount", "shown_state"),
        ("why", "booking_link"),
        ("opened", "deadline"),
        ("taken", "taken_fee"),
        ("returned", "returned_fee"),
        ("answer",),
        ("evidence_by", "answer_sent"),
        ("tries", "last_error"),
        ("postings", "gateway_number"),
    )
    readonly_fields = tuple(name for line in fields for name in line)
    actions_detail = ("answer_it",)
    acted_by = ADMINISTRATORS
    amount = columns.money("amount_paise", _("amount"))
    shown_state = columns.state()
    opened = columns.moment("opened_at", _("opened at"))
    answer_sent = columns.moment("evidence_sent_at", _("answer sent at"))
    taken = columns.money("taken_paise", _("taken from us"))
    taken_fee = columns.money("taken_fee_paise", _("fee"))
    returned = columns.money("returned_paise", _("given back"))
    returned_fee = columns.money("returned_fee_paise", _("fee given back"))
    payer_link = columns.link(_("person"), lambda dispute: dispute.payment and dispute.payment.payer)
    money_link = columns.link(_("payment"), lambda dispute: dispute.payment or dispute.suspense)
    booking_link = columns.link(_("booking"), lambda dispute: dispute.payment and booking_of(dispute.payment.subject))
    postings = columns.postings()
    gateway_number = columns.code("gateway_id", _("Stripe’s number"))
    sheet = (
        exports.text(_("Person"), "payment.payer.name"),
        exports.text(_("E-mail"), "payment.payer.email"),
        exports.rupees(_("Amount, ₹"), "amount_paise"),
        exports.choice(_("State"), "state"),
        exports.moment(_("Answer by"), "respond_by"),
        exports.text(_("Reason"), "reason"),
        exports.moment(_("Opened at"), "opened_at"),
        exports.moment(_("Answer sent at"), "evidence_sent_at"),
        exports.rupees(_("Taken from us, ₹"), "taken_paise"),
        exports.rupees(_("Fee, ₹"), "taken_fee_paise"),
        exports.rupees(_("Given back, ₹"), "returned_paise"),
        exports.text(_("Stripe's number"), "gateway_id"),
    )

    @admin.display(description=_("reason"), ordering="reason")
    def why(self, dispute: Dispute) -> str:
        """The bank's own word, as a sentence begins: `Product not received`."""
        return dispute.reason.replace("_", " ").capitalize() or columns.NOTHING

    @admin.display(description=_("person"), ordering="payment__payer__name")
    def person(self, dispute: Dispute) -> str:
        """Whose payment it is."""
        return dispute.payment.payer.name if dispute.payment else _now("Nobody we know")

    @admin.display(description=_("answer by"), ordering="respond_by")
    def deadline(self, dispute: Dispute) -> str:
        """Until when the bank waits, as long as it does."""
        if dispute.respond_by is None:
            return columns.NOTHING
        words = columns.when(dispute.respond_by)
        if not dispute.can_be_answered:
            return words
        return columns.badge(words, "brick" if dispute.respond_by < columns.now() + SOON else "amber")

    @admin.display(description=_("our answer"))
    def answer(self, dispute: Dispute) -> str:
        """What was said to the bank."""
        said = [(PARTS[name], dispute.evidence[name]) for name in PARTS if name in dispute.evidence]
        parts = format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", said)
        return format_html('<dl class="office-answer">{}</dl>', parts) if said else columns.NOTHING

    @act(
        _("Answer the bank"),
        title=_("Answer this dispute"),
        description=_(
            "The bank takes one answer and decides by it. It is sent at once and cannot be changed. Until the bank has "
            "decided, the money stays with it."
        ),
        submit=_("Send the answer"),
        form=EvidenceForm,
        icon="send",
        when=lambda dispute: dispute.can_be_answered,
    )
    def answer_it(self, request: SignedInRequest, dispute: Dispute, form: EvidenceForm) -> Words:
        """Owe the bank our one answer; a worker sends it."""
        operations.submit_evidence(dispute=dispute, by=request.user, evidence=form.evidence())
        return _now("The answer is on its way to the bank.")
