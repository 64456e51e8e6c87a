"""Addresses for those who watch the house."""

from django.urls import path

from project.kernel.web.health import live, ready
from project.kernel.web.metrics import metrics

urlpatterns = [
    path("health/live", live, name="health_live"),
    path("health/ready", ready, name="health_ready"),
    path("metrics", metrics, name="metrics"),
]
