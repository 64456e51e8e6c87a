"""Keeping it decent: reporting, blocking, and what moderators decide."""

from __future__ import annotations

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from project.chat import locks, queries, rules
from project.chat.models import Flag, FlagReason, FlagSource, FlagState, Member, Message
from project.chat.operations.routing import assign_to
from project.chat.operations.trail import acting, nudge_readers, publish_about
from project.identity.models import User
from project.kernel import clock
from project.kernel.errors import Refusal
from project.kernel.transactions import transaction
from project.kernel.triggers import constraint_name

# What a person may say of a message; the other reasons are our rules' own.
REPORT_REASONS = (
    FlagReason.SPAM,
    FlagReason.ABUSE,
    FlagReason.FRAUD,
    FlagReason.UNWELCOME,
    FlagReason.OTHER,
)


class ReasonUnknown(Refusal):
    """A report without one of our reasons."""

    code = "reason_unknown"
    message = _("Choose what is wrong.")
    status = 422


class NotBlockable(Refusal):
    """Oneself, one's own side, or the landlord of the house one lives in."""

    code = "not_blockable"
    message = _("You cannot stop this person. Report what they wrote, and we look at it.")


class AlreadyDecided(Refusal):
    """Another moderator was quicker."""

    code = "already_decided"
    message = _("Somebody has decided this already.")


@transaction()
def report(*, by: Member, about: Member, reason: str, message: Message | None = None, note: str = "") -> Flag:
    """Ask moderators to look at a message, or at somebody as such; the same report again is the one before.

    Raises: ReasonUnknown, NotBlockable for oneself. Locks: conversation.
    """
    if reason not in REPORT_REASONS:
        raise ReasonUnknown
    if about.pk == by.pk or about.conversation_id != by.conversation_id:
        raise NotBlockable
    conversation = locks.lock_conversation(by.conversation_id)
    flag = Flag(
        conversation=conversation,
        message=message,
        about=about,
        reporter=by,
        source=FlagSource.REPORT,
        reason=reason,
        quote=message.text if message else "",
        note=rules.clean_text(note)[:500],
    )
    try:
        with atomic():
            flag.save(force_insert=True)
    except IntegrityError as error:
        if constraint_name(error) != "flag_is_raised_once":
            raise
        return Flag.objects.get(message=message, reporter=by, reason=reason)
    publish_about(conversation, "chat.flagged", flag=str(flag.public_id), reason=reason)
    return flag


def block(*, by: Member, member: Member) -> Member:
    """Keep somebody from writing here: staff stop the person, the person stops one of the staff.

    Who is stopped loses the work too, so that somebody else answers. A tenant cannot stop their landlord.

    Raises: NotBlockable. Locks: conversation, member. After commit: open pages show it at once.
    """
    if not queries.stoppable(by, [member]):
        raise NotBlockable
    with transaction(), acting(by.user or by.conversation.person):
        conversation = locks.lock_conversation(by.conversation_id)
        held = locks.lock_member(member.pk)
        if held.blocked_at is not None:
            return held
        if held.user is not None and conversation.assigned_to == held.user:
            assign_to(conversation, None)
        held.blocked_at, held.blocked_by = clock.now(), by
        held.save(update_fields=["blocked_at", "blocked_by"])
        publish_about(conversation, "chat.blocked")
    nudge_readers(conversation)
    return held


def unblock(*, by: Member, member: Member) -> Member:
    """Let somebody write again; only the side that stopped them can.

    Raises: NotBlockable. Locks: conversation, member. After commit: open pages show it at once.
    """
    with transaction(), acting(by.user or by.conversation.person):
        conversation = locks.lock_conversation(by.conversation_id)
        held = locks.lock_member(member.pk)
        if held.conversation_id != by.conversation_id or held.side == by.side:
            raise NotBlockable
        if held.blocked_at is None:
            return held
        held.blocked_at, held.blocked_by = None, None
        held.save(update_fields=["blocked_at", "blocked_by"])
        publish_about(conversation, "chat.unblocked")
    nudge_readers(conversation)
    return held


def decide_flag(*, flag: Flag, by: User, upheld: bool, note: str = "") -> Flag:
    """Close an entry of the moderation queue, with why. Raises: AlreadyDecided. Locks: conversation, flag."""
    with transaction(), acting(by):
        conversation = locks.lock_conversation(flag.conversation_id)
        held = locks.lock_flag(flag.pk)
        if held.state != FlagState.OPEN:
            raise AlreadyDecided
        held.state = FlagState.UPHELD if upheld else FlagState.DISMISSED
        held.decided_by, held.decided_at, held.decision = by, clock.now(), rules.clean_text(note)[:500]
        held.save(update_fields=["state", "decided_by", "decided_at", "decision"])
        publish_about(conversation, "chat.flag_decided", flag=str(held.public_id), reason=held.reason)
    return held
