"""Addresses."""

from django.urls import path

from portal.payments import views

urlpatterns = [path("stripe/", views.stripe_webhook, name="stripe_webhook")]
