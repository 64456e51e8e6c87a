"""The product's own settings, with the variants' addresses beside its own."""

from project.settings import *  # noqa: F403
from project.settings import DATABASES, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.benchmarks"]
ROOT_URLCONF = "tests.benchmarks.urls"
# A stampede is what is measured, not turned away.
RATE_LIMITS_ENABLED = False
DATABASES["default"]["TEST"] = {}
