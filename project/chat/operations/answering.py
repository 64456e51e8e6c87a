"""What the house says by itself, and the words staff keep at hand."""

from __future__ import annotations

from collections.abc import Collection
from datetime import time
from uuid import uuid4

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from project.chat import queries, rules
from project.chat.models import AnsweringHours, CannedReply, Conversation, Message, MessageKind
from project.chat.operations.trail import acting, publish_message
from project.identity.models import Landlord, User
from project.kernel import clock
from project.kernel.errors import Refusal
from project.kernel.transactions import transaction, transaction_required
from project.kernel.triggers import refusing


class UnknownPlace(Refusal):
    """A reply has a place in braces that nobody fills."""

    code = "unknown_place"
    message = gettext_lazy("We know {name}, {house} and {me}, but not {%(place)s}.")
    status = 422


class TitleTaken(Refusal):
    """Another reply has this title."""

    code = "title_taken"
    message = gettext_lazy("Another reply has this title. Choose a different one.")
    status = 422


class HoursNotPossible(Refusal):
    """The end is not after the start, or no day is chosen."""

    code = "hours_not_possible"
    message = gettext_lazy("Choose at least one day, and an end after the start.")
    status = 422


class NotForThem(Refusal):
    """Somebody of the staff without a say for this landlord."""

    code = "not_for_them"
    message = gettext_lazy("Only the landlord's own people can change this.")
    status = 403


@transaction_required()
def answer_outside_hours(conversation: Conversation) -> Message | None:
    """Say when somebody will be there, once in a conversation and a night; nothing within the hours.

    Locks: none; the caller holds the conversation.
    """
    hours = queries.hours_for(conversation)
    silence = queries.silence_at(hours, clock.now()) if hours else None
    if hours is None or silence is None:
        return None
    night = rules.night_of(*silence)
    if Message.objects.filter(conversation=conversation, night=night).exists():
        return None
    message = Message.objects.create(
        conversation=conversation,
        kind=MessageKind.AUTO,
        text=hours.text or _our_words(conversation, hours),
        client_key=uuid4(),
        night=night,
    )
    publish_message(conversation, message, "chat.message_sent")
    return message


def save_canned_reply(
    *, by: User, landlord: Landlord | None, title: str, text: str, reply: CannedReply | None = None
) -> CannedReply:
    """Keep a reply, a new one or in place of `reply`. Without a landlord it is support's.

    Raises: NotForThem; UnknownPlace; TitleTaken.
    """
    _check_may_write_for(by, landlord)
    unknown = rules.unknown_placeholders(text)
    if unknown:
        raise UnknownPlace(place=unknown[0])
    kept = reply or CannedReply(landlord=landlord)
    kept.title, kept.text = title.strip(), rules.clean_text(text)
    with refusing({"canned_reply_title_is_used_once": TitleTaken}), transaction(), acting(by):
        kept.save()
    return kept


@transaction()
def remove_canned_reply(*, by: User, reply: CannedReply) -> None:
    """Forget a reply. Raises: NotForThem."""
    _check_may_write_for(by, reply.landlord)
    with acting(by):
        reply.delete()


def fill_canned_reply(*, reply: CannedReply, conversation: Conversation, by: User) -> str:
    """The reply's words for this person, ready to be changed and sent."""
    return rules.fill_reply(reply.text, queries.reply_values(conversation, by))


def set_hours(
    *, by: User, landlord: Landlord | None, opens: time, closes: time, days: Collection[int], text: str = ""
) -> AnsweringHours:
    """Say when a landlord's people (without one: support) answer, on which days of the week (Monday is 1).

    Raises: NotForThem; HoursNotPossible.
    """
    _check_may_write_for(by, landlord)
    refusals: dict[str, type[Refusal]] = {
        "hours_open_before_they_close": HoursNotPossible,
        "hours_have_days_of_a_week": HoursNotPossible,
    }
    said = {"opens": opens, "closes": closes, "days": sorted(set(days)), "text": rules.clean_text(text)[:1000]}
    with refusing(refusals), transaction(), acting(by):
        hours, _made = AnsweringHours.objects.update_or_create(landlord=landlord, defaults=said)
    return hours


@transaction()
def remove_hours(*, by: User, landlord: Landlord | None) -> None:
    """Answer by itself no more. Raises: NotForThem."""
    _check_may_write_for(by, landlord)
    with acting(by):
        for hours in AnsweringHours.objects.filter(landlord=landlord):
            hours.delete()


def _check_may_write_for(by: User, landlord: Landlord | None) -> None:
    if by.is_superuser:
        return
    if landlord is None or not queries.landlords_to_write_for(by).filter(pk=landlord.pk).exists():
        raise NotForThem


def _our_words(conversation: Conversation, hours: AnsweringHours) -> str:
    language = conversation.person.language if conversation.person else translation.get_language()
    with translation.override(language):
        words = _("Thank you. Nobody is here just now; we answer between %(opens)s and %(closes)s.")
        return words % {"opens": f"{hours.opens:%H:%M}", "closes": f"{hours.closes:%H:%M}"}
