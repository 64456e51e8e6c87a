"""Whoever collects money for us: Stripe, or its stand-in behind the same SDK."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from project.payments.gateways.gateway import Gateway


def gateway() -> Gateway:
    """Give the gateway the settings name, made once per process."""
    return _made(settings.PAYMENTS_GATEWAY, settings.STRIPE_API_BASE, settings.STRIPE_SECRET_KEY)


@cache
def _made(path: str, api_base: str, key: str) -> Gateway:
    made: Gateway = import_string(path)(api_base=api_base, key=key)
    return made
