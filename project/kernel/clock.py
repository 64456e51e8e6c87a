"""The one clock: the database's `nivas_now()`, so that a whole running system can travel in time."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import connection

HOUSE_ZONE = "Asia/Kolkata"


def now() -> datetime:
    """The moment by `nivas_now()`; inside a transaction it stands still, as `now()` does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.nivas_now()")
        (moment,) = cursor.fetchone()
    return moment


def begin_of(day: date, zone: str = HOUSE_ZONE) -> datetime:
    """The midnight with which a day begins in the property's own time zone."""
    return datetime.combine(day, time.min, ZoneInfo(zone))


def today(zone: str = HOUSE_ZONE) -> date:
    """The calendar day in the property's own time zone."""
    return now().astimezone(ZoneInfo(zone)).date()
