"""The demo city: made-up but believable data for every table; no tables of its own."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Top layer: it may import every domain, and none imports it."""

    name = "project.demo"
    label = "demo"
    verbose_name = "Demo city"
