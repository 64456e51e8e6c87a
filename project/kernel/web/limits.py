"""How often somebody may do something: counted per person when signed in, per address only when not."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from project.environment import environment
from project.kernel.web.errors import too_many_requests
from project.kernel.web.tally import Tally

ViewFunction = TypeVar("ViewFunction", bound=Callable[..., HttpResponse])

tally = Tally()


@dataclass(frozen=True)
class Limit:
    """So many times in so many seconds. An address is often a whole hostel, so it gets more."""

    person: int
    address: int
    seconds: int


def limited(action: str) -> Callable[[ViewFunction], ViewFunction]:
    """Answer 429 when the limit named in `settings.RATE_LIMITS` is used up. Counts what writes, not what reads."""

    def decorate(view: ViewFunction) -> ViewFunction:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in ("GET", "HEAD", "OPTIONS"):
                wait = seconds_to_wait(request, action)
                if wait:
                    return too_many_requests(request, retry_after=wait)
            return view(request, *args, **kwargs)

        return counted  # type: ignore[return-value]

    return decorate


def seconds_to_wait(request: HttpRequest, action: str) -> int:
    """Count one more and say how long to wait; 0 while within the limit."""
    limit: Limit = settings.RATE_LIMITS[action]
    if request.user.is_authenticated:
        who, allowed = f"person:{request.user.pk}", limit.person
    else:
        who, allowed = f"address:{client_address(request)}", limit.address
    hits, left = tally.count(f"limit:{action}:{who}", limit.seconds)
    return max(left, 1) if hits > allowed else 0


def client_address(request: HttpRequest) -> str:
    """The visitor's address as our own proxies saw it; of IPv6 the network, since a visitor has 2^64 of them."""
    address = request.META.get("REMOTE_ADDR", "")
    proxies = environment.trusted_proxies
    if proxies:
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        address = hops[-proxies] if len(hops) >= proxies else address
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    return str(ipaddress.ip_network(f"{known}/64", strict=False)) if known.version == 6 else str(known)


def forget_old_counts() -> int:
    """Delete what has run out of the shared cache and say how many rows that were."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM public.nivas_cache WHERE expires < now()")
        return cursor.rowcount
