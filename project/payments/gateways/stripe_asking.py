"""How Stripe is asked: one client, and every answer as a plain body."""

from collections.abc import Callable, Iterator
from typing import Any

import stripe
from stripe import StripeClient

from project.payments.gateways.answers import Request
from project.payments.gateways.gateway import GatewayUnclear
from project.payments.gateways.stripe_errors import in_our_words

API_VERSION = "2026-10-28.endive"
STAND_IN_KEY = "sk_test_sim_"
# A person waits in front of it, so not for the 80 seconds of the SDK: 3 to connect, 8 to answer, one more try. What
# came of a call that was cut off is found out by reading.
TIMEOUT = (3, 8)
NETWORK_RETRIES = 1
LONGEST_SEARCH = 1000

stripe.enable_telemetry = False

Body = dict[str, Any]


class StripeApi:
    """Stripe's API, spoken by its SDK."""

    def __init__(self, *, api_base: str, key: str) -> None:
        if key.startswith(STAND_IN_KEY) and not api_base:
            raise GatewayUnclear("STRIPE_API_BASE is empty, so the stand-in cannot be found.")
        client = StripeClient(
            key,
            stripe_version=API_VERSION,
            base_addresses={"api": api_base} if api_base else {},
            max_network_retries=NETWORK_RETRIES,
            http_client=stripe.RequestsClient(timeout=TIMEOUT),
        )
        # The SDK's parameter types are closed; what we send is checked by the stand-in against the very same types.
        self._api: Any = client.v1
        self._stand_in = api_base if key.startswith(STAND_IN_KEY) else ""

    def _body(self, call: Callable[..., Any], *args: Any) -> Body:
        with in_our_words():
            body: Body = call(*args).to_dict()
        return body

    def _all(self, call: Callable[..., Any], asked: Request) -> Iterator[Body]:
        """Give every object of a list, page after page."""
        with in_our_words():
            for item in call(asked).auto_paging_iter():
                yield item.to_dict()

    def _first(self, call: Callable[..., Any], asked: Request, fits: Callable[[Body], bool]) -> Body | None:
        for number, body in enumerate(self._all(call, asked)):
            if fits(body):
                return body
            if number >= LONGEST_SEARCH:
                raise GatewayUnclear("Too many objects in the list to be sure.")
        return None
