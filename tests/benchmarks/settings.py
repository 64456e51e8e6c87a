"""The product's own settings, with the variants' addresses and tables beside its own."""

from project.kernel.web.limits import Limit
from project.settings import *  # noqa: F403
from project.settings import INSTALLED_APPS, RATE_LIMITS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.benchmarks"]
ROOT_URLCONF = "tests.benchmarks.urls"
# Counted like everywhere, but high: a person posts more often here than anybody may.
RATE_LIMITS = {**RATE_LIMITS, "hold": Limit(person=1_000_000, address=1_000_000, seconds=60)}
# Webhooks are believed by their signature; nobody is asked about them while they are only stored.
STRIPE_API_BASE = "http://127.0.0.1:9"
