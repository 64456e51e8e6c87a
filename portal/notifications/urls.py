"""What people are told, and how they wish to be."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
