"""One tiny city for the tests of this folder, built by the real loader and rolled back at the end."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction

from project.demo.city.sizes import CitySize
from project.demo.loading.build import Report, build_city

TINY = CitySize(
    "tiny", houses=6, units_each=12, landlords=3, months=12, facades=1, interiors=1, stories=2, own_pictures=False
)
NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="package")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="package")
def tiny_city(django_db_setup: None, django_db_blocker: pytest.FixtureRequest, media: Path) -> Iterator[Report]:
    with django_db_blocker.unblock():
        wrapper = transaction.atomic()
        wrapper._from_testcase = True
        with wrapper:
            yield build_city(TINY, now=NOW, media=media, private=media)
            transaction.set_rollback(True)
