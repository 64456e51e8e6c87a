"""The words that houses are described with: localities and amenities. Administrators keep them for everybody."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from backoffice import exports
from backoffice.admin.base import OfficeAdmin
from backoffice.lines import LinesField
from backoffice.roles import ADMINISTRATORS
from project.catalog.models import Amenity, Locality
from project.identity.access import SignedInRequest


@admin.register(Locality)
class LocalityAdmin(OfficeAdmin):
    """Parts of the city and the other names people type; administrators keep them."""

    list_display = ("name", "city", "also_called")
    search_fields = ("name", "slug")
    fields = (("name", "slug"), "city", "aliases", ("latitude", "longitude"))
    prepopulated_fields = {"slug": ("name",)}
    added_by = changed_by = ADMINISTRATORS
    everybodys = True
    sheet = (exports.text(_("Locality"), "name"), exports.text(_("City"), "city"))

    @admin.display(description=_("also called"))
    def also_called(self, locality: Locality) -> str:
        """The other names."""
        return ", ".join(locality.aliases)

    def formfield_for_dbfield(self, db_field: Any, request: SignedInRequest, **options: Any) -> forms.Field | None:
        """A name a line."""
        if db_field.name == "aliases":
            options["form_class"] = LinesField
        return super().formfield_for_dbfield(db_field, request, **options)


@admin.register(Amenity)
class AmenityAdmin(OfficeAdmin):
    """What a house can have; administrators keep the list."""

    list_display = ("name", "icon", "position")
    search_fields = ("name",)
    fields = (("name", "slug"), ("icon", "position"))
    prepopulated_fields = {"slug": ("name",)}
    added_by = changed_by = ADMINISTRATORS
    everybodys = True
    sheet = (exports.text(_("Amenity"), "name"),)
