"""Conversations, who takes part in them, what is said, and what keeps them decent."""

from project.chat.models.conversations import Conversation, ConversationState, Kind, Member, Side
from project.chat.models.desk import AnsweringHours, CannedReply, Duty
from project.chat.models.messages import Attachment, EarlierText, Message, MessageKind
from project.chat.models.moderation import Flag, FlagReason, FlagSource, FlagState

__all__ = [
    "AnsweringHours",
    "Attachment",
    "CannedReply",
    "Conversation",
    "ConversationState",
    "Duty",
    "EarlierText",
    "Flag",
    "FlagReason",
    "FlagSource",
    "FlagState",
    "Kind",
    "Member",
    "Message",
    "MessageKind",
    "Side",
]
