"""Says of every error of the SDK whether it is a no, or whether nobody knows."""

from collections.abc import Iterator
from contextlib import contextmanager

import stripe

from project.payments.gateways.gateway import GatewayMissing, GatewayRefused, GatewayUnclear


@contextmanager
def in_our_words() -> Iterator[None]:
    """Turn what the SDK raises into what a gateway raises."""
    try:
        yield
    except stripe.InvalidRequestError as error:
        missing = error.http_status == 404 or error.code == "resource_missing"
        raise (GatewayMissing if missing else GatewayRefused)(_say(error)) from error
    except stripe.CardError as error:
        raise GatewayRefused(_say(error)) from error
    except stripe.StripeError as error:
        # Also a key that was revoked, and an idempotency key in use: neither says that nothing happened before.
        raise GatewayUnclear(_say(error)) from error


def _say(error: stripe.StripeError) -> str:
    """One line for the log and the row; the SDK's message may span many."""
    message = (error.user_message or type(error).__name__).splitlines()[0]
    return f"{type(error).__name__} {error.http_status or ''}: {message}"[:300]
