"""Every address × every role × own and another's: the answers stand in access_table.py, and nowhere is one missing."""

import re
from collections.abc import Iterator

import pytest
from django.core.files.storage import storages
from django.urls import resolve

from project.chat.models import Attachment
from project.identity.access import mark_of
from project.identity.models import User
from tests.conventions.access_table import AREAS, IN, OFFICE_MODELS, TABLE
from tests.conventions.addresses import Address, all_addresses
from tests.conventions.asking import any_path, ask, path_of
from tests.conventions.world import ROLES, World, build_worlds
from tests.gateways import fake_gateway

__all__ = ["fake_gateway"]

DECIDE = "Decide who may open it: add it to tests/conventions/access_table.py"
MODEL_PAGE = re.compile(r"office/(?P<label>[a-z_]+/[a-z_]+)/(?P<page>.*)")


@pytest.fixture
def worlds(fake_gateway, settings, tmp_path, monkeypatch) -> tuple[World, World]:
    private = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    for field in (User._meta.get_field("portrait"), *map(Attachment._meta.get_field, ("file", "preview"))):
        monkeypatch.setattr(field, "storage", storages["private"])
    return build_worlds()


def model_page(address: Address) -> tuple[str, str] | None:
    """The model and page of a record's address in the office, as OFFICE_MODELS names them."""
    found = MODEL_PAGE.fullmatch(address.route)
    return (found["label"], found["page"].replace("<path:object_id>", "<id>")) if found else None


def in_area(prefix: str) -> list[Address]:
    return [address for address in all_addresses() if address.route.startswith(prefix)]


def is_way_in(address: Address) -> bool:
    mark = mark_of(address.view)
    return mark is not None and mark.who in ("public", "signed_in")


def is_reached(address: Address) -> bool:
    """False for a view that an earlier address hides, as ours hide the packages' own log-ins."""
    return resolve(any_path(address.route)).func is address.view


def wrong(what: str, request: tuple[str, str], asker: World, role: str, expected: int | str) -> Iterator[str]:
    answer = ask(role, *request, asker)
    fits = answer not in (302, 403, 500) if expected == IN else answer == expected
    if not fits:
        yield f"{what} as {role}: {answer}, the table says {expected} ({' '.join(request)})"


class TestEveryAddress:
    def test_is_decided_on(self):
        listed = {line.split(" ", 1)[1] for line in TABLE}
        decided = {(label, page) for label, record in OFFICE_MODELS.items() for page in record.pages()}
        missing = [
            f"{DECIDE}: {address.route!r}"
            for address in all_addresses()
            if not address.route.startswith("cms/")
            and address.route not in listed
            and model_page(address) not in decided
            and not address.route.startswith("office/(?P<")  # the site's own list of an app, and its 404
        ]

        assert missing == []

    def test_in_the_table_exists(self):
        routes = {address.route for address in all_addresses()}
        pages = {model_page(address) for address in all_addresses()}
        stale = [line for line in TABLE if line.split(" ", 1)[1] not in routes]
        stale += [
            f"{label} {page}"
            for label, one in OFFICE_MODELS.items()
            for page in one.pages()
            if (label, page) not in pages
        ]

        assert stale == []

    def test_of_ours_carries_a_mark(self):
        unmarked = [address.route for address in all_addresses() if address.is_ours and mark_of(address.view) is None]

        # In an area the gate knows whom to let in by where a view stands.
        assert [route for route in unmarked if not route.startswith(tuple(AREAS))] == []

    @pytest.mark.django_db
    @pytest.mark.parametrize("role", ROLES)
    def test_answers_as_the_table_says(self, worlds, role):
        own, foreign = worlds
        mistakes = []
        for line, answers in TABLE.items():
            method, route = line.split(" ", 1)
            for world, expected in ((own, answers.own), (foreign, answers.foreign)):
                if expected is not None:
                    mistakes += wrong(line, (method, path_of(route, world)), own, role, expected[role])

        assert mistakes == []


@pytest.mark.timeout(600)
@pytest.mark.django_db
class TestEveryPageOfAnArea:
    @pytest.mark.parametrize("role", ROLES)
    @pytest.mark.parametrize("prefix", AREAS)
    def test_is_closed_to_who_has_no_business_there_and_begins_for_the_others(self, worlds, prefix, role):
        own, _foreign = worlds
        expected = AREAS[prefix].own[role]
        closed = [one.route for one in in_area(prefix) if is_reached(one) and not is_way_in(one)]
        mistakes = []
        for route in [prefix] if expected == IN else closed:
            mistakes += wrong(route, ("GET", any_path(route)), own, role, expected)

        assert mistakes == []


# Hundreds of pages for each role.
@pytest.mark.timeout(600)
@pytest.mark.django_db
class TestEveryRecordOfTheOffice:
    @pytest.mark.parametrize("role", ROLES[2:])
    def test_answers_as_the_table_says(self, worlds, role):
        own, foreign = worlds
        mistakes = []
        for label, record in OFFICE_MODELS.items():
            for page, answers in record.pages().items():
                for world, expected in ((own, answers.own), (foreign, answers.foreign)):
                    if expected is not None:
                        path = f"/office/{label}/{page.replace('<id>', world.key(label.replace('/', '.')))}"
                        mistakes += wrong(f"{label} {page}", ("GET", path), own, role, expected[role])

        assert mistakes == []
