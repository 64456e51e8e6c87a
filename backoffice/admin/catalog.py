"""What is offered: landlords edit their own houses here, price them and publish them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
)

from backoffice import columns, exports
from backoffice.actions import DialogForm, Words, act
from backoffice.admin.base import OfficeAdmin, OfficeInline
from backoffice.admin.gallery import PhotoInline
from backoffice.filters import ChoiceFilter, LocalityFilter, landlord_filter, yes_no
from backoffice.lines import LinesField
from backoffice.roles import MANAGERS, OWNERS
from project.catalog import operations
from project.catalog.models import Assignment, Property, UnitType
from project.identity.access import SignedInRequest

PIN_CODE = RegexValidator(r"^[1-9][0-9]{5}$", _("A PIN code has six digits and does not begin with 0."))


class UnitTypeInline(OfficeInline):
    """What people can book in this house; prices and whether it is offered are on its own page."""

    model = UnitType
    fields = ("name", "kind", "sharing", "description", "position")
    show_change_link = True
    added_by = changed_by = MANAGERS


class PropertyForm(forms.ModelForm):
    """A house, with what the database would refuse said at its field."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "pin_code" in self.fields:
            self.fields["pin_code"].validators.append(PIN_CODE)


@admin.register(Property)
class PropertyAdmin(OfficeAdmin):
    """A house: edited here, shown to the public by Publish."""

    form = PropertyForm
    list_display = ("name", "landlord", "locality", "kind", "gender_policy", "shown_published")
    list_select_related = ("landlord", "locality")
    list_filter = (
        landlord_filter("landlord"),
        LocalityFilter,
        ("kind", ChoiceFilter),
        ("gender_policy", ChoiceFilter),
        yes_no("is_published", _("public"), yes=_("Published"), no=_("Not published")),
    )
    search_fields = ("name", "address", "pin_code", "locality__name", "landlord__name")
    search_help_text = _("Name, address, PIN code, locality or landlord")
    ordering = ("name", "id")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("landlord", "locality")
    inlines = (UnitTypeInline, PhotoInline)
    actions_detail = ("publish", "unpublish")
    added_by = OWNERS
    changed_by = MANAGERS
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "landlord",
                    ("name", "slug"),
                    ("kind", "gender_policy"),
                    ("shown_published", "was_published_at"),
                )
            },
        ),
        (_("Where"), {"fields": ("locality", ("address", "pin_code"), ("latitude", "longitude"), "time_zone")}),
        (
            _("Cancelling, for new bookings"),
            {"fields": (("free_cancel_days", "late_cancel_percent", "no_show_percent"),)},
        ),
        (_("What people read"), {"fields": ("summary", "description", "house_rules", "includes_food", "amenities")}),
    )
    shown_published = columns.flag("is_published", _("public"), yes=_("Published"), no=_("Not published"))
    was_published_at = columns.moment("published_at", _("published at"))
    sheet = (
        exports.text(_("Property"), "name"),
        exports.text(_("Landlord"), "landlord.name"),
        exports.choice(_("Kind"), "kind"),
        exports.choice(_("For whom"), "gender_policy"),
        exports.text(_("Locality"), "locality.name"),
        exports.text(_("Address"), "address"),
        exports.text(_("PIN code"), "pin_code"),
        exports.text(_("Food included"), "includes_food"),
        exports.text(_("Published"), "is_published"),
    )

    def get_readonly_fields(self, request: SignedInRequest, obj: Property | None = None) -> tuple[str, ...]:
        """Publishing is an action; a house never changes hands, and links to it stay good."""
        return ("shown_published", "was_published_at", *(("landlord", "slug") if obj else ()))

    def get_inlines(self, request: SignedInRequest, obj: Property | None) -> tuple[Any, ...]:
        """A house is there before its unit types and photos."""
        return self.inlines if obj else ()

    def get_prepopulated_fields(self, request: SignedInRequest, obj: Property | None = None) -> dict[str, Any]:
        """Only while the address can still be chosen."""
        return {} if obj else {"slug": ("name",)}

    def formfield_for_dbfield(self, db_field: Any, request: SignedInRequest, **options: Any) -> forms.Field | None:
        """House rules are a sentence a line, amenities boxes to tick."""
        ways = {
            "house_rules": {"form_class": LinesField},
            "amenities": {"widget": UnfoldAdminCheckboxSelectMultipleWidget},
        }
        options |= ways.get(db_field.name, {})
        return super().formfield_for_dbfield(db_field, request, **options)

    def view_on_site(self, house: Property) -> str | None:
        """The public page, while there is one."""
        return f"/rooms/{house.slug}/" if house.is_published else None

    @act(
        _("Publish"),
        title=_("Show this house to everybody?"),
        description=_("People can find and book it at once."),
        submit=_("Publish it"),
        icon="eye",
        when=lambda house: not house.is_published,
    )
    def publish(self, request: SignedInRequest, house: Property, form: DialogForm) -> Words:
        """Show the house to everybody, if nothing is missing."""
        operations.publish_property(property_id=house.pk, by=request.user)
        return _now("Everybody can see this house now.")

    @act(
        _("Unpublish"),
        title=_("Take this house off every public page?"),
        description=_("Nobody new can book it. Bookings and stays go on."),
        submit=_("Unpublish it"),
        icon="eye-off",
        danger=True,
        when=lambda house: house.is_published,
    )
    def unpublish(self, request: SignedInRequest, house: Property, form: DialogForm) -> Words:
        """Take the house off every public page at once."""
        operations.unpublish_property(property_id=house.pk, by=request.user)
        return _now("This house is no longer public. Bookings and stays go on.")


@admin.register(Assignment)
class AssignmentAdmin(OfficeAdmin):
    """Which manager or mess staff works at which property; the landlord says so."""

    list_display = ("person", "role", "property")
    list_select_related = ("membership__user", "membership__landlord", "property")
    search_fields = ("membership__user__name", "property__name")
    search_help_text = _("Name or property")
    fields = ("membership", "property")
    autocomplete_fields = ("membership", "property")
    ordering = ("membership__user__name", "id")
    seen_by = added_by = removed_by = OWNERS
    sheet = (
        exports.text(_("Person"), "membership.user.name"),
        exports.choice(_("Role"), "membership.role"),
        exports.text(_("Property"), "property.name"),
    )

    @admin.display(description=_("person"), ordering="membership__user__name")
    def person(self, assignment: Assignment) -> str:
        """Who."""
        return str(assignment.membership.user)

    @admin.display(description=_("role"), ordering="membership__role")
    def role(self, assignment: Assignment) -> str:
        """As what."""
        return assignment.membership.get_role_display()

    def save_model(self, request: SignedInRequest, obj: Assignment, form: forms.Form, change: bool) -> None:
        """Place somebody at a house."""
        made = operations.assign(membership=obj.membership, house=obj.property)
        obj.pk, obj._state.adding = made.pk, False

    def delete_model(self, request: SignedInRequest, obj: Assignment) -> None:
        """End somebody's work at a house."""
        operations.unassign(assignment=obj)
