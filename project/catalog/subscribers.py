"""What the catalog does when something happened."""

from django_q.tasks import async_task

from project.catalog.models import Property
from project.events.registry import EventRecord, subscribe


@subscribe("catalog.published", name="catalog.draw_sizes")
def draw_sizes_of_published(event: EventRecord) -> None:
    """Have every size of a house's photos made by a worker; a lost task costs the first visitor a moment."""
    house = Property.objects.get(public_id=event.payload["property"])
    async_task("project.catalog.operations.draw_sizes", property_id=house.pk)
