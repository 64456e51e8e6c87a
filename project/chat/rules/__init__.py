"""What chat decides without asking anybody: pure functions of words and moments."""

from project.chat.rules.changing import may_edit
from project.chat.rules.hours import Hours, is_open, night_of
from project.chat.rules.machines import CONVERSATION, FLAG
from project.chat.rules.replies import PLACEHOLDERS, fill_reply, unknown_placeholders
from project.chat.rules.routing import Free, choose
from project.chat.rules.suspicion import Said, is_spam, may_be_repeated, suspicions
from project.chat.rules.text import LONGEST, Part, clean_text, is_only_emoji, parts_of

__all__ = [
    "CONVERSATION",
    "FLAG",
    "LONGEST",
    "PLACEHOLDERS",
    "Free",
    "Hours",
    "Part",
    "Said",
    "choose",
    "clean_text",
    "fill_reply",
    "is_only_emoji",
    "is_open",
    "is_spam",
    "may_be_repeated",
    "may_edit",
    "night_of",
    "parts_of",
    "suspicions",
    "unknown_placeholders",
]
