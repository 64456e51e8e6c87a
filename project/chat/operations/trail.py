"""What every change of a conversation leaves behind: who did it, and the news of it."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

import pghistory

from project.chat.models import Conversation, Message
from project.events.operations import publish
from project.kernel.nudge import nudge
from project.kernel.transactions import transaction_required

if TYPE_CHECKING:
    from project.identity.models import User


def acting(by: User | None) -> AbstractContextManager[object]:
    """Have history name the person behind these changes; nobody for a job or a guest."""
    return pghistory.context(user=by.pk) if by else nullcontext()


@transaction_required()
def publish_about(conversation: Conversation, type: str, **words: str) -> None:
    """Tell what became of a conversation. The caller holds its lock."""
    payload: dict[str, object] = {
        "conversation": str(conversation.public_id),
        "kind": conversation.kind,
        "person": str(conversation.person.public_id) if conversation.person else None,
        "staff": str(conversation.assigned_to.public_id) if conversation.assigned_to else None,
        **words,
    }
    publish(type=type, key=conversation.key, payload=payload)


@transaction_required()
def publish_message(conversation: Conversation, message: Message, type: str) -> None:
    """Tell what became of a message. The caller holds its conversation's lock."""
    side = message.author.side if message.author else "auto"
    publish_about(conversation, type, message=str(message.public_id), side=side)


def nudge_readers(conversation: Conversation, *, about: str = "changed", **words: str) -> None:
    """Tell open pages at once; after the commit."""
    nudge(conversation.topic, about=about, conversation=str(conversation.public_id), **words)
