"""Whether this process hears what happens: for the load balancer, and for whoever watches."""

from project.kernel.web.health import CHECKS, NotReady
from project.kernel.web.metrics import gauge
from project.live.hub import hub

# A process that hears nothing for this long is better left out than believed.
OLDEST = 60.0


def register() -> None:
    """Have readiness and the metrics of this process speak for its sockets too."""
    CHECKS["listener"] = check_listener
    gauge("nivas_listener_age_seconds", "Seconds since this process had read the whole event log.")(listener_age)
    gauge("nivas_sockets", "Open pages that listen to this process.")(sockets)


def check_listener() -> None:
    """Raises NotReady when this process should follow the log and has not been able to for a minute."""
    if hub.is_running and hub.follower.age > OLDEST:
        raise NotReady("the event log cannot be followed")


def listener_age() -> float:
    """Read from memory."""
    return hub.follower.age if hub.is_running else 0.0


def sockets() -> float:
    """Read from memory."""
    return float(len(hub.sockets))
