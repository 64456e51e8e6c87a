"""How somebody wishes to be told: the page under the account, its devices, and a mailbox that took no mail."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.notifications.forms import DeviceForm, WishesForm
from project.identity.access import SignedInRequest, signed_in
from project.kernel.errors import Refusal
from project.kernel.web.limits import limited
from project.notifications import operations, queries
from project.notifications.gateways.push import public_key

# Which browser this session made reachable, so that signing out ends that.
SESSION_DEVICE = "push_device"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@limited("notifications")
def wishes(request: SignedInRequest) -> HttpResponse:
    """Show what holds, or write down what was changed."""
    form = WishesForm(request.POST if request.method == "POST" else None, person=request.user)
    if request.method == "POST" and form.is_valid():
        operations.choose(person=request.user, wishes=form.wishes())
        operations.set_hours(person=request.user, **form.hours())
        messages.success(request, _("Saved."))
        return redirect("wishes")
    context = {
        "form": form,
        "devices": queries.devices_of(request.user),
        "push_key": public_key(),
        "held_back": queries.suppression_of(request.user.email),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "portal/notifications/wishes.html", context, status=status)


@signed_in
@require_POST
@limited("notifications")
def add_device(request: SignedInRequest) -> HttpResponse:
    """Reach this browser by push; asked by a script, so it answers with a status and words."""
    form = DeviceForm(request.POST)
    if not form.is_valid():
        return HttpResponse(_("This browser did not say how to reach it."), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    agent = request.headers.get("User-Agent", "")
    try:
        device = operations.add_device(person=request.user, agent=agent, **form.cleaned_data)
    except Refusal as refusal:
        return HttpResponse(str(refusal), status=refusal.status)
    request.session[SESSION_DEVICE] = str(device.public_id)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@signed_in
@require_POST
def forget_device(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Send nothing to that browser any more."""
    device = queries.device_for(request.user, public_id)
    if device is None:
        raise Http404
    operations.forget_device(device=device)
    messages.success(request, _("That device gets no push messages any more."))
    return redirect("wishes")


@signed_in
@require_POST
@limited("notifications")
def try_mailbox(request: SignedInRequest) -> HttpResponse:
    """Send mails to one's own address again."""
    try:
        operations.lift_suppression(address=request.user.email)
    except Refusal as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, _("We send mails there again. If they come back once more, we tell you here."))
    return redirect("wishes")


def forget_this_device(request: SignedInRequest) -> None:
    """Whoever signs out of a browser is not told anything there any more."""
    kept = request.session.get(SESSION_DEVICE)
    device = queries.device_for(request.user, UUID(kept)) if kept else None
    if device is not None:
        operations.forget_device(device=device)
