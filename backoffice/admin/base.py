"""What every list of the back office shares: scoped, read-only by default, exportable, with its history."""

from typing import Any, ClassVar

from django import forms
from django.contrib.admin import ShowFacets
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import DatabaseError
from django.db.models import ForeignKey, Model, QuerySet
from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from unfold.admin import ModelAdmin, TabularInline

from backoffice.actions import offered, page_of
from backoffice.exports import Exporting
from backoffice.history import history_page, is_kept
from backoffice.listing import OfficeChangeList, chips_of, pages_of
from backoffice.phones import as_kept
from backoffice.refused import refused_words
from backoffice.roles import MANAGERS, may
from backoffice.scopes import SCOPES, scoped
from backoffice.searching import finder_of, words_of
from project.identity.access import SignedInRequest


class Guarded:
    """Who may see and who may change, by role; rows by scope. By default nobody types or deletes anything."""

    seen_by: ClassVar[frozenset[str]] = MANAGERS
    changed_by: ClassVar[frozenset[str] | None] = None
    added_by: ClassVar[frozenset[str] | None] = None
    removed_by: ClassVar[frozenset[str] | None] = None
    everybodys: ClassVar[bool] = False

    def has_module_permission(self, request: SignedInRequest) -> bool:
        """In the menu for those who may see it."""
        return may(request, self.seen_by)

    def has_view_permission(self, request: SignedInRequest, obj: Model | None = None) -> bool:
        """Rows are scoped by the queryset, so the role decides."""
        return may(request, self.seen_by)

    def has_add_permission(self, request: SignedInRequest, obj: Model | None = None) -> bool:
        """Only where a person may type the record themselves."""
        return self.added_by is not None and may(request, self.added_by)

    def has_change_permission(self, request: SignedInRequest, obj: Model | None = None) -> bool:
        """Only where a person may type the record themselves; else changes are actions."""
        return self.changed_by is not None and may(request, self.changed_by)

    def has_delete_permission(self, request: SignedInRequest, obj: Model | None = None) -> bool:
        """Facts stay; what is no longer wanted is retired, unpublished or cancelled."""
        return self.removed_by is not None and may(request, self.removed_by)

    def get_queryset(self, request: SignedInRequest) -> QuerySet[Any]:
        """Only this person's rows, except of what belongs to nobody."""
        rows = super().get_queryset(request)  # type: ignore[misc]
        return rows if self.everybodys else scoped(rows, request.user)

    def formfield_for_foreignkey(self, field: ForeignKey, request: SignedInRequest, **options: Any) -> Any:
        """Only this person's rows can be chosen, too, whatever a form is made to send."""
        if field.remote_field.model in SCOPES:
            options["queryset"] = scoped(field.remote_field.model._default_manager.all(), request.user)
        return super().formfield_for_foreignkey(field, request, **options)  # type: ignore[misc]

    def formfield_for_dbfield(self, db_field: Any, request: SignedInRequest, **options: Any) -> forms.Field | None:
        """What a field points to is chosen here; it is made and changed on pages of its own, not in windows on top."""
        made: forms.Field | None = super().formfield_for_dbfield(db_field, request, **options)  # type: ignore[misc]
        if made is not None and isinstance(made.widget, RelatedFieldWidgetWrapper):
            made.widget = made.widget.widget
        return made


class OfficeInline(Guarded, TabularInline):
    """Rows of a record, under a tab of their own."""

    extra = 0
    tab = True
    hide_title = True


class StoryInline(OfficeInline):
    """Rows to be read only; long ones come page by page."""

    per_page = 20
    can_delete = False


class OfficeAdmin(Guarded, Exporting, ModelAdmin):
    """A list and its records."""

    list_per_page = 30
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    list_filter_submit = True
    list_fullwidth = True
    compressed_fields = True
    warn_unsaved_form = True
    actions = None
    acted_by: ClassVar[frozenset[str]] = MANAGERS
    # What would stand in the list, for whoever finds it empty.
    when_empty: ClassVar[str | Promise] = ""

    def has_act_permission(self, request: SignedInRequest, object_id: Any = None) -> bool:
        """Actions are for those who manage. A record that is not theirs is not there, dialog or not."""
        if not may(request, self.acted_by):
            return False
        return object_id is None or bool(self.record(request, object_id))

    def record(self, request: SignedInRequest, object_id: Any) -> Any:
        """The record a page or action is about, read once a request; 404 for one that is not theirs."""
        known = request.__dict__.setdefault("_office_records", {})
        key = (self.model, str(object_id))
        if key not in known:
            known[key] = self.get_object(request, unquote(str(object_id)))
        if known[key] is None:
            raise Http404
        request.office_record = known[key]  # type: ignore[attr-defined]
        return known[key]

    def changelist_view(self, request: SignedInRequest, extra_context: Any = None) -> HttpResponse:
        """The list, with the filters that are on and where in it one is."""
        response = super().changelist_view(request, extra_context)
        shown = getattr(response, "context_data", None) or {}
        if "cl" in shown:
            shown |= {"chips": chips_of(shown["cl"]), "pages": pages_of(shown["cl"])}
        return response

    def get_actions_detail(self, request: SignedInRequest, object_id: Any) -> list[Any]:
        """The buttons that make sense for the record as it is."""
        return offered(super().get_actions_detail(request, object_id), self.record(request, object_id))

    def get_search_results(
        self, request: SignedInRequest, rows: QuerySet[Any], term: str
    ) -> tuple[QuerySet[Any], bool]:
        """A phone number is found however it is written, and a unit as its own page writes it: `101 · A`."""
        words = words_of(as_kept(term.replace("·", " ")))
        return finder_of(request).holding(rows, self.get_search_fields(request), words), False

    def get_changelist(self, request: SignedInRequest, **options: Any) -> type[OfficeChangeList]:
        """A list that finds keys first."""
        return OfficeChangeList

    def after_action(self, record: Any) -> str:
        """The page to show when an action is done."""
        return page_of(record)

    def changeform_view(
        self, request: SignedInRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Show a record's form. What the database refuses is told in the form, with everything typed still in it."""
        extra_context = {"show_history": is_kept(self.model), **(extra_context or {})}
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except DatabaseError as error:
            request._refused = refused_words(error)  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request: SignedInRequest, context: Any, *args: Any, **options: Any) -> Any:
        """The page of a record, under its name."""
        record = options.get("obj")
        if record is not None:
            record.office_name = context["subtitle"] = self.name_of(record)
        return super().render_change_form(request, context, *args, **options)

    def name_of(self, record: Any) -> str:
        """What people call the record; its own words, where nothing better is said."""
        return str(record)

    def get_form(self, request: SignedInRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        """The record's form; it fails when the database has just refused what it holds."""
        form = super().get_form(request, obj, change=change, **options)
        refused = getattr(request, "_refused", None)
        return type(form.__name__, (Refused, form), {"refused": refused}) if refused else form

    def _get_obj_does_not_exist_redirect(self, request: SignedInRequest, options: Any, object_id: str) -> HttpResponse:
        """A record that is not theirs does not exist for them."""
        raise Http404

    def history_view(self, request: SignedInRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Who changed what and when, from the database's own history."""
        if not self.has_view_permission(request):
            raise Http404
        return history_page(request, self, self.record(request, object_id))


class Refused(forms.BaseForm):
    """A form whose content the database did not take."""

    refused: ClassVar[Any] = ""

    def clean(self) -> Any:
        """Say why."""
        self.add_error(None, self.refused)
        return super().clean()
