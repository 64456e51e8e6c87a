"""People with sessions and houses with units, made in bulk for a run."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.middleware.csrf import _get_new_csrf_string, _mask_cipher_secret
from django.utils import timezone

from project.booking.models import Booking, Occupancy, Room, Unit
from project.booking.operations import hold_unit
from project.catalog.models import UnitType
from project.identity.models import Landlord, User
from project.kernel import clock
from project.kernel.postgres.helpers import quicken_trigger_helpers
from tests.benchmarks.models import Stock
from tests.factories.catalog import create_published_property


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in, with the cookies their browser sends and the token its page holds."""

    user: User
    session: str
    secret: str
    token: str

    def post(self, path: str, port: int, **fields: str) -> bytes:
        """One form as a browser sends it."""
        body = urlencode({**fields, "csrfmiddlewaretoken": self.token}).encode()
        cookies = f"{settings.SESSION_COOKIE_NAME}={self.session}; {settings.CSRF_COOKIE_NAME}={self.secret}"
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nCookie: {cookies}\r\n"
            "Accept: text/html,application/xhtml+xml\r\nAccept-Language: en-IN,en;q=0.9\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


def make_tables() -> None:
    """The other ways' tables with the triggers that write their history: an app without migrations."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    for model, trigger in pgtrigger.registered():
        if model._meta.app_label == "benchmarks":
            trigger.install(model)
    # Installing by hand puts the library's own helpers back, as a migration does.
    quicken_trigger_helpers(DEFAULT_DB_ALIAS)


def make_people(number: int) -> list[Person]:
    """People with a live session each."""
    users = User.objects.bulk_create(
        [User(email=f"{uuid4().hex}@nivas.example", name="Bench Person", password="!") for _ in range(number)]
    )
    people = [_with_cookies(user) for user in users]
    store, expires = SessionStore(), timezone.now() + timedelta(days=1)
    Session.objects.bulk_create(
        Session(session_key=person.session, session_data=store.encode(_session_of(person.user)), expire_date=expires)
        for person in people
    )
    return people


def _with_cookies(user: User) -> Person:
    secret = _get_new_csrf_string()
    return Person(user, SessionStore()._get_new_session_key(), secret, _mask_cipher_secret(secret))


def _session_of(user: User) -> dict[str, str]:
    """What signing in would have stored."""
    backend = settings.AUTHENTICATION_BACKENDS[0]
    return {SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: backend, HASH_SESSION_KEY: user.get_session_auth_hash()}


def make_residents(number: int) -> None:
    """People who live in a house nobody asks for, so that no table is empty between two rounds.

    Postgres plans by what it counted last, and it may count at any minute; no house that is open is ever empty.
    """
    offer, day = make_offer(number), move_in()
    people = make_people(number)
    for person in people:
        hold_unit(by=person.user, unit_type_id=offer.public_id, move_in=day, idempotency_key=uuid4())
    with transaction.atomic():
        Booking.objects.filter(unit_type=offer).update(state="booked", hold_until=None)
        Occupancy.objects.filter(unit__unit_type=offer).update(kind="taken", until=None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def make_offer(units: int) -> UnitType:
    """A published house with one unit type that has this many free units."""
    slug = f"house-{uuid4().hex[:12]}"
    landlord = Landlord.objects.create(name="Bench Homes", slug=slug)
    house = create_published_property("Bench House", landlord=landlord, slug=slug)
    offer = house.unit_types.select_related("property").get()
    room = Room.objects.create(property=house, name="1", licensed_capacity=max(units, 1))
    Unit.objects.bulk_create(Unit(room=room, unit_type=offer, label=str(number)) for number in range(units))
    return offer


def make_neighbourhood(houses: int = 30) -> None:
    """Houses with room around every offer, so that who comes too late always gets a full page of alternatives."""
    for _ in range(houses):
        make_offer(2)


def make_stock(units: int) -> Stock:
    """An offer that has as many free units as the counter beside it says."""
    return Stock.objects.create(unit_type=make_offer(units), free=units)


def fill_up(stocks: list[Stock], units: int) -> None:
    """Count from the beginning."""
    Stock.objects.filter(pk__in=stocks).update(free=units)


def move_in() -> date:
    """A day anybody may book."""
    return clock.today() + timedelta(days=7)


def held(offer: UnitType) -> int:
    """Units of an offer that bookings hold, by the occupancy itself."""
    return Occupancy.objects.filter(unit__unit_type=offer, kind="held").count()


def free(offer: UnitType) -> int:
    """Units of an offer that anybody could claim, by the unit's own guard."""
    return Unit.objects.filter(unit_type=offer).free(move_in()).count()


def let_all_go() -> None:
    """Give everybody a free hand and every house its units again: people may hold one unit at a time."""
    with transaction.atomic():
        Occupancy.objects.filter(kind="held").delete()
        Booking.objects.filter(state="held").update(state="cancelled", ended_at=timezone.now())


def deadlocks() -> int:
    """How many this database has seen since it was made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])
