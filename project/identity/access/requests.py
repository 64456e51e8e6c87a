"""What a request is once it has come through our middleware: types to annotate views with, never made by hand."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from project.identity.models import User


class PortalRequest(HttpRequest):
    """Any request of a face: it knows whether htmx asks, and for which part."""

    htmx: HtmxDetails


class SignedInRequest(PortalRequest):
    """The request of a view that only opens for people with an account: there is no guest to think of."""

    user: User
