"""Actions of the back office: a button, a dialog that says what will happen, one operation, and what came of it.

Nothing is ever done by following a link: the dialog is read with GET and done with POST.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import quote
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect
from unfold.decorators import action
from unfold.enums import ActionVariant
from unfold.forms import BaseDialogForm
from unfold.widgets import INPUT_CLASSES, UnfoldAdminTextInputWidget

from project.identity.access import SignedInRequest
from project.kernel.errors import GatewayError, Refusal

Words = str | Promise
Act = Callable[..., Words]


class DialogForm(BaseDialogForm):
    """A dialog about one record; a refusal is shown in it and nothing typed is lost."""

    data: Any

    @property
    def record(self) -> Any:
        """The record the dialog is about: permission was asked for it just before."""
        return self.request.office_record


class ReasonForm(DialogForm):
    """Why; it is kept with the record and shown to the person."""

    reason = forms.CharField(label=_("Reason"), max_length=160, widget=UnfoldAdminTextInputWidget())


class DayInput(forms.DateInput):
    """The browser's own calendar: it works in a dialog, on a phone and in every language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(attrs={"class": " ".join(INPUT_CLASSES)}, format="%Y-%m-%d")


class DateField(forms.DateField):
    """A day, typed or picked."""

    widget = DayInput


def act(
    label: Words,
    *,
    title: Words,
    description: Words = "",
    submit: Words = "",
    form: type[DialogForm] = DialogForm,
    icon: str = "",
    danger: bool = False,
    when: Callable[[Any], bool] | None = None,
) -> Callable[[Act], Any]:
    """Make a method of a list into a button on its records.

    The method is given the record and the filled form, calls one operation and returns what to say. The button
    is shown `when` it makes sense; whether it is possible the operation decides.
    """
    dialog: dict[str, Any] = {
        "title": title,
        "description": description,
        "form_submit_text": submit or label,
        "is_danger": danger,
    }
    variant = ActionVariant.DANGER if danger else ActionVariant.DEFAULT
    as_button = action(description=label, permissions=["act"], icon=icon, variant=variant)

    def decorate(method: Act) -> Any:
        button = as_button(pressing(method, form, dialog))
        button.dialog, button.when = dialog, when
        return button

    return decorate


def pressing(method: Act, form: type[DialogForm], dialog: dict[str, Any]) -> Callable[..., HttpResponse]:
    """What happens when a button is pressed and its dialog is sent; a refusal is told in the dialog."""

    @wraps(method)
    def press(admin: Any, request: SignedInRequest, object_id: str) -> HttpResponse:
        record = admin.record(request, object_id)
        filled = form(request, object_id, data=request.POST or None)
        if not filled.is_valid():
            return ask(request, admin, dialog, filled)
        try:
            done = method(admin, request, record, filled)
        except (Refusal, GatewayError) as error:
            filled.add_error(None, words_of(error))
            return ask(request, admin, dialog, filled)
        messages.success(request, str(done))
        return go(request, admin.after_action(record))

    return press


def ask(request: SignedInRequest, admin: Any, dialog: dict[str, Any], form: DialogForm) -> HttpResponse:
    """The dialog alone for the page that opens it; without JavaScript a page of its own."""
    context = {"dialog": dialog, "form": form}
    if not request.htmx:
        about = {"title": dialog["title"], "opts": admin.opts, "back_url": page_of(form.record)}
        context = admin.admin_site.each_context(request) | about | context
    return render(request, "unfold/helpers/dialog.html", context)


def words_of(error: Refusal | GatewayError) -> str:
    """A refusal in its own words; a gateway's silence in ours."""
    if isinstance(error, Refusal):
        return str(error)
    return str(_("The payment service does not answer just now. Nothing was changed; try again in a minute."))


def go(request: SignedInRequest, url: str) -> HttpResponse:
    """Leave the dialog for a page, with and without htmx."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def page_of(record: Model) -> str:
    """The address of a record's own page."""
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[quote(record.pk)])


def offered(buttons: Sequence[Any], record: Any) -> list[Any]:
    """Those of the buttons that make sense for a record as it is now."""
    return [button for button in buttons if (when := getattr(button.method, "when", None)) is None or when(record)]
