"""Answering hours: when somebody is there, and what is said by itself to who writes outside of them."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backoffice.inbox.landlords import SUPPORT, choices_for, landlord_named
from backoffice.inbox.views import page
from project.chat import operations, queries
from project.chat.models import AnsweringHours
from project.identity.access import SignedInRequest, office
from project.kernel.errors import Refusal

DAYS = (
    (1, gettext_lazy("Mon")),
    (2, gettext_lazy("Tue")),
    (3, gettext_lazy("Wed")),
    (4, gettext_lazy("Thu")),
    (5, gettext_lazy("Fri")),
    (6, gettext_lazy("Sat")),
    (7, gettext_lazy("Sun")),
)
AT_FIRST: dict[str, Any] = {"opens": "09:00", "closes": "20:00", "days": [1, 2, 3, 4, 5, 6]}
NOT_A_TIME = {"required": gettext_lazy("Say at what time."), "invalid": gettext_lazy("Write a time such as 09:00.")}


class HoursForm(forms.Form):
    """From when to when, on which days, and the words for the rest."""

    opens = forms.TimeField(
        label=gettext_lazy("From"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages=NOT_A_TIME,
    )
    closes = forms.TimeField(
        label=gettext_lazy("To"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages=NOT_A_TIME,
    )
    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On"),
        choices=DAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=gettext_lazy("What is said outside of these hours"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Leave it empty for our own sentence in their language. It is said once a night."),
    )


@office("landlord", "manager")
@require_GET
def hours_page(request: SignedInRequest) -> HttpResponse:
    """When each landlord's people answer; whoever has only one landlord lands on its form."""
    choices = choices_for(request)
    if len(choices) == 1:
        return HttpResponseRedirect(reverse("answering_hours_of", args=[choices[0][0]]))
    known = {hours.landlord_id: hours for hours in AnsweringHours.objects.all()}
    support = [{"slug": SUPPORT, "name": _("Support"), "hours": known.get(None)}] if request.user.is_superuser else []
    landlords = queries.landlords_to_write_for(request.user)
    rows = support + [{"slug": one.slug, "name": one.name, "hours": known.get(one.pk)} for one in landlords]
    return page(request, "hours", {"rows": rows, "title": _("Answering hours")})


@office("landlord", "manager")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, whose: str) -> HttpResponse:
    """Say when somebody is there."""
    landlord = landlord_named(request, whose)
    known = queries.hours_of(landlord)
    form = HoursForm(request.POST if request.method == "POST" else None, initial=said_before(known))
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_hours(by=request.user, landlord=landlord, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. Who writes outside of these hours is told so by itself."))
            return HttpResponseRedirect(request.path, status=HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "known": known, "whose": whose, "name": landlord or _("Support")}
    return page(request, "hours_of", context | {"title": _("Answering hours")}, status=status)


@office("landlord", "manager")
@require_POST
def remove(request: SignedInRequest, whose: str) -> HttpResponse:
    """Answer by itself no more."""
    operations.remove_hours(by=request.user, landlord=landlord_named(request, whose))
    messages.success(request, _("Nothing is answered by itself any more."))
    return HttpResponseRedirect(reverse("answering_hours_of", args=[whose]), status=HTTPStatus.SEE_OTHER)


def said_before(known: AnsweringHours | None) -> dict[str, Any]:
    """What stands in the form at first."""
    if known is None:
        return AT_FIRST
    return {"opens": known.opens, "closes": known.closes, "days": known.days, "text": known.text}
