"""Bodies that are larger than their pages want are turned away unread."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from project.kernel.web.bodies import Bodies

FORM = "application/x-www-form-urlencoded"
FILES = "multipart/form-data; boundary=x"


@pytest.fixture
def bodies(settings):
    settings.LARGEST_BODIES = {"/messages/": (100, 1000)}
    return Bodies(lambda _request: HttpResponse("read"))


def ask(bodies: Bodies, length: object, *, path: str = "/messages/x/send/", kind: str = FORM) -> int:
    request = RequestFactory().post(path, b"x", content_type=kind)
    request.META["CONTENT_LENGTH"] = length
    return bodies(request).status_code


@pytest.mark.parametrize(
    ("length", "kind", "status"),
    [
        ("100", FORM, 200),
        ("101", FORM, 413),
        ("1000", FILES, 200),
        ("1001", FILES, 413),
        ("", FORM, 200),
        ("x", FORM, 200),
    ],
)
def test_are_judged_by_what_they_announce(bodies, length, kind, status):
    assert ask(bodies, length, kind=kind) == status


def test_of_other_addresses_are_not_our_business(bodies):
    assert ask(bodies, "5000", path="/bills/") == 200
