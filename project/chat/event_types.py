"""What chat tells: that something was said, changed or read, never what."""

from project.events.registry import EventType, Holds, declare

# `person` is whom the conversation belongs to, once they have an account; `staff` who it is assigned to, if anybody.
CONVERSATION = {"conversation": Holds.ID, "kind": Holds.WORD, "person": Holds.ID, "staff": Holds.ID}
MESSAGE = CONVERSATION | {"message": Holds.ID, "side": Holds.WORD}
FLAG = CONVERSATION | {"flag": Holds.ID, "reason": Holds.WORD}
NOT_YET = {"person", "staff"}

CONVERSATIONS = {
    "chat.started": "Somebody has begun a conversation.",
    "chat.claimed": "A guest has an account now, and the conversation is theirs.",
    "chat.assigned": "Somebody of the staff answers this conversation from now on, or, without `staff`, nobody any more.",
    "chat.closed": "Staff have closed a conversation.",
    "chat.reopened": "A closed conversation goes on.",
    "chat.blocked": "Somebody may not write in this conversation any more.",
    "chat.unblocked": "Somebody may write in this conversation again.",
}
MESSAGES = {
    "chat.message_sent": "Something was said; `side` says on which side, `auto` for an automatic answer.",
    "chat.message_edited": "What was said was changed within its ten minutes.",
    "chat.message_deleted": "What was said is gone but for its trace.",
    "chat.read": "One side has read up to this message.",
}
FLAGS = {
    "chat.flagged": "Something should be looked at, by a rule's or a person's word.",
    "chat.flag_decided": "A moderator has looked at it.",
}

for name, about in CONVERSATIONS.items():
    declare(EventType(name, about, key="conversation", fields=CONVERSATION, optional=NOT_YET))
for name, about in MESSAGES.items():
    declare(EventType(name, about, key="conversation", fields=MESSAGE, optional=NOT_YET))
for name, about in FLAGS.items():
    declare(EventType(name, about, key="conversation", fields=FLAG, optional=NOT_YET))
