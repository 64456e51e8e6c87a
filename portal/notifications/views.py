"""The bell: what is new for somebody, as a number in the top bar and as a page."""

from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from portal.notifications.bell import Bell, days_of
from project.identity.access import SignedInRequest, signed_in
from project.notifications import operations, queries
from project.notifications.models import Alert


@signed_in
@require_safe
def alerts(request: SignedInRequest) -> HttpResponse:
    """Everything that was new lately, by day; asked by htmx the list alone."""
    return show_alerts(request)


@signed_in
@require_safe
def bell(request: SignedInRequest) -> HttpResponse:
    """The bell alone when its number is not the one that is shown; nothing otherwise."""
    unread, seen = queries.unread_alerts(request.user), request.GET.get("seen", "")
    if seen == str(unread):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    is_more = seen.isdecimal() and len(seen) < 10 and unread > int(seen)
    return render(request, "portal/notifications/_bell.html", {"bell": Bell(unread), "says_it": is_more})


@signed_in
@require_safe
def open_alert(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Lead to what an alert is about; from then on it is read."""
    alert = find_alert(request, public_id)
    operations.mark_read(alert=alert)
    is_ours = url_has_allowed_host_and_scheme(alert.path, allowed_hosts=None)
    return redirect(alert.path if is_ours else "alerts")


@signed_in
@require_POST
def read(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Note that an alert is read, without going there."""
    operations.mark_read(alert=find_alert(request, public_id))
    return show_alerts(request) if request.htmx else redirect("alerts")


@signed_in
@require_POST
def read_all(request: SignedInRequest) -> HttpResponse:
    """Note that everything is read."""
    operations.mark_all_read(person=request.user)
    return show_alerts(request) if request.htmx else redirect("alerts")


def show_alerts(request: SignedInRequest) -> HttpResponse:
    """The page, or for htmx the list and the bell."""
    before = find_alert(request, asked) if (asked := uuid_of(request.GET.get("before", ""))) else None
    shown = queries.alerts_of(request.user, before=before)
    context = {
        "days": days_of(shown, request.user),
        "older": shown[-1] if len(shown) == queries.MOST_ALERTS else None,
        "before": before,
        "here": f"{reverse('alerts')}?before={before.public_id}" if before else reverse("alerts"),
    }
    template = "portal/notifications/alerts.html"
    return render(request, f"{template}#list" if request.htmx else template, context)


def find_alert(request: SignedInRequest, public_id: UUID) -> Alert:
    """One of the person's own alerts; anybody else's does not exist."""
    alert = queries.alert_for(request.user, public_id)
    if alert is None:
        raise Http404
    return alert


def uuid_of(text: str) -> UUID | None:
    """What somebody put into the address, if it can name anything."""
    try:
        return UUID(text)
    except ValueError:
        return None
