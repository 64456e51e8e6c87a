"""The lists of the back office, one module a domain or a part of one; Django finds them through this package."""

from backoffice.admin import (
    booking,
    catalog,
    events,
    identity,
    inventory,
    jobs,
    notifications,
    offers,
    payments,
    strangers,
    vocabulary,
)

__all__ = [
    "booking",
    "catalog",
    "events",
    "identity",
    "inventory",
    "jobs",
    "notifications",
    "offers",
    "payments",
    "strangers",
    "vocabulary",
]
