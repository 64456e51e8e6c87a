"""The event log and the months that left it; administrators only."""

import json

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.paginator import InfinitePaginator

from backoffice import columns, ranges
from backoffice.admin.base import OfficeAdmin
from backoffice.filters import ContainsFilter, WordsFilter
from backoffice.roles import ADMINISTRATORS
from project.events.models import Archive, Event
from project.events.registry import event_types, subscribers
from project.identity.access import SignedInRequest
from project.kernel.formats import format_count


class TypeFilter(WordsFilter):
    """Events of one type."""

    title = _("type")
    parameter_name = "type"

    def lookups(self, request: SignedInRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Every type there is."""
        return [(kind.name, kind.name) for kind in event_types()]

    def queryset(self, request: SignedInRequest, rows: QuerySet[Event]) -> QuerySet[Event]:
        """Only those."""
        return rows.filter(type=self.value()) if self.value() else rows


@admin.register(Event)
class EventAdmin(OfficeAdmin):
    """What happened, in order, with what it means and who listens to it."""

    when_empty = _("Whatever happens in the houses is written down here, in order, for everybody who wants to know.")
    list_display = ("position", "type", "was_recorded_at", "meaning", "key")
    list_filter = (TypeFilter, ("key", ContainsFilter), ranges.moments("recorded_at", _("recorded at")))
    fields = (("type", "version"), ("key", "position"), "was_recorded_at", "meaning", "listeners", "shown_payload")
    readonly_fields = ("type", "version", "key", "position", "was_recorded_at", "meaning", "listeners", "shown_payload")
    was_recorded_at = columns.moment("recorded_at", _("recorded at"))
    ordering = ("-id",)
    paginator = InfinitePaginator
    seen_by = ADMINISTRATORS

    @admin.display(description=_("what it means"))
    def meaning(self, event: Event) -> str:
        """As its domain declares it."""
        return next((kind.about for kind in event_types() if kind.name == event.type), columns.NOTHING)

    @admin.display(description=_("who listens"))
    def listeners(self, event: Event) -> str:
        """The subscribers of its type."""
        return ", ".join(one.name for one in subscribers() if event.type in one.types) or columns.NOTHING

    @admin.display(description=_("what it holds"))
    def shown_payload(self, event: Event) -> str:
        """As it was written."""
        return format_html('<pre class="office-letter">{}</pre>', json.dumps(event.payload, indent=2))


@admin.register(Archive)
class ArchiveAdmin(OfficeAdmin):
    """Months that are files now; what is needed to find one and to believe it."""

    when_empty = _("Months that are old and that every subscriber has read leave the log as files and stand here.")
    list_display = ("file", "shown_month", "shown_events", "was_archived_at")
    fields = (("file", "shown_month"), ("events", "last_position"), "was_archived_at", "fingerprint")
    readonly_fields = ("file", "shown_month", "events", "last_position", "was_archived_at", "fingerprint")
    shown_month = columns.day("month", _("from"))
    was_archived_at = columns.moment("archived_at", _("archived at"))
    fingerprint = columns.code("sha256", _("SHA-256"))
    ordering = ("-month",)
    seen_by = ADMINISTRATORS

    @admin.display(description=_("events"), ordering="events")
    def shown_events(self, archive: Archive) -> str:
        """How many are in it."""
        words = ngettext("%(number)s event", "%(number)s events", archive.events)
        return words % {"number": format_count(archive.events)}
