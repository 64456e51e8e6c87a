"""Every address × every role × own and another's: the answers stand in access_table.py, and nowhere is one missing."""

import re
from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.core.files.storage import storages

from project.identity.access import mark_of
from project.identity.models import User
from tests.conventions.access_table import AREAS, IN, OFFICE_MODELS, TABLE, Answers
from tests.conventions.addresses import Address, all_addresses
from tests.conventions.asking import ask, path_of
from tests.conventions.world import ROLES, World, build_worlds
from tests.gateways import fake_gateway

__all__ = ["fake_gateway"]

DECIDE = "Decide who may open it: add a line to tests/conventions/access_table.py for "
MODEL_ROUTE = re.compile(r"office/(?P<label>\w+/\w+)/(?P<page>.*)")


@pytest.fixture
def worlds(fake_gateway, settings, tmp_path, monkeypatch) -> tuple[World, World]:
    private = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    monkeypatch.setattr(User._meta.get_field("portrait"), "storage", storages["private"])
    return build_worlds()


def area_of(route: str) -> str | None:
    return next((prefix for prefix in AREAS if route.startswith(prefix)), None)


def listed_routes() -> set[str]:
    return {line.split(" ", 1)[1] for line in TABLE}


def wrong(line: str, method: str, path: str, world: World, role: str, expected: int | str) -> Iterator[str]:
    answer = ask(role, method, path, world)
    fits = answer not in (301, 302, 403, 500) if expected == IN else answer == expected
    if not fits:
        yield f"{line} as {role}: {answer}, the table says {expected} ({method} {path})"


class TestEveryAddress:
    def test_is_decided_on(self):
        routes = {address.route for address in all_addresses() if area_of(address.route) is None}

        assert [DECIDE + repr(route) for route in sorted(routes - listed_routes())] == []

    def test_in_the_table_exists(self):
        routes = {address.route for address in all_addresses()}

        assert sorted(listed_routes() - routes) == []

    def test_of_ours_carries_a_mark(self):
        unmarked = [address.route for address in all_addresses() if address.is_ours and mark_of(address.view) is None]

        # The back office's own site checks staff itself, and the gate checks before it.
        assert [route for route in unmarked if area_of(route) is None] == []

    @pytest.mark.django_db
    @pytest.mark.parametrize("role", ROLES)
    def test_answers_as_the_table_says(self, worlds, role):
        own, foreign = worlds
        mistakes = [
            mistake
            for line, answers in TABLE.items()
            for world, expected in ((own, answers.own), (foreign, answers.foreign))
            for mistake in self.ask_line(line, world, own, role, expected)
        ]

        assert mistakes == []

    def ask_line(
        self, line: str, world: World, own: World, role: str, expected: dict[str, int] | None
    ) -> Iterator[str]:
        method, route = line.split(" ", 1)
        if expected is not None:
            yield from wrong(line, method, path_of(route, world), own, role, expected[role])


def in_area(prefix: str) -> list[Address]:
    return [address for address in all_addresses() if area_of(address.route) == prefix]


def plain(route: str) -> str:
    """Some address of a route whose view is never reached, because the gate stands before it."""
    return "/" + re.sub(r"<[^>]+>|\([^)]*\)|[\^$?\\]", "1", route)


@pytest.mark.django_db
class TestEveryPageOfAnArea:
    @pytest.mark.parametrize("role", ["guest", "tenant"])
    @pytest.mark.parametrize("prefix", AREAS)
    def test_is_closed_to_who_has_no_business_there(self, worlds, prefix, role):
        own, _foreign = worlds
        mistakes = [
            mistake
            for address in in_area(prefix)
            if not is_way_in(address)
            for mistake in wrong(address.route, "GET", plain(address.route), own, role, AREAS[prefix].own[role])
        ]

        assert mistakes == []

    @pytest.mark.parametrize("role", ROLES[2:])
    @pytest.mark.parametrize("prefix", AREAS)
    def test_begins_with_a_page_for_who_may_enter(self, worlds, prefix, role):
        own, _foreign = worlds

        assert list(wrong(prefix, "GET", f"/{prefix}", own, role, AREAS[prefix].own[role])) == []


def is_way_in(address: Address) -> bool:
    mark = mark_of(address.view)
    return mark is not None and mark.who in ("public", "signed_in")


class TestEveryModelOfTheOffice:
    def test_is_decided_on(self):
        models = {f"{model._meta.app_label}/{model._meta.model_name}" for model in admin.site._registry}

        assert [f"{DECIDE}{model!r} (OFFICE_MODELS)" for model in sorted(models - set(OFFICE_MODELS))] == []
        assert sorted(set(OFFICE_MODELS) - models) == []

    @pytest.mark.django_db
    @pytest.mark.parametrize("role", ROLES[2:])
    def test_answers_as_the_table_says(self, worlds, role):
        own, foreign = worlds
        mistakes = [
            mistake
            for label, pages in OFFICE_MODELS.items()
            for page, answers in pages.items()
            for mistake in self.ask_page(label, page, answers, own, foreign, role)
        ]

        assert mistakes == []

    def ask_page(self, label: str, page: str, answers: Answers, own: World, foreign: World, role: str) -> Iterator[str]:
        base = f"/office/{label}/"
        for world, expected in ((own, answers.own), (foreign, answers.foreign)):
            if expected is not None:
                path = base + page.replace("<id>", world.key(label.replace("/", ".")))
                yield from wrong(f"{label} {page}", "GET", path, own, role, expected[role])
