import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from project.identity.access import public
from project.kernel.web import limits
from project.kernel.web.limits import Limit, client_address, forget_old_counts, limited
from project.urls import urlpatterns as house
from tests.factories.identity import create_tenant

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@public
@limited("ask")
def ask(request: HttpRequest) -> HttpResponse:
    return HttpResponse("asked")


urlpatterns = [path("ask/", ask), *house]
handler429 = "project.kernel.web.errors.too_many_requests"


@pytest.fixture(autouse=True)
def two_a_minute(settings):
    settings.RATE_LIMITS = {"ask": Limit(person=2, address=3, seconds=60)}


def statuses(client: Client, times: int, **options) -> list[int]:
    return [client.post("/ask/", **options).status_code for _ in range(times)]


class TestLimited:
    def test_answers_the_next_one_with_429_and_when_to_come_back(self, client):
        client.force_login(create_tenant())

        assert statuses(client, 2) == [200, 200]
        refused = client.post("/ask/")

        assert refused.status_code == 429
        assert 1 <= int(refused["Retry-After"]) <= 60

    def test_counts_each_person_apart_behind_one_address(self, client):
        roommate = Client()
        client.force_login(create_tenant())
        roommate.force_login(create_tenant())

        assert statuses(client, 3) == [200, 200, 429]
        assert statuses(roommate, 3) == [200, 200, 429]

    def test_counts_guests_by_address(self, client):
        assert statuses(client, 4, REMOTE_ADDR="203.0.113.7") == [200, 200, 200, 429]
        assert statuses(client, 1, REMOTE_ADDR="203.0.113.8") == [200]

    def test_does_not_count_signed_in_people_against_their_address(self, client):
        statuses(client, 4)
        client.force_login(create_tenant())

        assert statuses(client, 1) == [200]

    def test_does_not_count_reading(self, client):
        client.force_login(create_tenant())

        assert [client.get("/ask/").status_code for _ in range(5)] == [200] * 5

    def test_begins_anew_when_its_time_is_over(self, client):
        client.force_login(create_tenant())
        assert statuses(client, 3) == [200, 200, 429]
        with connection.cursor() as cursor:
            cursor.execute("UPDATE nivas_cache SET expires = now() - interval '1 second'")

        assert statuses(client, 3) == [200, 200, 429]


class TestForgetOldCounts:
    def test_deletes_only_what_has_run_out(self, client):
        statuses(client, 1, REMOTE_ADDR="203.0.113.7")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE nivas_cache SET expires = now() - interval '1 second'")
        statuses(client, 1, REMOTE_ADDR="203.0.113.8")

        forget_old_counts()

        assert statuses(client, 3, REMOTE_ADDR="203.0.113.8") == [200, 200, 429]


class TestClientAddress:
    @pytest.fixture
    def behind(self, monkeypatch):
        def proxies(number: int) -> None:
            monkeypatch.setattr(limits, "environment", type("Behind", (), {"trusted_proxies": number}))

        return proxies

    def test_is_the_peer_when_no_proxy_is_ours(self, rf, behind):
        behind(0)

        assert client_address(rf.get("/", headers={"X-Forwarded-For": "1.2.3.4"})) == "127.0.0.1"

    def test_is_what_our_outermost_proxy_saw(self, rf, behind):
        behind(2)

        assert (
            client_address(rf.get("/", headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.9, 10.0.0.2"})) == "203.0.113.9"
        )

    def test_is_the_peer_when_the_header_is_shorter_than_our_proxies(self, rf, behind):
        behind(2)

        assert client_address(rf.get("/", headers={"X-Forwarded-For": "6.6.6.6"})) == "127.0.0.1"

    def test_is_the_network_of_an_ipv6_visitor(self, rf, behind):
        behind(0)

        assert client_address(rf.get("/", REMOTE_ADDR="2001:db8:1:2:3:4:5:6")) == "2001:db8:1:2::/64"
