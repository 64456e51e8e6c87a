"""What people fill in when they write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from project.chat.operations import REPORT_REASONS
from project.chat.rules import LONGEST


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each looked into by the operation that keeps it."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every file that came, an empty one too: it is refused with a sentence of its own."""
        return [file for file in (data if isinstance(data, list | tuple) else [data]) if file is not None]


class WordsField(forms.CharField):
    """Words as they were typed or pasted: characters that nobody sees are taken out later, not held against anybody."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **options)
        self.validators = [one for one in self.validators if not isinstance(one, ProhibitNullCharactersValidator)]


class MessageForm(forms.Form):
    """One message. How long it may be, the operation says."""

    text = WordsField(required=False)
    client_key = forms.UUIDField()
    reply_to = forms.UUIDField(required=False)
    attached = FilesField(required=False)


class EditForm(forms.Form):
    """Other words for a message."""

    text = WordsField(
        label=_("Message"),
        required=False,
        widget=forms.Textarea({"rows": 5, "maxlength": LONGEST, "autocomplete": "off"}),
    )


class AskForm(forms.Form):
    """A question; a guest may say who asks."""

    name = forms.CharField(
        label=_("Your name"), required=False, max_length=60, widget=forms.TextInput({"autocomplete": "name"})
    )
    text = WordsField(
        label=_("Your question"),
        widget=forms.Textarea({"rows": 5, "maxlength": LONGEST}),
        error_messages={"required": _("Write your question.")},
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_guest: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_guest:
            del self.fields["name"]


class ReportForm(forms.Form):
    """What is wrong with a message."""

    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=[(reason.value, reason.label) for reason in REPORT_REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong."), "invalid_choice": _("Choose what is wrong.")},
    )
    note = forms.CharField(
        label=_("Anything we should know"), required=False, max_length=500, widget=forms.Textarea({"rows": 3})
    )
