"""Sheets: what goes in comes out, whatever characters it holds."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from psycopg.types.range import DateRange

from project.booking.models import Occupancy
from project.catalog.models import Amenity, Locality
from project.demo.loading.sheets import Sheet
from tests.factories.booking import create_offer

pytestmark = pytest.mark.django_db


class TestSheet:
    def test_carries_tabs_quotes_and_backslashes(self) -> None:
        sheet = Sheet(Locality, "name", "slug", "aliases", "latitude", "longitude", "picture_id")
        awkward = 'a\tb\nc\\d"e, {f} ಕ'

        row_id = sheet.add(awkward, "awkward", [awkward, ""], 12.5, 77.5, None)
        sheet.load()

        place = Locality.objects.get(pk=row_id)
        assert (place.name, place.aliases, place.picture) == (awkward, [awkward, ""], None)

    def test_fills_what_is_not_named_with_the_models_default(self) -> None:
        sheet = Sheet(Amenity, "name", "slug")

        row_id = sheet.add("Swing", "swing")
        sheet.load()

        assert Amenity.objects.get(pk=row_id).icon == "check"

    def test_writes_days_without_an_end(self) -> None:
        unit = create_offer(1).units.get()
        sheet = Sheet(Occupancy, "unit_id", "booking_id", "kind", "during", "until", "reason", "created_at")

        row_id = sheet.add(
            unit.pk, None, "blocked", (date(2026, 11, 20), None), None, "Painting", "2026-11-01T00:00:00Z"
        )
        sheet.load()

        assert Occupancy.objects.get(pk=row_id).during == DateRange(date(2026, 11, 20), None)

    def test_goes_on_after_what_is_there(self) -> None:
        before = Group.objects.create(name="before")
        sheet = Sheet(Group, "name")

        sheet.add("loaded")
        sheet.load()

        assert Group.objects.create(name="after").pk == before.pk + 2

    def test_refuses_a_column_that_is_not_there(self) -> None:
        with pytest.raises(ValueError, match="has no nonsense"):
            Sheet(Group, "nonsense")
