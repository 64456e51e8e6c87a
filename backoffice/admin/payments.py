"""Money in and back, as staff see it."""

from typing import Any

from django.contrib import admin
from django.db.models import Sum
from django.http import HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from backoffice import columns, exports, ranges
from backoffice.actions import DialogForm, Words, act
from backoffice.admin.base import OfficeAdmin
from backoffice.filters import ChoiceFilter, PaidWhen, RefundNeeds, money_house_filter, yes_no
from backoffice.roles import ADMINISTRATORS
from backoffice.scopes import booking_of
from project.booking.operations import confirm_paid
from project.identity.access import SignedInRequest
from project.kernel.formats import format_money
from project.kernel.money import Money
from project.payments import operations
from project.payments.models import Attempt, Payment, Receipt, Refund, RefundState


class MoneyAdmin(OfficeAdmin):
    """A list of amounts; above it stands what they come to."""

    list_before_template = "backoffice/_sum.html"
    booking_link = columns.link(_("booking"), lambda row: booking_of(getattr(row, "payment", row).subject))

    def changelist_view(self, request: SignedInRequest, extra_context: Any = None) -> HttpResponse:
        """The list with its sum: of everything filtered, not of one page."""
        response = super().changelist_view(request, extra_context)
        shown = getattr(response, "context_data", None) or {}
        if "cl" in shown:
            total = shown["cl"].queryset.order_by().aggregate(sum=Sum("amount_paise"))["sum"]
            shown["total"] = format_money(Money(total or 0))
        return response


@admin.register(Payment)
class PaymentAdmin(MoneyAdmin):
    """Money that arrived."""

    when_empty = _("What people pay online stands here as soon as it has arrived.")
    list_display = ("person", "amount", "description", "method", "shown_paid_at", "as_asked")
    list_select_related = ("payer", "attempt")
    list_filter = (
        PaidWhen,
        money_house_filter("subject"),
        ranges.moments("paid_at", _("paid at")),
        ranges.rupees("amount_paise", _("amount")),
    )
    search_fields = ("payer__name", "payer__email", "payer__phone", "receipt__number", "=intent_id", "=subject")
    search_help_text = _("Name, e-mail, phone, receipt or booking number")
    ordering = ("-paid_at", "-id")
    fields = (
        ("payer_link", "amount"),
        ("description", "booking_link"),
        ("method", "shown_paid_at"),
        ("as_asked", "gateway_number"),
        ("number", "postings"),
    )
    readonly_fields = tuple(name for line in fields for name in line)
    as_asked = columns.flag(
        "is_as_asked", _("what came"), yes=_("As asked"), no=_("Not what we asked for"), tones=("leaf", "brick")
    )
    shown_paid_at = columns.moment("paid_at", _("paid at"))
    number = columns.number(_("payment number"))
    gateway_number = columns.code("intent_id", _("Stripe’s number"))
    postings = columns.postings()
    amount = columns.money("amount_paise", _("amount"))
    payer_link = columns.link(_("person"), lambda payment: payment.payer)
    sheet_related = ("receipt",)
    sheet = (
        exports.text(_("Person"), "payer.name"),
        exports.text(_("E-mail"), "payer.email"),
        exports.rupees(_("Amount, ₹"), "amount_paise"),
        exports.text(_("For"), "attempt.description"),
        exports.text(_("Paid with"), "method"),
        exports.moment(_("Paid at"), "paid_at"),
        exports.text(_("Receipt"), "receipt.number"),
        exports.text(_("The amount we asked for"), "is_as_asked"),
        exports.text(_("Stripe's number"), "intent_id"),
    )

    @admin.display(description=_("person"), ordering="payer__name")
    def person(self, payment: Payment) -> str:
        """Who paid."""
        return str(payment.payer)

    @admin.display(description=_("for"))
    def description(self, payment: Payment) -> str:
        """What was paid for."""
        return payment.attempt.description


