"""How often, and how much at once: what anybody may ask of us."""

from project.kernel.web.limits import Limit

# The one table of limits; views name a row by `limited("hold")`.
RATE_LIMITS = {
    "hold": Limit(person=60, address=600, seconds=60),
    "desk_send": Limit(person=60, address=600, seconds=60),
    "desk_read": Limit(person=120, address=1200, seconds=60),
    "desk_typing": Limit(person=60, address=600, seconds=60),
    "pay": Limit(person=30, address=300, seconds=60),
    "profile": Limit(person=30, address=300, seconds=60),
    "preferences": Limit(person=60, address=600, seconds=60),
    "notifications": Limit(person=60, address=600, seconds=60),
    "chat_send": Limit(person=30, address=120, seconds=60),
    "chat_ask": Limit(person=10, address=40, seconds=600),
    "chat_typing": Limit(person=60, address=600, seconds=60),
    "chat_read": Limit(person=120, address=1200, seconds=60),
    "chat_report": Limit(person=10, address=40, seconds=600),
}
# The most bytes of a form, and of one with files, by where it goes: six files of ten megabytes with their words.
LARGEST_BODIES = {
    "/messages/": (64 * 1024, 62 * 1024 * 1024),
    "/office/messages/": (64 * 1024, 62 * 1024 * 1024),
}
