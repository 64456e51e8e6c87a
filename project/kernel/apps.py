"""The kernel has no tables; its migrations hold the functions and extensions every schema relies on."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Makes the kernel's migrations and commands known to Django."""

    name = "project.kernel"
    label = "kernel"
