"""The event log and what is parked in it; administrators only."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from unfold.paginator import InfinitePaginator

from backoffice import columns, ranges
from backoffice.actions import DialogForm, Words, act
from backoffice.admin.base import OfficeAdmin
from backoffice.filters import ContainsFilter
from backoffice.roles import ADMINISTRATORS
from project.events import operations
from project.events.models import Cursor, Event, Parked


@admin.register(Event)
class EventAdmin(OfficeAdmin):
    """What happened, in order."""

    list_display = ("position", "type", "key", "payload", "was_recorded_at")
    list_filter = (("type", ContainsFilter), ("key", ContainsFilter), ranges.moments("recorded_at", _("recorded at")))
    fields = readonly_fields = ("position", "type", "version", "key", "payload", "was_recorded_at")
    was_recorded_at = columns.moment("recorded_at", _("recorded at"))
    ordering = ("-id",)
    paginator = InfinitePaginator
    seen_by = ADMINISTRATORS


@admin.register(Parked)
class ParkedAdmin(OfficeAdmin):
    """Events a subscriber could not take. They are tried again by themselves; somebody can hurry or dismiss them."""

    list_display = ("subscriber", "key", "position", "tries", "shown_next_try", "last_error")
    list_filter = (("subscriber", ContainsFilter), ranges.moments("parked_at", _("parked at")))
    search_fields = ("subscriber", "key")
    search_help_text = _("Subscriber or key")
    fields = (("subscriber", "key"), ("position", "was_parked_at"), ("tries", "shown_next_try"), "last_error")
    readonly_fields = ("subscriber", "key", "position", "tries", "shown_next_try", "last_error", "was_parked_at")
    shown_next_try = columns.moment("next_try_at", _("next try at"))
    was_parked_at = columns.moment("parked_at", _("parked at"))
    ordering = ("subscriber", "key", "position")
    actions_detail = ("hurry", "dismiss")
    seen_by = acted_by = ADMINISTRATORS

    def after_action(self, record: Parked) -> str:
        """The list: the event may be gone."""
        return reverse("admin:events_parked_changelist")

    @act(
        _("Try now"),
        title=_("Try this event again now?"),
        description=_("The relay tries it in its next round, and everything that waits behind it."),
        icon="rotate-cw",
    )
    def hurry(self, request: HttpRequest, parked: Parked, form: DialogForm) -> Words:
        """Have it tried again at once."""
        operations.hurry_parked(parked=parked)
        return _now("It is tried again within seconds.")

    @act(
        _("Dismiss"),
        title=_("Skip this event for good?"),
        description=_(
            "Its subscriber will never see it. Do this only when you have put right by hand what it would do."
        ),
        submit=_("Skip it"),
        icon="trash-2",
        danger=True,
    )
    def dismiss(self, request: HttpRequest, parked: Parked, form: DialogForm) -> Words:
        """Have the subscriber never see it."""
        operations.dismiss_parked(parked=parked)
        return _now("The event is skipped.")


@admin.register(Cursor)
class CursorAdmin(OfficeAdmin):
    """How far each subscriber has read."""

    list_display = ("subscriber", "position", "updated_at")
    fields = readonly_fields = ("subscriber", "position", "updated_at")
    ordering = ("subscriber",)
    seen_by = ADMINISTRATORS
