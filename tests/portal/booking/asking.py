"""How these tests ask for a hold."""

from uuid import uuid4

from django.urls import reverse

from project.catalog.models import UnitType
from tests.factories.booking import in_days


def request_for(offer: UnitType, **changes: object) -> dict[str, str]:
    asked = {"unit_type": offer.public_id, "move_in": in_days(7).isoformat(), "idempotency_key": uuid4()}
    return {name: str(value) for name, value in (asked | changes).items()}


def hold_url(offer: UnitType) -> str:
    return reverse("hold", args=[offer.property.slug])
