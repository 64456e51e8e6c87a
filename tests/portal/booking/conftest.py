"""The booking pages against a real stand-in over HTTP, pictures in a folder of the test's own."""

import pytest

from tests.gateways import one_stripe_sim, stripe_sim, travel

__all__ = ["one_stripe_sim", "stripe_sim", "travel"]


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path
