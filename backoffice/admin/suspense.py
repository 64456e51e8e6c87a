"""Money that belongs to nothing we know. Administrators say whose it is, or send it back."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from backoffice import columns, exports, ranges
from backoffice.actions import DialogForm, Words, act
from backoffice.admin.payments import MoneyAdmin
from backoffice.filters import ChoiceFilter
from backoffice.money_filters import SuspenseNeeds
from backoffice.roles import ADMINISTRATORS
from backoffice.searching import numbered
from project.booking.models import Booking
from project.identity.access import SignedInRequest
from project.kernel.formats import format_money
from project.payments import operations, queries
from project.payments.models import Attempt, AttemptState, SuspenseItem, SuspenseState

MOST_CANDIDATES = 50


class MatchForm(DialogForm):
    """Whose money it is: a request to pay the same amount, or a booking. Money of a known payer needs neither."""

    form_before_template = "backoffice/_stray.html"
    attempt = forms.ModelChoiceField(
        label=_("It answers this request to pay"),
        queryset=Attempt.objects.none(),
        required=False,
        empty_label=_("None of these"),
        widget=UnfoldAdminSelectWidget(),
        help_text=_(
            "Requests for the same amount that nobody has paid. The booking follows as if it had been paid there."
        ),
    )
    booking = forms.CharField(
        label=_("Or it is for the booking with this number"),
        required=False,
        max_length=36,
        widget=UnfoldAdminTextInputWidget(),
        help_text=_("The whole number or its first eight digits. It stands to the credit of the person who booked."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.record.payment is not None:
            del self.fields["attempt"], self.fields["booking"]
            return
        candidates = Attempt.objects.exclude(state=AttemptState.SUCCEEDED).select_related("payer").order_by("-id")
        same = candidates.filter(amount_paise=self.record.amount_paise, currency=self.record.currency)
        field: Any = self.fields["attempt"]
        field.queryset = same.filter(pk__in=same.values("pk")[:MOST_CANDIDATES])
        field.label_from_instance = lambda attempt: (
            f"{attempt.payer} · {attempt.description} · {columns.when(attempt.created_at)}"
        )

    def get_before_template_context(self, request: SignedInRequest, object_id: Any = None) -> dict[str, Any]:
        """The money, and its payer when we know them."""
        return {"item": self.record, "left": queries.left_in_suspense(self.record)}

    def clean_booking(self) -> Booking | None:
        """The one booking that goes by this number."""
        typed = self.cleaned_data["booking"].strip().lower().removeprefix("booking:")
        if not typed:
            return None
        named = numbered("public_id", typed)
        found = list(Booking.objects.filter(named).select_related("tenant")[:2]) if named else []
        if len(found) != 1:
            raise forms.ValidationError(_("No booking goes by this number. Copy it from the booking’s page."))
        return found[0]

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        named = [name for name in ("attempt", "booking") if self.cleaned_data.get(name)]
        if "booking" in self.fields and not self.errors and len(named) != 1:
            raise forms.ValidationError(_("Choose a request to pay, or give the number of a booking; not both."))
        return self.cleaned_data

    def whose(self) -> dict[str, Any]:
        """The answer in the operation's words."""
        booking: Booking | None = self.cleaned_data.get("booking")
        if booking is not None:
            return {"payer": booking.tenant, "subject": booking.subject}
        return {"attempt": self.cleaned_data.get("attempt")}


class ReturnForm(DialogForm):
    """Sending it back, with how much that is."""

    form_before_template = "backoffice/_stray.html"

    def get_before_template_context(self, request: SignedInRequest, object_id: Any = None) -> dict[str, Any]:
        """The money, and its payer when we know them."""
        return {"item": self.record, "left": queries.left_in_suspense(self.record)}


def is_open(item: SuspenseItem) -> bool:
    """True while somebody has to decide."""
    return item.state == SuspenseState.OPEN


