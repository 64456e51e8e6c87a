"""Home, search and the page of a house: open to everybody, and only for what is published."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from portal.catalog.home_page import home_page
from portal.catalog.house_page import booking_panel, house_page
from portal.catalog.places import place_options
from portal.catalog.results import Results
from portal.catalog.sitemap import robots_text, sitemap_locations
from portal.catalog.structured_data import structured_data
from portal.web_manifest import web_manifest
from project.catalog import queries
from project.identity.access import PortalRequest, public

A_DAY = 24 * 3600


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One line of promise, the search, and real houses."""
    return render(request, "portal/catalog/home.html", {"page": home_page()})


@public
@require_safe
def search(request: PortalRequest) -> HttpResponse:
    """Houses that match; htmx asks for the results alone, or for the whole search when a chip goes."""
    part = {"results": "#results", "search": "#search"}.get(request.htmx.target or "", "")
    results = Results(request.GET, live=part == "#results")
    response = render(request, f"portal/catalog/search.html{part}", {"results": results, "form": results.search.form})
    if part:
        response["HX-Push-Url"] = results.url
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


@public
@require_safe
def house(request: PortalRequest, slug: str) -> HttpResponse:
    """One house; htmx asks for the booking panel alone when the day changes."""
    shown = queries.get_published_property(slug)
    if shown is None:
        raise Http404
    if request.htmx.target == "book":
        response = render(request, "portal/catalog/_book.html", {"page": booking_panel(shown, request.GET)})
    else:
        page = house_page(shown, request.GET)
        context = {"page": page, "house": shown, "description": structured_data(request, page)}
        response = render(request, "portal/catalog/property.html", context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


@public
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Suggestions for the place field, as its list's options."""
    options = place_options(request.GET.get("q", ""))
    return render(
        request, "elements/combobox_options.html", {"id": request.GET.get("for", "place"), "options": options}
    )


@public
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public address, for search engines."""
    context = {"locations": sitemap_locations(request)}
    return render(request, "portal/catalog/sitemap.xml", context, content_type="application/xml")


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read."""
    return HttpResponse(robots_text(request), content_type="text/plain; charset=utf-8")


@public
@require_safe
def manifest(_request: HttpRequest) -> JsonResponse:
    """Lets a phone keep Nivas on its home screen; browsers ask for it without cookies, so all may share it."""
    response = JsonResponse(web_manifest(), content_type="application/manifest+json")
    response["Cache-Control"] = f"public, max-age={A_DAY}"
    patch_vary_headers(response, ["Accept-Language"])
    return response
