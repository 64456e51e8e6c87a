"""One call that builds the demo city, whole: rows in one transaction, then what Wagtail makes."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection

from project.booking import operations as bookings
from project.demo.city.sizes import CitySize
from project.demo.city.stays import Calendar
from project.demo.loading.aftermath import draw_conclusions, triggers_off
from project.demo.loading.bells import hang_in_bells
from project.demo.loading.city import CityWriter
from project.demo.loading.gallery import Gallery
from project.demo.loading.pages import write_pages
from project.demo.loading.rows import open_sheets
from project.demo.loading.talks import write_talks
from project.kernel.transactions import transaction
from project.payments import operations as payments
from project.payments.models import Receipt


@dataclass(frozen=True, slots=True)
class Report:
    """What was built."""

    houses: int
    units: int
    people: int
    bookings: int
    pictures: int


def build_city(size: CitySize, *, now: datetime, media: Path, private: Path) -> Report:
    """Fill an empty house with a city of this size, as it stands at this moment.

    Pictures are drawn on every core while the rows are made and loaded. The rows come in one transaction, so that
    a run that dies leaves no half of a city.
    """
    with Gallery(media, private) as gallery:
        report = _load_rows(size, Calendar.around(now, size.months), gallery)
    write_pages(stories=size.stories, own_pictures=size.own_pictures)
    write_talks(now)
    _tidy()
    _write_the_books()
    return report


def _write_the_books() -> None:
    """Post what the past paid, gave back and kept, as the operations would have at the time."""
    for _posted in payments.post_missing():
        pass
    bookings.post_missing_deposits()


def _load_rows(size: CitySize, calendar: Calendar, gallery: Gallery) -> Report:
    sheets = open_sheets()
    city = CityWriter(size, calendar, sheets, gallery)
    city.write()
    city.write_photos()
    with transaction(), triggers_off([*(sheet.model for sheet in sheets.all), Receipt]):
        for sheet in sheets.all:
            sheet.load()
        draw_conclusions(calendar.now)
        hang_in_bells()
    return Report(
        sheets.properties.rows, sheets.units.rows, sheets.users.rows, sheets.bookings.rows, len(list(gallery.sitters()))
    )


def _tidy() -> None:
    """The planner knows nothing of rows that came by COPY until the tables are analysed."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
