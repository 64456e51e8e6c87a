"""Messages: between tenants and their house, guests and support."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
