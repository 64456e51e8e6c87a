"""The one admin site: unfold's, with our search and without doors of its own."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, URLResolver, path
from unfold.sites import UnfoldAdminSite

from backoffice.books import books_page, books_state, check_now, compare_now
from backoffice.palette import find_everything
from backoffice.rail import rail_counts
from backoffice.wordings import kind_page, kinds_page
from project.identity.access import SignedInRequest

# People sign in and change their password where everybody does; what else Django offers here nobody needs.
CLOSED = frozenset({"password_change", "password_change_done", "view_on_site"})


class OfficeSite(UnfoldAdminSite):
    """`/office/`."""

    final_catch_all_view = False

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Everything but the doors that would go around ours."""
        return [*self.own_pages(), *(url for url in super().get_urls() if getattr(url, "name", None) not in CLOSED)]

    def own_pages(self) -> list[URLPattern]:
        """Pages that are no list of one kind of record."""
        pages = {
            "books": books_page,
            "books/state": books_state,
            "books/check": check_now,
            "books/compare": compare_now,
            "kinds": kinds_page,
            "rail": rail_counts,
        }
        kind = path("kinds/<slug:name>/<slug:language>/", self.admin_view(kind_page), name="kind")
        return [
            kind,
            *(path(f"{route}/", self.admin_view(page), name=route.replace("/", "_")) for route, page in pages.items()),
        ]

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one way in."""
        return redirect_to_login(request.GET.get("next") or request.get_full_path())

    def app_index(self, request: HttpRequest, app_label: str, extra_context: Any = None) -> HttpResponse:
        """The rail already says what there is."""
        return redirect("admin:index")

    def search(self, request: SignedInRequest, extra_context: Any = None) -> HttpResponse:
        """Ctrl-K: what this person may see, asked anew each time.

        unfold's own search reads whole tables, and keeps what it found in the shared cache for five minutes.
        """
        words = request.GET.get("s", "").strip()
        found = find_everything(request, words) if words else []
        return render(request, "backoffice/palette.html", {"words": words, "found": found})
