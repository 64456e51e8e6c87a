"""Makes backoffice known to Django, and its site the one admin site."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class BackofficeConfig(AppConfig):
    """No tables here."""

    name = "backoffice"
    default = True


class OfficeAdminConfig(admin_apps.AdminConfig):
    """Django's admin with our site in place of its own."""

    default = False
    default_site = "backoffice.site.OfficeSite"
