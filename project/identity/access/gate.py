"""The one place where a page is opened or refused."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from project.identity.access.third_party import mark_of_unmarked
from project.identity.access.typed import forget_typed, keep_typed, page_before
from project.identity.queries import has_second_factor, roles_of
from project.kernel.web.marks import Mark, mark_of

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class AccessGate:
    """Opens a view to those its mark names. A view without a mark is private."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the decision needs the view, so it is taken in process_view."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_rest: Any) -> HttpResponse | None:
        """Let through (None), send to sign in, send to set up a second factor, or refuse."""
        mark = mark_of(view) or mark_of_unmarked_request(request)
        if mark.who == "public":
            return None
        if not request.user.is_authenticated:
            return send_to_sign_in(request)
        if request.method not in SAFE_METHODS:
            forget_typed(request)
        if mark.who in ("office", "editors"):
            return check_staff(request, mark)
        return None


def mark_of_unmarked_request(request: HttpRequest) -> Mark:
    """What a view without a mark asks for, by where it stands."""
    match = request.resolver_match
    return mark_of_unmarked(route=match.route, name=match.url_name) if match else Mark("signed_in")


def send_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask a guest to sign in, and keep what they typed until they come back."""
    is_form = request.method == "POST"
    if is_form:
        keep_typed(request)
        messages.info(request, _("Please sign in to go on. What you typed is kept."))
    htmx = request.headers.get("HX-Request") == "true"
    after = settings.RESUME_URL if is_form else page_before(request) if htmx else request.get_full_path()
    address = f"{settings.LOGIN_URL}?{urlencode({'next': after})}"
    return HttpResponseClientRedirect(address) if htmx else HttpResponseRedirect(address)


def check_staff(request: HttpRequest, mark: Mark) -> HttpResponse | None:
    """Refuse whoever has no business in the back office, and ask staff for a second factor."""
    if not may_enter(request.user, mark):
        raise PermissionDenied
    if settings.STAFF_NEED_SECOND_FACTOR and not has_second_factor(request.user):
        messages.warning(
            request,
            _("People's money and papers are behind this door. Add a passkey or an app code first, then come back."),
        )
        return HttpResponseRedirect(settings.SECOND_FACTOR_URL)
    return None


def may_enter(user: Any, mark: Mark) -> bool:
    """True when this person may open a page with this mark of the back office."""
    if user.is_superuser:
        return True
    if mark.who == "editors":
        return user.is_staff and user.has_perm("wagtailadmin.access_admin")
    return user.is_staff and (not mark.roles or not mark.roles.isdisjoint(roles_of(user)))
