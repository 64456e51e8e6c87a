"""Canned replies: words written once, with places for what differs."""

from http import HTTPStatus
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backoffice.inbox.landlords import SUPPORT, choices_for, landlord_named
from backoffice.inbox.views import page
from project.chat import operations, queries
from project.chat.models import CannedReply
from project.chat.rules import LONGEST
from project.identity.access import SignedInRequest, office
from project.kernel.errors import Refusal


class ReplyForm(forms.Form):
    """A reply; whose it is is chosen once."""

    whose = forms.ChoiceField(label=gettext_lazy("For"))
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=60,
        help_text=gettext_lazy("By it you find the reply when you press / in a message."),
        error_messages={"required": gettext_lazy("Give it a title, so that you find it again.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("{name} becomes their name, {house} the house, {me} your own first name."),
        error_messages={"required": gettext_lazy("Write what it should say.")},
    )

    def __init__(self, request: SignedInRequest, reply: CannedReply | None = None) -> None:
        sent = request.POST if request.method == "POST" else None
        known = {"title": reply.title, "text": reply.text} if reply else {}
        super().__init__(sent, initial=known)
        whose = forms.ChoiceField(label=self.fields["whose"].label, choices=choices_for(request))
        self.fields["whose"] = whose
        if reply is not None or len(whose.choices) == 1:  # type: ignore[arg-type]
            del self.fields["whose"]


@office("landlord", "manager")
@require_GET
def canned_replies(request: SignedInRequest) -> HttpResponse:
    """Every reply this person may change."""
    rows = list(queries.canned_replies_of(request.user))
    return page(request, "replies", {"replies": rows, "title": _("Canned replies")})


@office("landlord", "manager")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    """Write a new one."""
    return keep(request, None)


@office("landlord", "manager")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Change one."""
    return keep(request, find_reply(request, public_id))


@office("landlord", "manager")
@require_POST
def remove(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Forget one."""
    reply = find_reply(request, public_id)
    operations.remove_canned_reply(by=request.user, reply=reply)
    messages.success(request, _("“%(title)s” is gone.") % {"title": reply.title})
    return HttpResponseRedirect(reverse("canned_replies"), status=HTTPStatus.SEE_OTHER)


def keep(request: SignedInRequest, reply: CannedReply | None) -> HttpResponse:
    """The form, and what is sent with it; a refusal stands in it beside what was typed."""
    if reply is None and not choices_for(request):
        raise Http404
    form = ReplyForm(request, reply)
    if request.method == "POST" and form.is_valid():
        try:
            kept = save(request, form, reply)
        except Refusal as refusal:
            form.add_error("title" if refusal.code == "title_taken" else "text", str(refusal))
        else:
            messages.success(request, _("“%(title)s” is kept.") % {"title": kept.title})
            return HttpResponseRedirect(reverse("canned_replies"), status=HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    title = reply.title if reply else _("New reply")
    return page(request, "reply", {"form": form, "reply": reply, "title": title}, status=status)


def save(request: SignedInRequest, form: ReplyForm, reply: CannedReply | None) -> CannedReply:
    """Keep what the form says. Raises: UnknownPlace; TitleTaken."""
    said = form.cleaned_data
    only = choices_for(request)[0][0] if reply is None else SUPPORT
    landlord = reply.landlord if reply else landlord_named(request, said.get("whose", only))
    words = {"title": said["title"], "text": said["text"]}
    return operations.save_canned_reply(by=request.user, landlord=landlord, reply=reply, **words)


def find_reply(request: SignedInRequest, public_id: UUID) -> CannedReply:
    """A reply this person may change; another landlord's does not exist."""
    found = queries.canned_replies_of(request.user).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
