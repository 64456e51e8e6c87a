"""Conversations of the fixed tenant and of a guest, and what staff answer with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time

from django.db import transaction as django_transaction

from project.booking.models import Booking, BookingState
from project.chat import operations
from project.chat.models import AnsweringHours, CannedReply, Conversation, Member, Message, Side
from project.chat.queries import Reader, hash_of
from project.demo.city import talks
from project.demo.city.people import MAIL_HOME
from project.demo.dice import identity_of
from project.identity.models import Landlord, User

EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
NOBODYS_SECRET = "a browser that was closed"  # noqa: S105 - opens nothing: it is in no session


def write_talks(now: datetime) -> None:
    """Write them as if they had been said when they say."""
    stay = Booking.objects.filter(tenant__email=f"tenant@{MAIL_HOME}", state=BookingState.STAYING).first()
    landlord = User.objects.filter(email=f"landlord@{MAIL_HOME}").first()
    admin = User.objects.filter(email=f"admin@{MAIL_HOME}").first()
    if stay is None or landlord is None or admin is None or Conversation.objects.exists():
        return
    house = stay.unit_type.property
    _write_answers(house.landlord, talks.REPLIES)
    _write_answers(None, talks.SUPPORT_REPLIES)
    _tell(operations.write_to_support(by=stay.tenant), talks.SUPPORT, admin, now)
    _tell(operations.write_to_house(by=stay.tenant, booking=stay), talks.HOUSE, landlord, now)
    _tell(_question(house.pk), talks.QUESTION, landlord, now)


def _question(house_id: int) -> Conversation:
    with django_transaction.atomic():
        question = Conversation.objects.create(
            kind="question",
            guest_hash=hash_of(NOBODYS_SECRET),
            guest_name=talks.GUEST_NAME,
            house_id=house_id,
            start_key=identity_of("question", str(house_id)),
        )
        Member.objects.create(conversation=question, side=Side.PERSON)
    return question


def _tell(conversation: Conversation, lines: Sequence[talks.Line], staff: User, now: datetime) -> None:
    answering = operations.take_part(conversation=conversation, reader=Reader(staff))
    person = Member.objects.get(conversation=conversation, side=Side.PERSON)
    said: list[Message] = []
    for at, line in enumerate(lines):
        said.append(
            Message.objects.create(
                conversation=conversation,
                author=answering if line.is_staff else person,
                text=line.text,
                reply_to=said[at - line.answers] if line.answers else None,
                client_key=identity_of("said", str(conversation.pk), at),
                sent_at=now - line.ago,
            )
        )
    _read(person, said, now)
    _read(answering, [message for message in said if message.author_id != person.pk], now)


def _read(member: Member, said: Sequence[Message], now: datetime) -> None:
    if said:
        Member.objects.filter(pk=member.pk).update(
            read_up_to=said[-1], read_at=said[-1].sent_at, seen_at=min(said[-1].sent_at, now)
        )


def _write_answers(landlord: Landlord | None, replies: Iterable[tuple[str, str]]) -> None:
    for title, text in replies:
        CannedReply.objects.create(landlord=landlord, title=title, text=text)
    AnsweringHours.objects.create(landlord=landlord, opens=time(8), closes=time(21), days=EVERY_DAY)
