"""What a person types to book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import BigIntegerField
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from project.booking.rules import CancellationTerms
    from project.catalog.models import UnitType

# What people cannot have typed wrongly, because they did not type it.
INCOMPLETE = _("This page was incomplete. Please press the button once more.")


class AskForm(forms.Form):
    """Which unit type, from which day."""

    unit_type = forms.UUIDField(
        label=_("Room"), error_messages={"required": _("Choose a room."), "invalid": _("Choose one of the rooms.")}
    )
    move_in = forms.DateField(
        label=_("Move in"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose the day you move in."),
            "invalid": _("Write the day as year-month-day, such as 2026-12-01."),
        },
    )

    def offer(self, unit_types: Iterable[UnitType]) -> None:
        """Let the person choose among these."""
        self.fields["unit_type"].widget = forms.Select(choices=[(offer.public_id, offer.name) for offer in unit_types])


class WaitForm(AskForm):
    """To stand in line."""

    def asked(self) -> dict[str, Any]:
        """The request in the words of `booking.operations.join_waitlist`."""
        return {"unit_type_id": self.cleaned_data["unit_type"], "move_in": self.cleaned_data["move_in"]}


class HoldForm(AskForm):
    """To hold one; the key makes ten clicks one hold."""

    idempotency_key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(["required", "invalid"], INCOMPLETE),
    )
    expected_deposit = forms.IntegerField(
        required=False,
        widget=forms.HiddenInput,
        min_value=0,
        max_value=BigIntegerField.MAX_BIGINT,
        error_messages=dict.fromkeys(["invalid", "min_value", "max_value"], INCOMPLETE),
    )

    @classmethod
    def read(cls, posted: Mapping[str, str]) -> dict[str, Any] | None:
        """What was posted, each field cleaned by itself; None when the form finds something wrong.

        Without making a form, which took as long as asking the database: almost everybody comes with one that is
        right, and a thousand may come at once.
        """
        try:
            return {name: field.clean(posted.get(name)) for name, field in cls.base_fields.items()}
        except forms.ValidationError:
            return None


class CancelForm(forms.Form):
    """Why somebody gives up a booking; they need not say."""

    reason = forms.CharField(
        label=_("Why are you cancelling?"),
        required=False,
        max_length=200,
        help_text=_("Only the house reads this. You can leave it empty."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    refund_paise = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, terms: CancellationTerms, **options: Any) -> None:
        super().__init__(*args, **options)
        self._terms = terms
        self.fields["refund_paise"].initial = terms.refund.paise

    def clean(self) -> dict[str, Any]:
        """What was shown must still be what comes back: at midnight it may change."""
        if self.cleaned_data.get("refund_paise") not in {None, self._terms.refund.paise}:
            typed = {name: self.data[name] for name in self.data}
            self.data = {**typed, "refund_paise": self._terms.refund.paise}
            raise forms.ValidationError(_("What comes back has changed meanwhile. Please look again."))
        return self.cleaned_data
