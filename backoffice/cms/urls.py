"""Wagtail at /cms/, without its own doors: people sign in where everybody does."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from project.identity.access import public

to_sign_in = public(RedirectView.as_view(url=settings.WAGTAILADMIN_LOGIN_URL, query_string=True))

urlpatterns = [
    path("login/", to_sign_in),
    re_path(r"^password_reset/", to_sign_in),
    path("", include(wagtailadmin_urls)),
]
