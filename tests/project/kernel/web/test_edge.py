import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path
from prometheus_client import REGISTRY

from project.identity.access import public
from project.urls import urlpatterns as house
from tests.factories.identity import create_tenant

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@public
def full(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=409)


@public
def room(request: HttpRequest, slug: str) -> HttpResponse:
    return HttpResponse(str(request.user.is_authenticated))


@public
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("asha@example.test wrote from +91 98450 12345")


urlpatterns = [path("full/", full), path("rooms/<slug:slug>/", room), path("broken/", broken), *house]


def lines(caplog) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.name == "nivas.requests"]


class TestRequestId:
    def test_is_made_when_none_is_given(self, client):
        first, second = client.get("/full/")["X-Request-ID"], client.get("/full/")["X-Request-ID"]

        assert len(first) == 32
        assert first != second

    def test_is_taken_from_the_proxy(self, client):
        assert client.get("/full/", headers={"X-Request-ID": "edge-0042-abcdef"})["X-Request-ID"] == "edge-0042-abcdef"

    @pytest.mark.parametrize("given", ["short", "x" * 65, "two words here", 'quote"quote"quote', "line\\nbreak"])
    def test_is_made_anew_when_what_is_given_could_forge_a_log(self, client, given):
        assert len(client.get("/full/", headers={"X-Request-ID": given})["X-Request-ID"]) == 32


class TestAccessLine:
    @pytest.fixture(autouse=True)
    def listen(self, caplog):
        caplog.set_level(logging.INFO, logger="nivas.requests")

    def test_names_the_route_the_status_and_the_person_by_id(self, client, caplog):
        tenant = create_tenant()
        client.force_login(tenant)

        client.get("/rooms/jacaranda-house/")

        (line,) = lines(caplog)
        assert line.getMessage() == "GET /rooms/<slug:slug>/ 200"
        assert line.fields["user"] == str(tenant.pk)
        assert line.fields["ms"] > 0

    def test_never_holds_the_address_itself(self, client, caplog):
        client.get("/rooms/secret-token-of-somebody/?email=asha@example.test")

        (line,) = lines(caplog)
        assert "somebody" not in line.getMessage()
        assert "asha" not in line.getMessage()

    def test_is_not_written_for_a_polite_refusal(self, client, caplog):
        client.get("/full/")

        assert lines(caplog) == []

    def test_is_an_error_when_we_broke(self, client, caplog):
        client.raise_request_exception = False

        client.get("/broken/")

        (line,) = lines(caplog)
        assert (line.levelname, line.getMessage()) == ("ERROR", "GET /broken/ 500")


class TestCounts:
    def test_go_up_by_one_an_answer_also_for_refusals(self, client):
        labels = {"method": "GET", "route": "full/", "status": "409"}
        before = REGISTRY.get_sample_value("nivas_requests_total", labels) or 0

        client.get("/full/")

        assert REGISTRY.get_sample_value("nivas_requests_total", labels) == before + 1
