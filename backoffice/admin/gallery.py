"""A house's photos on its own page: sent here, shown in order, taken away again."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.files.base import File
from django.db.models import ForeignKey
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminTextInputWidget

from backoffice import columns
from backoffice.admin.base import OfficeInline
from backoffice.roles import MANAGERS
from project.catalog.models import Photo, PropertyPhoto
from project.catalog.sizes import CARD_SIZES
from project.content.models import LandlordPage
from project.identity.access import SignedInRequest
from project.kernel.errors import Refusal
from project.kernel.pictures import open_picture

MOST_BYTES = 10 * 1024 * 1024


class GalleryForm(forms.ModelForm):
    """One photo's place in the gallery: the picture is sent as a file, and what it shows is said in words."""

    picture = forms.FileField(label=_("Picture"), required=False, widget=UnfoldAdminFileFieldWidget)
    alt = forms.CharField(label=_("What it shows"), max_length=160, required=False, widget=UnfoldAdminTextInputWidget())

    class Meta:
        model = PropertyPhoto
        fields = ("unit_type", "position")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.photo_id:
            self.fields["alt"].initial = self.instance.photo.alt

    def clean_picture(self) -> File | None:
        """A file that is a picture, whatever its name says."""
        sent = self.cleaned_data["picture"]
        if sent is None:
            self._must_be_there_already()
            return None
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(_("This picture is larger than 10 MB. Send a smaller one."))
        try:
            open_picture(sent)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return sent

    def _must_be_there_already(self) -> None:
        if self.instance.photo_id is None:
            raise forms.ValidationError(_("Choose a picture."))

    def save(self, commit: bool = True) -> PropertyPhoto:
        """Keep the photo first, then its place. Another picture takes the place of the one before."""
        if self.cleaned_data["picture"]:
            self.instance.photo = self._kept_photo()
        elif "alt" in self.changed_data:
            Photo.objects.filter(pk=self.instance.photo_id).update(alt=self.cleaned_data["alt"])
        return super().save(commit)

    def _kept_photo(self) -> Photo:
        """A new photo among its landlord's own."""
        sent, alt = self.cleaned_data["picture"], self.cleaned_data["alt"]
        photo = Photo(title=alt or self.instance.property.name, alt=alt, file=sent)
        space = LandlordPage.objects.filter(landlord=self.instance.property.landlord_id).first()
        if space is not None:
            photo.collection = space.collection
        photo.save()
        return photo


class PhotoInline(OfficeInline):
    """The gallery, in order; the first photo stands on the cards."""

    model = PropertyPhoto
    form = GalleryForm
    verbose_name_plural = _("photos")
    fields = ("thumbnail", "picture", "alt", "unit_type", "position")
    readonly_fields = ("thumbnail",)
    added_by = changed_by = removed_by = MANAGERS

    @admin.display(description=_("photo"))
    def thumbnail(self, shown: PropertyPhoto) -> str:
        """The photo, small."""
        if not shown.photo_id:
            return columns.NOTHING
        return format_html(
            '<img class="office-thumbnail" src="{}" alt="{}" width="96" height="72" loading="lazy">',
            shown.photo.get_rendition(CARD_SIZES[0]).url,
            shown.photo.default_alt_text,
        )

    def get_queryset(self, request: SignedInRequest) -> Any:
        """With the small size at hand."""
        return super().get_queryset(request).select_related("photo").prefetch_related("photo__renditions")

    def formfield_for_foreignkey(self, field: ForeignKey, request: SignedInRequest, **options: Any) -> Any:
        """Only unit types of this house."""
        found = super().formfield_for_foreignkey(field, request, **options)
        house = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
        if field.name == "unit_type":
            found.queryset = found.queryset.filter(property=house) if house else found.queryset.none()
        return found
