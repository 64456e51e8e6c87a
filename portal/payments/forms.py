"""What a person allows when they save a card."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from project.kernel.money import Money
from project.payments.rules import ACCOUNT_CURRENCY, FREE_OF_APPROVAL_PAISE

MOST = FREE_OF_APPROVAL_PAISE // 100
_RANGE = _("Choose an amount between ₹1 and ₹15,000.")


class SaveMethodForm(forms.Form):
    """The most that may be taken for one bill without asking."""

    limit = forms.DecimalField(
        label=_("The most we may take for one bill"),
        min_value=1,
        max_value=MOST,
        decimal_places=2,
        initial=MOST,
        help_text=_("In rupees, up to ₹15,000. A bigger bill always waits for you."),
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any", "autocomplete": "off"}),
        error_messages={
            "required": _RANGE,
            "invalid": _RANGE,
            "min_value": _RANGE,
            "max_value": _RANGE,
            "max_decimal_places": _("Write rupees and paise, such as 8500.50."),
        },
    )

    def chosen(self) -> Money:
        """The limit as money."""
        limit: Decimal = self.cleaned_data["limit"]
        return Money(int(limit * 100), ACCOUNT_CURRENCY)
