"""What Prometheus reads: the requests of this process, and gauges that other parts add."""

import logging
from collections.abc import Callable, Iterator, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from project.environment import environment
from project.kernel.web.marks import public

logger = logging.getLogger(__name__)

Reading = Callable[[], float | Mapping[str, float]]

REQUESTS = Counter("nivas_requests", "Answers given, by page and status.", ["method", "route", "status"])
SECONDS = Histogram(
    "nivas_request_seconds",
    "Seconds until the answer, by page.",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)

_readings: dict[str, tuple[str, str, Reading]] = {}


def gauge(name: str, about: str, *, per: str = "") -> Callable[[Reading], Reading]:
    """Register a function whose number is read at each scrape; `name` ends in its unit.

    With `per` it gives a number for each of several, and `per` names what they are.
    """

    def register(reading: Reading) -> Reading:
        _readings[name] = (about, per, reading)
        return reading

    return register


class Gauges(Collector):
    """Reads every registered gauge; one that fails is left out and logged, never the whole page."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One family per gauge."""
        for name, (about, per, reading) in _readings.items():
            try:
                yield _family(name, about, per, reading())
            except Exception:
                logger.exception("The gauge %s could not be read", name)

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing to declare beforehand, so that registering reads nothing."""
        return []


def _family(name: str, about: str, per: str, read: float | Mapping[str, float]) -> GaugeMetricFamily:
    if not isinstance(read, Mapping):
        return GaugeMetricFamily(name, about, value=read)
    family = GaugeMetricFamily(name, about, labels=[per])
    for label, number in read.items():
        family.add_metric([label], number)
    return family


REGISTRY.register(Gauges())


@public
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The numbers as Prometheus text. In production only for a scraper beside us, not through the front door."""
    if environment.is_production and "X-Forwarded-For" in request.headers:
        raise Http404
    return HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_LATEST)
