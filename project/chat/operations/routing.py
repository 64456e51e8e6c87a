"""Whose work a conversation is: duty, assignment, closing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from project.chat import locks, queries, rules
from project.chat.models import Conversation, ConversationState, Duty, Side
from project.chat.operations.joining import add_staff
from project.chat.operations.trail import acting, nudge_readers, publish_about
from project.identity.models import User
from project.kernel.errors import Refusal
from project.kernel.transactions import transaction, transaction_required
from project.kernel.triggers import refusing


class NotTheirWork(Refusal):
    """Somebody who may not answer this conversation, or was stopped in it."""

    code = "not_their_work"
    message = _("%(name)s cannot answer this conversation.")


def assign(*, conversation: Conversation, by: User, to: User | None) -> Conversation:
    """Give a conversation to somebody of the staff, oneself to take it over; to None it waits for anybody again.

    Raises: NotTheirWork. Locks: conversation, member. After commit: open pages show it at once.
    """
    if to is not None and not queries.may_answer(to, conversation):
        raise NotTheirWork(name=to.get_short_name())
    refusals: dict[str, type[Refusal]] = {"conversation_is_assigned_to_its_staff": NotTheirWork}
    with refusing(refusals, name=to.get_short_name() if to else ""), transaction(), acting(by):
        conversation = locks.lock_conversation(conversation.pk)
        if conversation.assigned_to == to:
            return conversation
        if to is not None:
            add_staff(conversation, [to])
        assign_to(conversation, to)
    nudge_readers(conversation)
    return conversation


def close_conversation(*, conversation: Conversation, by: User) -> Conversation:
    """Say that nothing is left to say; its person opens it again by writing. Twice is once.

    Locks: conversation. After commit: open pages show it at once.
    """
    return _set_state(conversation, by, ConversationState.CLOSED, "chat.closed")


def reopen_conversation(*, conversation: Conversation, by: User) -> Conversation:
    """Go on with a closed conversation. Locks: conversation. After commit: open pages show it at once."""
    return _set_state(conversation, by, ConversationState.OPEN, "chat.reopened")


def go_on_duty(*, by: User) -> int:
    """Take new conversations from now on; gives how many that waited are now theirs or somebody else's on duty."""
    with transaction():
        Duty.objects.get_or_create(user=by)
    return route_waiting()


@transaction()
def go_off_duty(*, by: User) -> None:
    """Take no new conversations; those one has stay one's own."""
    Duty.objects.filter(user=by).delete()


def route_waiting() -> int:
    """Give questions that wait for anybody to those on duty, and say how many that were.

    Locks: the waiting conversations, those nobody else holds. After commit: open pages show it at once.
    """
    with transaction():
        routed = [conversation for conversation in locks.lock_waiting() if _route(conversation)]
    for conversation in routed:
        nudge_readers(conversation)
    return len(routed)


@transaction_required()
def assign_to(conversation: Conversation, to: User | None) -> None:
    """Write down whose work it is. The caller holds the conversation; `to` has a place in it."""
    conversation.assigned_to = to
    conversation.save(update_fields=["assigned_to"])
    publish_about(conversation, "chat.assigned")


def _route(conversation: Conversation) -> bool:
    blocked = conversation.members.filter(side=Side.STAFF, blocked_at__isnull=False).values_list("user_id", flat=True)
    stopped = set(blocked)
    chosen = rules.choose(free for free in queries.free_for(conversation) if free.user_id not in stopped)
    if chosen is None:
        return False
    person = User.objects.get(pk=chosen)
    add_staff(conversation, [person])
    assign_to(conversation, person)
    return True


def _set_state(conversation: Conversation, by: User, state: ConversationState, type: str) -> Conversation:
    if not queries.may_answer(by, conversation):
        raise NotTheirWork(name=by.get_short_name())
    with transaction(), acting(by):
        conversation = locks.lock_conversation(conversation.pk)
        if conversation.state == state:
            return conversation
        conversation.state = state
        conversation.save(update_fields=["state"])
        publish_about(conversation, type)
    nudge_readers(conversation)
    return conversation
