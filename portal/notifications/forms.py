"""How somebody wishes to be told: a field for each group and channel that can be chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.templatetags.nivas import clock_time
from project.identity.models import User
from project.notifications import queries
from project.notifications.channels import CHOSEN_CHANNELS, Channel, Choice, Group, options_of

WORDS = {
    Group.BOOKINGS: _("Booked, cancelled, your turn on a waitlist."),
    Group.MONEY: _("Payments that failed, refunds on their way and arrived."),
    Group.MESSAGES: _("What people write to you."),
    Group.HOUSE: _("Notices and news of the house you live in."),
    Group.ACCOUNT: _("Codes, passwords, and changes of how you sign in."),
    Group.OFFICE: _("What staff need to know."),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands where a group and a channel meet: a field, or words why there is none."""

    channel: Channel
    field: forms.BoundField | None
    is_locked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One group with its channels."""

    group: Group
    words: Any
    cells: list[Cell]


class WishesForm(forms.Form):
    """Channels by group, quiet hours, and the hour of the daily mail."""

    quiet_from = forms.TimeField(
        label=_("Quiet from"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_until = forms.TimeField(
        label=_("Until"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    digest_hour = forms.TypedChoiceField(label=_("The daily mail comes at"), coerce=int)

    def __init__(self, *args: Any, person: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.groups = queries.groups_for(person)
        self.channels = [c for c in CHOSEN_CHANNELS if any(queries.is_offered(group, c) for group in self.groups)]
        holds, hours = queries.choices_of(person), queries.hours_of(person)
        for group, channel in self.pairs():
            self.fields[name_of(group, channel)] = field_for(group, channel, holds[group][channel])
        self.fields["digest_hour"].choices = [(hour, said(hour)) for hour in range(24)]  # type: ignore[attr-defined]
        for name in ("quiet_from", "quiet_until", "digest_hour"):
            self.fields[name].initial = getattr(hours, name)

    def pairs(self) -> Iterator[tuple[Group, Channel]]:
        """Every group and channel where there is something to choose."""
        for group in self.groups:
            for channel in self.channels:
                if queries.is_offered(group, channel) and not queries.is_locked(group, channel):
                    yield group, channel

    def rows(self) -> list[Row]:
        """The table as it is drawn."""
        return [Row(group, WORDS[group], [self.cell(group, c) for c in self.channels]) for group in self.groups]

    def cell(self, group: Group, channel: Channel) -> Cell:
        """Where a group and a channel meet."""
        name = name_of(group, channel)
        return Cell(channel, self[name] if name in self.fields else None, queries.is_locked(group, channel))

    def clean(self) -> dict[str, Any]:
        """Quiet hours have a beginning and an end."""
        typed = super().clean() or {}
        if self.has_error("quiet_from") or self.has_error("quiet_until"):
            return typed
        begin, end = typed.get("quiet_from"), typed.get("quiet_until")
        if (begin is None) != (end is None):
            missing = "quiet_until" if end is None else "quiet_from"
            self.add_error(missing, _("Quiet hours need a beginning and an end. Leave both empty for none."))
        elif begin is not None and begin == end:
            self.add_error("quiet_until", _("The quiet hours end when they begin. Choose another time."))
        return typed

    def wishes(self) -> dict[tuple[Group, Channel], Choice]:
        """What was chosen."""
        return {pair: choice_in(self.cleaned_data[name_of(*pair)]) for pair in self.pairs()}

    def hours(self) -> dict[str, Any]:
        """When to be quiet and when the daily mail comes."""
        return {name: self.cleaned_data[name] for name in ("quiet_from", "quiet_until", "digest_hour")}


def name_of(group: Group, channel: Channel) -> str:
    """A field's name: `bookings-email`."""
    return f"{group.value}-{channel.value}"


def field_for(group: Group, channel: Channel, holds: Choice) -> forms.Field:
    """A choice of three for mails, a switch for the rest."""
    label = f"{group.label}: {channel.label}"
    if channel == Channel.EMAIL:
        options = [(choice.value, choice.label) for choice in options_of(channel)]
        return forms.ChoiceField(label=label, choices=options, initial=holds.value)
    return forms.BooleanField(label=label, required=False, initial=holds == Choice.NOW)


def choice_in(value: str | bool) -> Choice:
    """A switch says at once or off."""
    if isinstance(value, bool):
        return Choice.NOW if value else Choice.OFF
    return Choice(value)


def said(hour: int) -> str:
    """`8:00 am`, in the reader's language."""
    return clock_time(datetime(2026, 1, 1, hour, tzinfo=UTC), "UTC")


class DeviceForm(forms.Form):
    """What a browser tells of itself when it agrees to push messages."""

    endpoint = forms.URLField(max_length=1000, assume_scheme="https")
    key = forms.RegexField(r"^[A-Za-z0-9_-]{80,100}$")
    secret = forms.RegexField(r"^[A-Za-z0-9_-]{20,40}$")
