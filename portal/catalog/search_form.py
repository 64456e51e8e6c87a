"""What a person can ask for when they look for a room."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from project.booking.rules import HORIZON_DAYS, MoveInProblem, move_in_problem
from project.kernel import clock

SHARING = [("1", _("Just me")), ("2", _("2 in a room")), ("3", _("3 in a room")), ("4", _("4 or more"))]
SORTS = [("rent", _("Lowest rent first")), ("-rent", _("Highest rent first")), ("new", _("Newest first"))]
RENT_WORDS = _("Write the rent as a number, such as 10000.")
CHOICE_WORDS = _("One of the filters does not exist here, so we left it out.")
DAY_PROBLEMS = {
    MoveInProblem.PAST: _("That day has passed. Choose today or a later day."),
    MoveInProblem.TOO_FAR: _("That is too far ahead. You can book up to six months before you move in."),
}


class MoveInForm(forms.Form):
    """The one question every search and every house asks: from which day."""

    move_in = forms.DateField(
        label=_("Move in"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Write the day as year-month-day, such as 2026-12-01.")},
    )

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today or clock.today()
        self.fields["move_in"].widget.attrs |= {
            "min": self.today.isoformat(),
            "max": (self.today + timedelta(days=HORIZON_DAYS)).isoformat(),
        }

    def clean_move_in(self) -> date | None:
        """A day from today to the horizon; asking for another gets words, not an empty list."""
        move_in: date | None = self.cleaned_data["move_in"]
        problem = move_in and move_in_problem(move_in=move_in, today=self.today)
        if problem:
            raise forms.ValidationError(DAY_PROBLEMS[problem])
        return move_in


class RoomSearchForm(MoveInForm):
    """The fields that speak about a room rather than a house; the filters of `RoomFilter` join them."""

    max_rent = forms.IntegerField(
        label=_("Rent up to"),
        required=False,
        min_value=1,
        max_value=10_000_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "placeholder": "10000"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), RENT_WORDS),
    )
    sharing = forms.MultipleChoiceField(
        label=_("People in the room"), choices=SHARING, required=False, widget=forms.CheckboxSelectMultiple
    )
    sort = forms.ChoiceField(label=_("Sort"), choices=SORTS, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if "invalid_choice" in field.error_messages:
                field.error_messages["invalid_choice"] = CHOICE_WORDS