@admin.register(SuspenseItem)
class SuspenseAdmin(MoneyAdmin):
    """The list nobody wants to be long."""

    when_empty = _("Money that belongs to no payment we asked for waits here until somebody says whose it is.")
    list_display = ("came", "amount", "why", "who", "shown_state")
    list_select_related = ("payment__payer", "resolved_by")
    list_filter = (
        SuspenseNeeds,
        ("state", ChoiceFilter),
        ("why", ChoiceFilter),
        ranges.moments("arrived_at", _("arrived at")),
        ranges.rupees("amount_paise", _("amount")),
    )
    search_fields = ("payment__payer__name", "payment__payer__email", "hint", "=intent_id", "=charge_id")
    search_help_text = _("Name, e-mail, Stripe’s number or what it says of itself")
    ordering = ("-arrived_at", "-id")
    fields = (
        ("amount", "left"),
        ("why", "shown_state"),
        ("payer_link", "payment_link"),
        ("came", "method"),
        ("hint", "gateway_number"),
        ("resolved_by", "decided"),
        ("tries", "last_error"),
        ("postings",),
    )
    readonly_fields = tuple(name for line in fields for name in line)
    actions_detail = ("match", "send_back")
    seen_by = acted_by = ADMINISTRATORS
    amount = columns.money("amount_paise", _("amount"))
    shown_state = columns.state()
    came = columns.moment("arrived_at", _("arrived at"))
    decided = columns.moment("resolved_at", _("decided at"))
    payer_link = columns.link(_("person"), lambda item: item.payment and item.payment.payer)
    payment_link = columns.link(_("payment"), lambda item: item.payment)
    postings = columns.postings(lambda item: item.source)
    gateway_number = columns.code("intent_id", _("Stripe’s number"))
    sheet = (
        exports.moment(_("Arrived at"), "arrived_at"),
        exports.rupees(_("Amount, ₹"), "amount_paise"),
        exports.text(_("Currency"), "currency"),
        exports.choice(_("Why it is here"), "why"),
        exports.choice(_("State"), "state"),
        exports.text(_("Person"), "payment.payer.name"),
        exports.text(_("What it says about itself"), "hint"),
        exports.text(_("Decided by"), "resolved_by.name"),
        exports.moment(_("Decided at"), "resolved_at"),
        exports.text(_("Stripe's number"), "intent_id"),
    )

    @admin.display(description=_("who or what"), ordering="payment__payer__name")
    def who(self, item: SuspenseItem) -> str:
        """Who paid, when that is known; else what the money says about itself."""
        return item.payment.payer.name if item.payment else Truncator(item.hint).chars(32) or columns.NOTHING

    @admin.display(description=_("still nobody’s"))
    def left(self, item: SuspenseItem) -> str:
        """What of it is in suspense now."""
        return format_money(queries.left_in_suspense(item))

    @act(
        _("Say whose it is"),
        title=_("Whose money is this?"),
        description=_("It becomes a payment of that person and leaves this list. This cannot be undone."),
        submit=_("It is theirs"),
        form=MatchForm,
        icon="user-check",
        when=is_open,
    )
    def match(self, request: SignedInRequest, item: SuspenseItem, form: MatchForm) -> Words:
        """Make it a payment."""
        payment = operations.match_suspense(item=item, by=request.user, **form.whose())
        names = {"amount": payment, "person": payment.payer}
        return _now("%(amount)s is now a payment of %(person)s.") % names

    @act(
        _("Send it back"),
        title=_("Send this money back?"),
        description=_(
            "It goes back to the card or account it came from, all that is still here. This cannot be undone."
        ),
        submit=_("Send it back"),
        form=ReturnForm,
        icon="undo-2",
        danger=True,
        when=is_open,
    )
    def send_back(self, request: SignedInRequest, item: SuspenseItem, form: ReturnForm) -> Words:
        """Owe it to wherever it came from."""
        operations.return_suspense(item=item, by=request.user)
        return _now("The money is on its way back.")
