"""A guest who gets an account keeps what they asked."""

from __future__ import annotations

from project.chat import locks
from project.chat.models import Conversation
from project.chat.operations.trail import acting, nudge_readers, publish_about
from project.chat.queries import hash_of
from project.identity.models import User
from project.kernel.transactions import transaction


def claim_conversations(*, by: User, secret: str) -> list[Conversation]:
    """Move what a browser's secret owns to an account, once; who comes second gets nothing.

    Locks: the conversations. After commit: open pages show it at once.
    """
    with transaction(), acting(by):
        claimed = locks.lock_guest_conversations(hash_of(secret))
        for conversation in claimed:
            conversation.person, conversation.guest_hash = by, None
            conversation.save(update_fields=["person", "guest_hash"])
            publish_about(conversation, "chat.claimed")
    for conversation in claimed:
        nudge_readers(conversation)
    return claimed
