"""Whose work it is: duty, taking over and giving on, closing, and stopping somebody."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from backoffice.inbox.lists import kept_query, talk_url
from backoffice.inbox.talks import find_talk
from backoffice.inbox.views import page
from project.chat import operations, queries
from project.chat.models import Conversation, FlagReason, Member, Side
from project.chat.operations import REPORT_REASONS
from project.chat.queries import Reader
from project.identity.access import SignedInRequest, office
from project.identity.models import User
from project.kernel.errors import Refusal


class StopForm(forms.Form):
    """Why somebody shall write no more; moderators read it."""

    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong?"),
        choices=[(reason.value, reason.label) for reason in REPORT_REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what is wrong.")},
    )
    note = forms.CharField(
        label=gettext_lazy("What happened"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For our moderators. The person does not see it."),
    )


@office("landlord", "manager")
@require_POST
def duty(request: SignedInRequest) -> HttpResponse:
    """Take new questions from now on, or no more."""
    if request.POST.get("on") == "1":
        number = operations.go_on_duty(by=request.user)
        words = ngettext(
            "%(number)d question that waited was given out.", "%(number)d questions that waited were given out.", number
        )
        said = _("You are on duty. New questions come to you.")
        messages.success(request, f"{said} {words % {'number': number}}" if number else said)
    else:
        operations.go_off_duty(by=request.user)
        messages.success(request, _("You are off duty. What you have stays yours until you give it on."))
    kept = kept_query(request)
    return HttpResponseRedirect(reverse("inbox") + (f"?{kept}" if kept else ""), status=HTTPStatus.SEE_OTHER)


@office("landlord", "manager")
@require_POST
def give(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Take a conversation over, give it to a colleague, or to whoever comes first."""
    conversation = find_talk(request, public_id)
    to = colleague_in(request, conversation)
    try:
        operations.assign(conversation=conversation, by=request.user, to=to)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, given_words(to, request.user))
    return back(request, conversation)


@office("landlord", "manager")
@require_POST
def close(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Say that nothing is left to say."""
    conversation = find_talk(request, public_id)
    operations.close_conversation(conversation=conversation, by=request.user)
    messages.success(request, _("Closed. It opens again when they write."))
    return back(request, conversation)


@office("landlord", "manager")
@require_POST
def reopen(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Go on with a closed conversation."""
    conversation = find_talk(request, public_id)
    operations.reopen_conversation(conversation=conversation, by=request.user)
    messages.success(request, _("Open again. You can write now."))
    return back(request, conversation)


@office("landlord", "manager")
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Ask why, then keep the person from writing here and let moderators know."""
    conversation = find_talk(request, public_id)
    form = StopForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        stop_person(request, conversation, form.cleaned_data)
        return back(request, conversation)
    context = {
        "form": form,
        "conversation": conversation,
        "title": _("Stop %(name)s") % {"name": conversation.person_name},
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "stop", context | {"back_url": talk_url(request, conversation)}, status=status)


@office("landlord", "manager")
@require_POST
def allow(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Let the person write again."""
    conversation = find_talk(request, public_id)
    me, person = both_sides(request, conversation)
    operations.unblock(by=me, member=person)
    messages.success(request, _("%(name)s can write here again.") % {"name": conversation.person_name})
    return back(request, conversation)


def stop_person(request: SignedInRequest, conversation: Conversation, said: dict[str, Any]) -> None:
    """Tell moderators why, and stop them; what moderators decide may still open it again."""
    me, person = both_sides(request, conversation)
    reason, note = FlagReason(said["reason"]), said["note"]
    operations.report(by=me, about=person, reason=reason, note=note)
    operations.block(by=me, member=person)
    words = _("%(name)s can write here no more. Our moderators look at it.")
    messages.success(request, words % {"name": conversation.person_name})


def both_sides(request: SignedInRequest, conversation: Conversation) -> tuple[Member, Member]:
    """The reader's own place, and that of whom they talk to."""
    me = operations.take_part(conversation=conversation, reader=Reader(request.user))
    return me, conversation.members.select_related("conversation__house", "conversation__person").get(side=Side.PERSON)


def colleague_in(request: SignedInRequest, conversation: Conversation) -> User | None:
    """To whom: oneself, somebody whose work it is, or nobody in particular. Anybody else does not exist."""
    named = request.POST.get("to", "")
    if not named:
        return None
    if named == str(request.user.public_id):
        return request.user
    found = {str(one.public_id): one for one in queries.staff_for(conversation)}.get(named)
    if found is None:
        raise Http404
    return found


def given_words(to: User | None, by: User) -> str:
    """What became of it."""
    if to is None:
        return _("It waits for whoever comes first.")
    if to == by:
        return _("It is yours now.")
    return _("Given to %(name)s.") % {"name": to.get_short_name()}


def back(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """To the conversation, beside the list one came from."""
    return HttpResponseRedirect(talk_url(request, conversation), status=HTTPStatus.SEE_OTHER)
