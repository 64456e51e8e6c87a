"""Wagtail at /cms/, without its own doors: people sign in where everybody does."""

from typing import NoReturn

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from project.identity.access import public

to_sign_in = public(RedirectView.as_view(url=settings.WAGTAILADMIN_LOGIN_URL, query_string=True))


def closed(_request: HttpRequest, **_where: object) -> NoReturn:
    """Wagtail's machine addresses that show every landlord's pictures to all; its own pages do without them."""
    raise Http404


urlpatterns = [
    path("login/", to_sign_in),
    re_path(r"^password_reset/", to_sign_in),
    re_path(r"^api/main/(?:images|documents)/", closed),
    re_path(r"^images/\d+/preview/", closed),
    path("", include(wagtailadmin_urls)),
]
