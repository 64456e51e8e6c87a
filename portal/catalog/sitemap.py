"""Which addresses search engines may find."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from project.catalog import queries
from project.content.queries import public_pages

CLOSED = ("/account/", "/bookings/", "/stay/", "/bills/", "/office/", "/cms/", "/places/", "/webhooks/")


@dataclass(frozen=True, slots=True)
class Location:
    """One address and when it last changed, as search engines read it."""

    url: str
    changed_at: str = ""


def sitemap_locations(request: HttpRequest) -> Iterator[Location]:
    """Home, search, every published house, help and notices."""
    origin = request.build_absolute_uri("/").removesuffix("/")
    yield Location(origin + reverse("home"))
    yield Location(origin + reverse("room_search"))
    for slug, published_at in queries.published_properties().order_by("slug").values_list("slug", "published_at"):
        yield Location(origin + reverse("property", args=[slug]), published_at.isoformat() if published_at else "")
    for page in public_pages():
        if address := page.get_url(request):
            changed_at = page.last_published_at
            yield Location(request.build_absolute_uri(address), changed_at.isoformat() if changed_at else "")


def robots_text(request: HttpRequest) -> str:
    """Everything but the rooms behind doors; searches with filters are endless and say nothing new."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), "Disallow: /rooms/?"]
    return "\n".join([*lines, "", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""])