@admin.register(Refund)
class RefundAdmin(MoneyAdmin):
    """Money going back, with how far it is."""

    list_display = ("person", "amount", "shown_state", "reason", "reference", "tries", "made_at")
    list_select_related = ("payment__payer",)
    list_filter = (
        RefundNeeds,
        money_house_filter("payment__subject"),
        ("state", ChoiceFilter),
        ranges.moments("created_at", _("made at")),
        ranges.rupees("amount_paise", _("amount")),
    )
    search_fields = (
        "payment__payer__name", "payment__payer__email", "payment__payer__phone", "reference", "=gateway_id",
    )  # fmt: skip
    search_help_text = _("Name, e-mail, phone or bank reference")
    ordering = ("-id",)
    fields = (
        ("payer_link", "payment_link"),
        ("amount", "shown_state"),
        ("booking_link", "reason"),
        ("reference", "gateway_number"),
        ("tries", "shown_next_try"),
        ("last_error", "made_at"),
        ("postings",),
    )
    readonly_fields = tuple(name for line in fields for name in line)
    actions_detail = ("hurry", "repeat")
    acted_by = ADMINISTRATORS
    postings = columns.postings()
    gateway_number = columns.code("gateway_id", _("Stripe’s number"))
    amount = columns.money("amount_paise", _("amount"))
    shown_state = columns.state()
    made_at = columns.moment("created_at", _("made at"))
    shown_next_try = columns.moment("next_try_at", _("next try at"))
    payer_link = columns.link(_("person"), lambda refund: refund.payment.payer)
    payment_link = columns.link(_("payment"), lambda refund: refund.payment)
    sheet = (
        exports.text(_("Person"), "payment.payer.name"),
        exports.text(_("E-mail"), "payment.payer.email"),
        exports.rupees(_("Amount, ₹"), "amount_paise"),
        exports.choice(_("State"), "state"),
        exports.text(_("Reason"), "reason"),
        exports.text(_("Bank reference"), "reference"),
        exports.moment(_("Made at"), "created_at"),
    )

    @admin.display(description=_("person"), ordering="payment__payer__name")
    def person(self, refund: Refund) -> str:
        """Whose money it is."""
        return refund.payment.payer.name

    @act(
        _("Try now"),
        title=_("Try this refund now?"),
        description=_(
            "It is sent at once, or its bank is asked how far it is, instead of at its next turn. It is never sent twice."
        ),
        icon="rotate-cw",
        when=lambda refund: refund.state in {RefundState.STARTED, RefundState.SENT},
    )
    def hurry(self, request: SignedInRequest, refund: Refund, form: DialogForm) -> Words:
        """Have the job do it now."""
        operations.hurry_refund(refund=refund)
        return _now("It is tried within seconds. Look at this page again in a moment.")

    @act(
        _("Refund again"),
        title=_("Send this refund once more?"),
        description=_(
            "The same amount goes back to the same card or account, as a refund of its own. This one stays as it failed."
        ),
        submit=_("Send it again"),
        icon="undo-2",
        danger=True,
        when=lambda refund: refund.state == RefundState.FAILED,
    )
    def repeat(self, request: SignedInRequest, refund: Refund, form: DialogForm) -> Words:
        """Owe it anew."""
        again = operations.repeat_refund(refund=refund)
        return _now("%(amount)s is on its way back again.") % {"amount": format_money(again.amount)}


