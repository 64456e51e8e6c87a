"""What people fill in about themselves. Imports nothing of allauth, which itself imports `SignUpForm`."""

from pathlib import PurePath
from typing import Any

from babel.dates import get_timezone_location
from django import forms
from django.core.files.base import File
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from project.identity.queries import LANGUAGES, THEMES
from project.kernel.errors import Refusal
from project.kernel.pictures import open_picture

PORTRAIT_BYTES = 5 * 1024 * 1024
KINDS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
ZONES = [
    "Asia/Kolkata",
    "Asia/Colombo",
    "Asia/Dhaka",
    "Asia/Dubai",
    "Asia/Hong_Kong",
    "Asia/Kathmandu",
    "Asia/Kuala_Lumpur",
    "Asia/Qatar",
    "Asia/Riyadh",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Melbourne",
    "Australia/Sydney",
    "Pacific/Auckland",
    "Africa/Nairobi",
    "Europe/Amsterdam",
    "Europe/Berlin",
    "Europe/Dublin",
    "Europe/London",
    "Europe/Paris",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/New_York",
    "America/Toronto",
]


def zone_choices() -> list[tuple[str, str]]:
    """Where people who rent with us live or come from, named in the reader's language."""
    return [(zone, get_timezone_location(zone, locale=get_language() or "en")) for zone in ZONES]


class PhoneField(PhoneNumberField):
    """An Indian number, with or without +91, or any other with its country code."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Phone"))
        options.setdefault("help_text", _("Ten digits, or with the country code in front."))
        super().__init__(region="IN", **options)
        self.error_messages["invalid"] = _("This is not a phone number we can call. Check its digits.")
        self.widget.attrs |= {"autocomplete": "tel", "inputmode": "tel"}


class PortraitField(forms.FileField):
    """A photo of oneself: small enough, really a picture, and of the kind its name says."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> File | None:
        """The file, after looking inside."""
        upload = super().clean(data, initial)
        if not upload:
            return None
        if upload.size > PORTRAIT_BYTES:
            raise forms.ValidationError(_("This photo is larger than 5 MB. Send a smaller one."), code="too_big")
        try:
            kind = open_picture(upload).format
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal), code=refusal.code) from refusal
        if KINDS.get(PurePath(upload.name).suffix.lower()) != kind:
            words = _(
                "The name says one kind of picture, the file holds another (%(kind)s). Save it again, then send it."
            )
            raise forms.ValidationError(words, code="lies_about_its_type", params={"kind": kind})
        return upload


class ProfileForm(forms.Form):
    """How a person is known and spoken to."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    phone = PhoneField(required=False)
    portrait = PortraitField(label=_("Photo"), required=False, help_text=_("JPEG, PNG or WebP, at most 5 MB."))
    remove_portrait = forms.BooleanField(label=_("Take my photo away"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    theme = forms.ChoiceField(label=_("Appearance"), choices=THEMES)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)

    def details(self) -> dict[str, str]:
        """Everything but the photo, as `update_profile` takes it."""
        fields = ("name", "phone", "language", "theme", "time_zone")
        return {field: self.cleaned_data[field] for field in fields}


class PreferencesForm(forms.Form):
    """A language or a look, chosen in passing."""

    language = forms.ChoiceField(choices=LANGUAGES, required=False)
    theme = forms.ChoiceField(choices=THEMES, required=False)


class SignUpForm(forms.Form):
    """What we ask besides e-mail and password; allauth builds its form on this one."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    phone = PhoneField(help_text=_("The house calls you on this number when you move in."))
    field_order = ["name", "email", "phone", "password1"]

    def signup(self, request: HttpRequest, user: Any) -> None:
        """Allauth asks for this; `AccountAdapter.save_user` has already written name and phone."""
