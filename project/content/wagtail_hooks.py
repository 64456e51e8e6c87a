"""How the page editor behaves and looks at `/cms/`."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

# Nothing here uses these; an empty drawer only costs attention.
UNUSED_MENUS = {"documents", "snippets", "forms", "redirects", "help"}


@hooks.register("insert_global_admin_css")
def add_colours() -> SafeString:
    """Draw the editor in the colours of the house."""
    sheets = [(static("nivas/tokens.css"),), (static("nivas/cms.css"),)]
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)


@hooks.register("construct_main_menu")
@hooks.register("construct_settings_menu")
def hide_unused_menus(request: Any, items: list[Any]) -> None:
    """Leave out what this house does not use."""
    items[:] = [item for item in items if item.name not in UNUSED_MENUS]


@hooks.register("construct_homepage_summary_items")
def count_no_documents(request: Any, items: list[Any]) -> None:
    """Say how many pages and pictures there are; we keep no documents here."""
    items[:] = [item for item in items if not isinstance(item, DocumentsSummaryItem)]


@hooks.register("construct_page_chooser_queryset")
def offer_own_pages_only(pages: Any, request: Any) -> Any:
    """The chooser, unlike the explorer, would show every landlord's pages to all."""
    return pages & policy_registry.get_by_type(Page).explorable_instances(request.user)