@admin.register(Attempt)
class AttemptAdmin(MoneyAdmin):
    """Tries to pay, also those that came to nothing."""

    list_display = ("person", "description", "amount", "shown_state", "paid_until", "settled")
    list_select_related = ("payer",)
    list_filter = (
        money_house_filter("subject"),
        ("state", ChoiceFilter),
        yes_no("is_settled", _("at Stripe"), yes=_("Settled"), no=_("Still open")),
        ranges.moments("created_at", _("made at")),
        ranges.rupees("amount_paise", _("amount")),
    )
    search_fields = ("payer__name", "payer__email", "payer__phone", "=session_id", "=subject")
    search_help_text = _("Name, e-mail, phone or booking number")
    ordering = ("-id",)
    fields = (
        ("payer_link", "amount"),
        ("description", "booking_link"),
        ("shown_state", "settled"),
        ("paid_until", "made_at"),
        ("tries", "shown_next_try"),
        ("session_id", "last_error"),
    )
    readonly_fields = tuple(name for line in fields for name in line)
    actions_detail = ("ask_again",)
    amount = columns.money("amount_paise", _("amount"))
    shown_state = columns.state()
    settled = columns.flag("is_settled", _("at Stripe"), yes=_("Settled"), no=_("Still open"), tones=("", "amber"))
    paid_until = columns.moment("open_until", _("to be paid until"))
    made_at = columns.moment("created_at", _("made at"))
    shown_next_try = columns.moment("next_try_at", _("next try at"))
    payer_link = columns.link(_("person"), lambda attempt: attempt.payer)
    sheet = (
        exports.text(_("Person"), "payer.name"),
        exports.text(_("E-mail"), "payer.email"),
        exports.text(_("For"), "description"),
        exports.rupees(_("Amount, ₹"), "amount_paise"),
        exports.choice(_("State"), "state"),
        exports.moment(_("To be paid until"), "open_until"),
        exports.moment(_("Made at"), "created_at"),
    )

    @admin.display(description=_("person"), ordering="payer__name")
    def person(self, attempt: Attempt) -> str:
        """Who tries."""
        return str(attempt.payer)

    @act(
        _("Ask Stripe again"),
        title=_("Ask Stripe what became of this?"),
        description=_("What was paid is recorded, and the booking follows. Asking changes nothing else."),
        submit=_("Ask now"),
        icon="refresh-cw",
    )
    def ask_again(self, request: SignedInRequest, attempt: Attempt, form: DialogForm) -> Words:
        """Re-read the attempt at Stripe now and let the booking follow: what the jobs do, at once."""
        payment = operations.settle(attempt=attempt)
        if payment is None:
            return _now("Stripe has answered: nothing was paid.")
        confirm_paid(payment_id=payment.pk)
        return _now("Stripe has answered: it was paid, and the booking follows.")


@admin.register(Receipt)
class ReceiptAdmin(OfficeAdmin):
    """Receipts by number."""

    list_display = ("number", "person", "amount", "shown_issued_at", "drawn")
    list_select_related = ("payment__payer",)
    list_filter = (money_house_filter("payment__subject"), ranges.moments("issued_at", _("issued at")))
    search_fields = ("number", "payment__payer__name", "payment__payer__email", "payment__payer__phone")
    search_help_text = _("Number, name, e-mail or phone")
    ordering = ("-id",)
    fields = (("number", "shown_issued_at"), ("payer_link", "payment_link"), ("drawn", "tries"), ("last_error",))
    readonly_fields = tuple(name for line in fields for name in line)
    drawn = columns.flag("file", _("paper"), yes=_("Drawn"), no=_("To be drawn"), tones=("leaf", "amber"))
    shown_issued_at = columns.moment("issued_at", _("issued at"))
    payer_link = columns.link(_("person"), lambda receipt: receipt.payment.payer)
    payment_link = columns.link(_("payment"), lambda receipt: receipt.payment)
    sheet = (
        exports.text(_("Number"), "number"),
        exports.text(_("Person"), "payment.payer.name"),
        exports.rupees(_("Amount, ₹"), "payment.amount_paise"),
        exports.moment(_("Issued at"), "issued_at"),
    )

    @admin.display(description=_("person"), ordering="payment__payer__name")
    def person(self, receipt: Receipt) -> str:
        """Who paid."""
        return receipt.payment.payer.name

    @admin.display(description=_("amount"), ordering="payment__amount_paise")
    def amount(self, receipt: Receipt) -> str:
        """How much."""
        return format_money(receipt.payment.amount)
