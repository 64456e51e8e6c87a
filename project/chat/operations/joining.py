"""Taking part: a place in a conversation, how far one has read, and being there."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from project.chat import locks, queries
from project.chat.models import Conversation, Member, Message, Side
from project.chat.operations.trail import nudge_readers, publish_about
from project.chat.queries import Reader
from project.identity.models import User
from project.kernel import clock
from project.kernel.errors import Refusal
from project.kernel.transactions import transaction, transaction_required

SEEN_EVERY = timedelta(seconds=30)


class NotTheirs(Refusal):
    """The reader has no side in this conversation."""

    code = "not_theirs"
    message = _("This conversation is not yours.")
    status = 404


@transaction()
def take_part(*, conversation: Conversation, reader: Reader) -> Member:
    """Give the reader's place in a conversation they may read; staff get theirs the first time.

    Raises: NotTheirs. Locks: none; two who come at once meet at `member_is_in_a_conversation_once`.
    """
    # Anew: who takes part may have changed since the caller asked.
    now = queries.conversation_for(reader, conversation.public_id)
    if now is None:
        raise NotTheirs
    member = queries.member_of(reader, now)
    if member is not None:
        return member
    if reader.user is None:
        raise NotTheirs
    add_staff(conversation, [reader.user])
    return Member.objects.select_related("user", "conversation__person", "conversation__house").get(
        conversation=conversation, user=reader.user
    )


@transaction_required()
def add_staff(conversation: Conversation, people: list[User]) -> None:
    """Give people of the staff a place, those who have none; who comes later has read nothing yet."""
    places = [Member(conversation=conversation, user=person, side=Side.STAFF) for person in people]
    Member.objects.bulk_create(places, ignore_conflicts=True)


def mark_read(*, member: Member, up_to: Message) -> bool:
    """Note how far somebody has read, and say whether that was further than before.

    Locks: conversation, member. After commit: the others' pages show it at once.
    """
    if up_to.conversation_id != member.conversation_id or (member.read_up_to_id or 0) >= up_to.pk:
        return False
    moved = _move_mark(member, up_to)
    if moved:
        nudge_readers(member.conversation, message=str(up_to.public_id), reader=str(member.public_id))
    return moved


def be_here(*, member: Member) -> bool:
    """Note that somebody looks at the conversation now, at most every half minute; True when they had been away.

    After commit: the others' pages show it at once when they had been away.
    """
    now = clock.now()
    was_away = not queries.is_here(member.seen_at, now)
    due = Q(seen_at__isnull=True) | Q(seen_at__lt=now - SEEN_EVERY)
    with transaction():
        noted = Member.objects.filter(due, pk=member.pk).update(seen_at=now)
    if noted and was_away:
        nudge_readers(member.conversation, about="presence", member=str(member.public_id))
    return bool(noted and was_away)


def say_typing(*, member: Member) -> None:
    """Let the others' open pages show that somebody is writing. Nothing is kept; nobody blocked is heard."""
    if member.blocked_at is None:
        nudge_readers(member.conversation, about="typing", member=str(member.public_id))


@transaction()
def _move_mark(member: Member, up_to: Message) -> bool:
    conversation = locks.lock_conversation(member.conversation_id)
    place = locks.lock_member(member.pk)
    if (place.read_up_to_id or 0) >= up_to.pk:
        return False
    place.read_up_to, place.read_at = up_to, clock.now()
    place.save(update_fields=["read_up_to", "read_at"])
    publish_about(conversation, "chat.read", message=str(up_to.public_id), side=place.side)
    return True
