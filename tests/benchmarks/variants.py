"""The ways of booking we compare ourselves with; each writes a booking and an event, as ours does."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from project.events.operations import publish
from project.events.registry import EventType, Holds, declare
from tests.benchmarks.models import Stock, Taken

MOVE_IN = date(2030, 1, 1)
declare(
    EventType(
        "bench.taken", "Another way has booked.", key="taken", fields={"person": Holds.NUMBER, "stock": Holds.NUMBER}
    )
)
Way = Callable[[int, int, UUID], bool]


def naive(stock_id: int, person_id: int, key: UUID) -> bool:
    """Read, then write: what oversells."""
    stock = Stock.objects.get(pk=stock_id)
    if stock.free < 1:
        return False
    with transaction.atomic(durable=True):
        stock.free -= 1
        stock.save(update_fields=["free"])
        write(stock_id, person_id, key)
    return True


def locked(stock_id: int, person_id: int, key: UUID) -> bool:
    """SELECT … FOR UPDATE first."""
    with transaction.atomic(durable=True):
        stock = Stock.objects.select_for_update().get(pk=stock_id)
        if stock.free < 1:
            return False
        stock.free -= 1
        stock.save(update_fields=["free"])
        write(stock_id, person_id, key)
    return True


def counter(stock_id: int, person_id: int, key: UUID) -> bool:
    """Create, then F() - 1, and let the CHECK abort: the sources' way."""
    try:
        with transaction.atomic(durable=True):
            write(stock_id, person_id, key)
            Stock.objects.filter(pk=stock_id).update(free=F("free") - 1)
    except IntegrityError:
        return False
    return True


def write(stock_id: int, person_id: int, key: UUID) -> None:
    """The booking and its event, as every variant makes them."""
    taken = Taken.objects.create(stock_id=stock_id, person_id=person_id, key=key, move_in=MOVE_IN, amount_paise=850_000)
    publish(type="bench.taken", key=f"taken:{taken.pk}", payload={"person": person_id, "stock": stock_id})


WAYS: dict[str, Way] = {"naive": naive, "locked": locked, "counter": counter}
