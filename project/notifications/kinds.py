"""The one table of what we tell people, and of what they may choose by.

Templates stand in `templates/notifications/<kind>.{subject.txt,txt,html}` for mails and `<kind>.short.txt` for the rest.

A key's ending says what it is, so that a letter can show it in the reader's own language and time:
`_paise` whole paise, `_on` an ISO date, `_at` an ISO moment, `_path` an address of ours (a letter gets `_url`),
`_secret` something that opens an account and is forgotten once sent. `carries` lists the names of what is attached.
"""

from functools import partial

from project.notifications.channels import Channel, Group
from project.notifications.registry import Kind, UnknownKind

DIGEST = "daily_digest"
ONLY_MAIL = frozenset({Channel.EMAIL})
WITHOUT_SMS = frozenset({Channel.IN_APP, Channel.EMAIL, Channel.PUSH})
WITHOUT_MAIL = frozenset({Channel.IN_APP, Channel.PUSH})

_BOOKING = {
    "booking_path": "/bookings/5d0c3a3e-0000-4000-8000-000000000000/",
    "property": "Jacaranda House",
    "unit_type": "Bed in 2-sharing",
    "unit": "204 · B",
    "move_in_on": "2026-12-01",
}

_PLACE = {
    "entry_path": "/waitlist/5d0c3a3e-0000-4000-8000-000000000000/",
    "property": "Jacaranda House",
    "unit_type": "Bed in 2-sharing",
    "move_in_on": "2026-12-01",
}

_booking = partial(Kind, group=Group.BOOKINGS, opens="booking_path")
_money = partial(Kind, group=Group.MONEY)
_account = partial(Kind, group=Group.ACCOUNT, is_locked=True, is_urgent=True)
_account_mail = partial(_account, channels=ONLY_MAIL)

_BOOKINGS = (
    _booking("booking_booked", {**_BOOKING, "deposit_paise": 1_700_000, "rent_paise": 850_000}),
    _booking("booking_cancelled", {**_BOOKING, "reason": "The house closes for repairs.", "refund_paise": 1_700_000}),
    _booking("booking_lapsed", {**_BOOKING, "property_path": "/rooms/jacaranda-house/"}),
    _booking("waitlist_joined", {**_PLACE, "place": 3}, opens="entry_path"),
    _booking(
        "waitlist_offered",
        {**_BOOKING, "deposit_paise": 1_700_000, "hold_until_at": "2026-12-01T10:42:00+05:30"},
        is_urgent=True,
    ),
)

_MONEY = (
    _money(
        "late_payment_refunded",
        {**_BOOKING, "property_path": "/rooms/jacaranda-house/", "amount_paise": 1_700_000},
        opens="booking_path",
    ),
    _money(
        "refund_arrived",
        {
            "description": "Deposit for Jacaranda House",
            "amount_paise": 1_700_000,
            "method": "Visa ···· 4242",
            "reference": "re_sample",
            "reason": "The house closes for repairs.",
        },
        opens="/bills/",
    ),
    _money(
        "payment_failed",
        {"description": "Deposit for Jacaranda House", "amount_paise": 1_700_000},
        opens="/stay/",
    ),
)

_ACCOUNT = (
    _account_mail("account_code", {"code_secret": "4K7-P2M"}, is_asked_for=True),
    _account_mail("account_exists", {"reset_path": "/account/password/reset/"}),
    _account_mail(
        "account_password_reset", {"reset_secret_path": "/account/password/reset/key/1-sample/"}, is_asked_for=True
    ),
    _account(
        "account_changed",
        {"change": "password_changed", "changed_at": "2026-12-01T10:42:00+05:30"},
        opens="/account/",
        channels=WITHOUT_SMS,
    ),
    Kind(
        "email_bounced",
        {"mailbox": "asha@nivas.example"},
        group=Group.ACCOUNT,
        opens="/account/notifications/",
        channels=WITHOUT_MAIL,
    ),
    _account_mail(
        DIGEST,
        {"news": [{"kind": kind.name, "context": dict(kind.sample)} for kind in (*_BOOKINGS[:1], *_MONEY[1:2])]},
    ),
)

_OFFICE = (
    Kind(
        "books_sealed",
        {"day_on": "2026-12-01", "seal": 1440, "fingerprint": "5d0c3a3e" * 8, "postings": 1234, "faults": 0},
        group=Group.OFFICE,
        opens="/office/books/",
        channels=WITHOUT_SMS,
    ),
)

_MESSAGES = (
    Kind(
        "chat_unread",
        {
            "conversation_path": "/messages/5d0c3a3e-0000-4000-8000-000000000000/",
            "chat_secret_path": "/messages/link/sample/",
            "about": "Jacaranda House",
            "writer": "Leela",
            "unread": 2,
            "latest": "The plumber comes tomorrow between 10 and 11. Will somebody be in the room?",
        },
        group=Group.MESSAGES,
        opens="conversation_path",
        channels=WITHOUT_SMS,
    ),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in (*_BOOKINGS, *_MONEY, *_MESSAGES, *_ACCOUNT, *_OFFICE)}


def find_kind(name: str) -> Kind:
    """Give a kind. Raises UnknownKind."""
    if name not in KINDS:
        raise UnknownKind(f"No kind of message is called {name}.")
    return KINDS[name]


def kinds_of(group: Group) -> list[Kind]:
    """Every kind that people choose by one group."""
    return [kind for kind in KINDS.values() if kind.group == group]
