"""The pages people write: the home page's words, a page per house in its landlord's own subtree, notices and help."""

from typing import Any, ClassVar

from csp.constants import SELF
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from project.content.blocks import LONG_TEXT, HouseBlock
from project.content.forms import HousePageForm


class ShownToEditors:
    """Lets the page editor show a page in its own frame, which visitors' pages forbid."""

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """The page as Wagtail previews it; django-csp reads the exception off the answer."""
        answer = super().serve_preview(request, mode_name)  # type: ignore[misc]
        answer._csp_replace = {"frame-ancestors": [SELF]}
        return answer


class HomePage(ShownToEditors, Page):
    """The words over the search; left empty, the portal says them in the reader's language."""

    promise = models.CharField(_("one line of promise"), max_length=120, blank=True)
    lead = models.CharField(_("the line below"), max_length=240, blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("promise"), FieldPanel("lead")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["content.LandlordPage", "content.NoticesPage", "content.HelpPage"]
    max_count = 1
    template = "content/home_page.html"

    class Meta:
        verbose_name = _("home page")

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """The portal's own home."""
        return portal_address(super().get_url_parts(request), reverse("home"))


class LandlordPage(ShownToEditors, Page):
    """The root of one landlord's subtree, with their images and their people. Made by `open_landlord_space`."""

    landlord = models.OneToOneField("identity.Landlord", on_delete=models.PROTECT, related_name="page")
    collection = models.OneToOneField("wagtailcore.Collection", on_delete=models.PROTECT, related_name="+")
    group = models.OneToOneField("auth.Group", on_delete=models.PROTECT, related_name="+")

    parent_page_types: ClassVar[list[str]] = []
    subpage_types: ClassVar[list[str]] = ["content.HousePage"]
    is_creatable = False
    template = "content/landlord_page.html"

    class Meta:
        verbose_name = _("landlord")

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """No page of its own: its houses are found where all houses are."""
        return portal_address(super().get_url_parts(request), reverse("room_search"))


class HousePage(ShownToEditors, Page):
    """A house in its landlord's words. The portal's page of the house shows it while it is live."""

    # Empty only in a copy, until its editor says which house it is about.
    property = models.OneToOneField(
        "catalog.Property",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="page",
        verbose_name=_("house"),
    )
    body = StreamField(HouseBlock(), verbose_name=_("what you tell about it"), blank=True)

    base_form_class = HousePageForm
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("property"), FieldPanel("body")]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("slug")]
    exclude_fields_in_copy: ClassVar[list[str]] = ["property"]
    parent_page_types: ClassVar[list[str]] = ["content.LandlordPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "content/house_page.html"

    class Meta:
        verbose_name = _("house page")

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """The portal's page of the house; none while the house is not published."""
        if self.property is None or not self.property.is_published:
            return None
        return portal_address(super().get_url_parts(request), reverse("property", args=[self.property.slug]))


class NoticesPage(ShownToEditors, Page):
    """Where notices are found."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["content.HomePage"]
    subpage_types: ClassVar[list[str]] = ["content.NoticePage"]
    template = "content/notices_page.html"

    class Meta:
        verbose_name = _("notices")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the live notices, newest first."""
        notices = NoticePage.objects.child_of(self).live().order_by("-first_published_at")
        return super().get_context(request, *args, **kwargs) | {"notices": notices}


class NoticePage(ShownToEditors, Page):
    """Something everybody should know."""

    intro = models.CharField(_("in one line"), max_length=200)
    body = RichTextField(_("text"), features=LONG_TEXT, blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["content.NoticesPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "content/notice_page.html"

    class Meta:
        verbose_name = _("notice")


class HelpPage(ShownToEditors, Page):
    """An answer, or a shelf of answers."""

    intro = models.CharField(_("in one line"), max_length=200, blank=True)
    body = RichTextField(_("text"), features=LONG_TEXT, blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["content.HomePage", "content.HelpPage"]
    subpage_types: ClassVar[list[str]] = ["content.HelpPage"]
    template = "content/help_page.html"

    class Meta:
        verbose_name = _("help page")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the answers on this shelf and the way back."""
        answers = HelpPage.objects.child_of(self).live()
        shelves = HelpPage.objects.ancestor_of(self).live()
        return super().get_context(request, *args, **kwargs) | {"answers": answers, "shelves": shelves}


def portal_address(parts: tuple[int, str | None, str | None] | None, path: str) -> tuple[int, str, str] | None:
    """Wagtail's idea of which site a page belongs to, with the portal's address in place of its own."""
    return (parts[0], settings.SITE_ORIGIN, path) if parts else None
