import pytest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone, translation

from project.identity.access import public
from project.urls import urlpatterns as house
from tests.factories.identity import create_tenant

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@public
def where(request: HttpRequest) -> HttpResponse:
    return JsonResponse([translation.get_language(), timezone.get_current_timezone_name()], safe=False)


urlpatterns = [path("where/", where), *house]


class TestPreferences:
    def test_speak_the_signed_in_persons_language_and_zone_whatever_the_browser_says(self, client):
        client.force_login(create_tenant(language="kn", time_zone="Asia/Dubai"))
        client.cookies["django_language"] = "hi"

        assert client.get("/where/", headers={"Accept-Language": "en"}).json() == ["kn", "Asia/Dubai"]

    def test_speak_a_guests_cookie(self, client):
        client.cookies["django_language"] = "hi"

        assert client.get("/where/").json() == ["hi", "Asia/Kolkata"]

    def test_speak_a_guests_browser(self, client):
        response = client.get("/where/", headers={"Accept-Language": "kn,en;q=0.5"})

        assert response.json() == ["kn", "Asia/Kolkata"]
        assert response["Content-Language"] == "kn"

    def test_do_not_leak_into_the_next_request(self, client):
        client.force_login(create_tenant(language="kn", time_zone="Asia/Dubai"))
        client.get("/where/")
        client.logout()

        assert client.get("/where/").json() == ["en", "Asia/Kolkata"]
