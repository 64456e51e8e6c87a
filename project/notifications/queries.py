"""What we told people. Reads only."""

from django.db.models import QuerySet

from project.identity.models import User
from project.notifications.models import Delivery, DeliveryState


def deliveries_to(user: User) -> QuerySet[Delivery]:
    """Give everything we told a person, newest first."""
    return Delivery.objects.filter(to=user).order_by("-id")


def stuck_deliveries() -> QuerySet[Delivery]:
    """Give the messages that never went out, oldest first."""
    return Delivery.objects.filter(state=DeliveryState.FAILED).select_related("to").order_by("id")
