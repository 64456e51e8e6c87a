import pytest
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from project.identity.access import public
from project.urls import urlpatterns as house
from tests.factories.identity import create_tenant

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@public
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.user))


@public
def file(request: HttpRequest) -> HttpResponse:
    return HttpResponse("x", headers={"Cache-Control": "private, max-age=300", "X-User": str(request.user)})


@public
def numbers(request: HttpRequest) -> HttpResponse:
    return JsonResponse({})


@public
def script(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f'<script nonce="{request.csp_nonce}"></script>')


@public
@csp_replace({"frame-ancestors": ["'self'"]})
def framed(request: HttpRequest) -> HttpResponse:
    return HttpResponse("framed")


urlpatterns = [
    path("framed/", framed),
    path("page/", page),
    path("file/", file),
    path("numbers/", numbers),
    path("script/", script),
    path("office/", page),
    path("office/kitchen/", page),
    path("cms/", page),
    *house,
]


class TestCacheControl:
    def test_keeps_a_signed_in_page_nowhere(self, client):
        client.force_login(create_tenant())

        assert client.get("/page/")["Cache-Control"] == "private, no-store"

    def test_keeps_a_guests_page_in_their_own_browser_only(self, client):
        assert client.get("/page/")["Cache-Control"] == "private, no-cache"

    def test_leaves_what_the_view_said(self, client):
        client.force_login(create_tenant())

        assert client.get("/file/")["Cache-Control"] == "private, max-age=300"

    def test_says_nothing_of_what_is_no_page(self, client):
        assert "Cache-Control" not in client.get("/numbers/")


class TestCompression:
    def test_carries_a_page_in_less(self, client):
        page = client.get("/account/login/")

        squeezed = client.get("/account/login/", headers={"Accept-Encoding": "gzip"})

        assert squeezed["Content-Encoding"] == "gzip"
        assert len(squeezed.content) < len(page.content) / 2


class TestSecurityHeaders:
    def test_are_on_every_answer(self, client):
        response = client.get("/page/")

        assert response["Permissions-Policy"].startswith("camera=(self), geolocation=(self), microphone=()")
        assert response["Referrer-Policy"] == "same-origin"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def policy(client, path: str) -> dict[str, list[str]]:
    header = client.get(path)["Content-Security-Policy"]
    return {words[0]: words[1:] for words in (part.split() for part in header.split("; "))}


class TestContentSecurityPolicy:
    @pytest.mark.parametrize("path", ["/page/", "/office/kitchen/"])
    def test_is_strict_on_our_own_pages(self, client, path):
        assert policy(client, path) == {
            "default-src": ["'self'"],
            "script-src": ["'self'"],
            "style-src": ["'self'"],
            "img-src": ["'self'", "data:"],
            "font-src": ["'self'"],
            "connect-src": ["'self'"],
            "object-src": ["'none'"],
            "frame-src": ["'none'"],
            "base-uri": ["'none'"],
            "form-action": ["'self'", "https://checkout.stripe.com"],
            "frame-ancestors": ["'none'"],
        }

    def test_allows_the_one_script_that_carries_its_nonce(self, client):
        response = client.get("/script/")
        nonce = response.content.decode().split('"')[1]

        assert len(nonce) == 24
        assert f"script-src 'self' 'nonce-{nonce}'" in response["Content-Security-Policy"]

    def test_lets_the_office_evaluate_but_not_run_inline_scripts(self, client):
        office = policy(client, "/office/")

        assert office["script-src"] == ["'self'", "'unsafe-eval'"]
        assert office["style-src"] == ["'self'", "'unsafe-inline'"]
        assert office["frame-ancestors"] == ["'none'"]

    def test_lets_the_editors_preview_pages(self, client):
        cms = policy(client, "/cms/")

        assert cms["script-src"] == ["'self'", "'unsafe-inline'"]
        assert cms["img-src"] == ["'self'", "data:", "blob:"]
        assert cms["frame-ancestors"] == ["'self'"]

    def test_keeps_what_a_view_asked_for(self, client):
        framed = policy(client, "/framed/")

        assert framed["frame-ancestors"] == ["'self'"]
        assert framed["script-src"] == ["'self'"]
