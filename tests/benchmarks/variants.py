"""The ways of booking we compare ourselves with.

Each does the job that ours does: it reads the offer with its price and terms, and leaves a booking, its days, a row of
history for each of the two, and an event. What differs is how it makes sure that nothing is sold twice. `bare` is the
counter once more, and leaves a booking and an event alone.
"""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F
from django.utils import timezone

from project.booking.rules import HOLD_MINUTES
from project.catalog.models import Rate
from project.events.operations import publish
from project.events.registry import EventType, Holds, declare
from project.identity.models import User
from tests.benchmarks.models import BareTaken, Stock, Taken, TakenDays

TAKEN = {
    "booking": Holds.ID,
    "tenant": Holds.ID,
    "unit": Holds.ID,
    "unit_type": Holds.ID,
    "deposit_paise": Holds.PAISE,
}
declare(EventType("bench.taken", "Another way has booked.", key="taken", fields=TAKEN))
# Who, the unit type's public id, from which day, and the idempotency key: True when one was left.
Way = Callable[[User, UUID, date, UUID], bool]


def naive(person: User, unit_type: UUID, move_in: date, key: UUID) -> bool:
    """Read, then write: what oversells."""
    rate = read(unit_type, move_in)
    stock = Stock.objects.get(pk=rate.unit_type_id)
    if stock.free < 1:
        return False
    with transaction.atomic(durable=True):
        stock.free -= 1
        stock.save(update_fields=["free"])
        write(rate, person, move_in, key)
    return True


def locked(person: User, unit_type: UUID, move_in: date, key: UUID) -> bool:
    """SELECT … FOR UPDATE first."""
    rate = read(unit_type, move_in)
    with transaction.atomic(durable=True):
        stock = Stock.objects.select_for_update().get(pk=rate.unit_type_id)
        if stock.free < 1:
            return False
        stock.free -= 1
        stock.save(update_fields=["free"])
        write(rate, person, move_in, key)
    return True


def counter(person: User, unit_type: UUID, move_in: date, key: UUID) -> bool:
    """Create, then F() - 1, and let the CHECK abort: the sources' way."""
    rate = read(unit_type, move_in)
    try:
        with transaction.atomic(durable=True):
            write(rate, person, move_in, key)
            Stock.objects.filter(pk=rate.unit_type_id).update(free=F("free") - 1)
    except IntegrityError:
        return False
    return True


def read(unit_type: UUID, move_in: date) -> Rate:
    """The offer, its house and what it costs, in the quickest query that one writes without thinking of speed."""
    rates = Rate.objects.select_related("unit_type__property")
    return rates.filter(unit_type__public_id=unit_type, from_date__lte=move_in).latest("from_date")


def write(rate: Rate, person: User, move_in: date, key: UUID) -> None:
    """The booking, its days and its event, as every way makes them; the tables' triggers add the history."""
    offer, house = rate.unit_type, rate.unit_type.property
    hold_until = timezone.now() + timedelta(minutes=HOLD_MINUTES)
    taken = Taken.objects.create(
        stock_id=offer.pk, tenant=person, move_in=move_in, hold_until=hold_until, idempotency_key=key,
        rent_paise=rate.rent_paise, deposit_paise=rate.deposit_paise, notice_days=rate.notice_days,
        free_cancel_days=house.free_cancel_days, late_cancel_percent=house.late_cancel_percent,
        no_show_percent=house.no_show_percent,
    )  # fmt: skip
    days = DateRange(move_in, None)
    TakenDays.objects.create(taken=taken, stock_id=offer.pk, kind="held", during=days, until=hold_until)
    booked = {
        "booking": taken.public_id,
        "tenant": person.public_id,
        "unit": offer.public_id,
        "unit_type": offer.public_id,
    }
    payload = {name: str(value) for name, value in booked.items()} | {"deposit_paise": taken.deposit_paise}
    publish(type="bench.taken", key=f"taken:{taken.pk}", payload=payload)


def bare(person: User, unit_type: UUID, move_in: date, key: UUID) -> bool:
    """The counter without price, terms, days and history."""
    try:
        with transaction.atomic(durable=True):
            stock = Stock.objects.get(unit_type__public_id=unit_type)
            taken = BareTaken.objects.create(
                stock=stock, tenant=person, move_in=move_in, idempotency_key=key, amount_paise=850_000
            )
            told = {name: str(person.public_id) for name in ("booking", "tenant", "unit", "unit_type")}
            publish(type="bench.taken", key=f"taken:{taken.pk}", payload={**told, "deposit_paise": 850_000})
            Stock.objects.filter(pk=stock.pk).update(free=F("free") - 1)
    except IntegrityError:
        return False
    return True


WAYS: dict[str, Way] = {"naive": naive, "locked": locked, "counter": counter, "bare": bare}


def sold(way: str) -> int:
    """How many bookings that way ever left; `bare` alone keeps them apart."""
    return (BareTaken if way == "bare" else Taken).objects.count()
