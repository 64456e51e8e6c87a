"""Both gateways and the clock that travels."""

from tests.gateways import fake_gateway, one_stripe_sim, stripe_sim, travel

__all__ = ["fake_gateway", "one_stripe_sim", "stripe_sim", "travel"]
