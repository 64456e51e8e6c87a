"""People with sessions and houses with units, made in bulk for a run."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.middleware.csrf import _get_new_csrf_string
from django.utils import timezone

from project.booking.models import Room, Unit
from project.catalog.models import UnitType
from project.identity.models import User
from project.kernel import clock
from tests.benchmarks.models import Stock
from tests.factories.catalog import create_published_property

BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in, with the cookies a browser would send."""

    pk: int
    session: str
    csrf: str


def make_people(number: int) -> list[Person]:
    """People with a live session each."""
    users = User.objects.bulk_create(
        [User(email=f"{uuid4().hex}@nivas.example", name="Bench Person", password="!") for _ in range(number)]
    )
    store, expires = SessionStore(), timezone.now() + timedelta(days=1)
    sessions = [(user, store._get_new_session_key()) for user in users]
    Session.objects.bulk_create(
        Session(session_key=key, session_data=store.encode(session_of(user)), expire_date=expires)
        for user, key in sessions
    )
    return [Person(user.pk, key, _get_new_csrf_string()) for user, key in sessions]


def session_of(user: User) -> dict[str, str]:
    """What signing in would have stored."""
    backend = settings.AUTHENTICATION_BACKENDS[0]
    return {SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: backend, HASH_SESSION_KEY: user.get_session_auth_hash()}


def make_offer(units: int) -> UnitType:
    """A published unit type with this many free units."""
    name = f"House {uuid4().hex[:8]}"
    offer = create_published_property(name=name).unit_types.get()
    room = Room.objects.create(property=offer.property, name="1", licensed_capacity=max(units, 1))
    Unit.objects.bulk_create(Unit(room=room, unit_type=offer, label=str(number)) for number in range(units))
    return offer


def make_stock(units: int, *, way: str) -> Stock:
    """A counter with this much left; only the naive way has no CHECK."""
    return Stock.objects.create(free=units, checked=way != "naive")


def move_in() -> str:
    """A day anybody may book."""
    return (clock.today() + timedelta(days=7)).isoformat()


def held(offer: UnitType) -> int:
    """Units of an offer that bookings hold, by the occupancy itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM booking_occupancy JOIN booking_unit ON booking_unit.id = unit_id WHERE unit_type_id = %s",
            [offer.pk],
        )
        return int(cursor.fetchone()[0])


def batches(people: list[Person], size: int) -> Iterator[list[Person]]:
    """People in groups, each person once."""
    for start in range(0, len(people), size):
        yield people[start : start + size]
