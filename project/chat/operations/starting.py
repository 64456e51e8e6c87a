"""Beginning a conversation: a tenant with their house, somebody with support, a guest with a question."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import IntegrityError
from django.db.models import Q, QuerySet
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from project.booking.models import Booking, BookingState
from project.catalog.models import Property
from project.chat import locks, queries, rules
from project.chat.models import Conversation, ConversationState, Kind, Member, Side
from project.chat.operations.joining import add_staff
from project.chat.operations.routing import assign_to
from project.chat.operations.sending import Blocked, LooksLikeSpam, readable, what_was_said, write_down
from project.chat.operations.trail import nudge_readers, publish_about
from project.chat.queries import Reader
from project.identity.models import User
from project.kernel.errors import Refusal
from project.kernel.transactions import transaction, transaction_required
from project.kernel.triggers import constraint_name

LONGEST_NAME = 60


class NoStay(Refusal):
    """A hold or a booking that came to nothing: there is no house to write to yet."""

    code = "no_stay"
    message = _("You can write to the house once you have booked there. Until then, ask on its page.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A first message: by whom, about which house, in which words, under which key."""

    reader: Reader
    house: Property | None
    name: str
    text: str
    client_key: UUID


def write_to_house(*, by: User, booking: Booking) -> Conversation:
    """Give a stay's one conversation between tenant and house, begun now if need be.

    Raises: NoStay. Locks: none; two who begin at once meet at `conversation_is_one_for_a_booking`.
    """
    if booking.tenant_id != by.pk or booking.state in (BookingState.HELD, BookingState.LAPSED):
        raise NoStay
    house = booking.unit_type.property
    return _begin_once(Q(booking=booking), kind=Kind.STAY, person=by, house=house, booking=booking)


def write_to_support(*, by: User) -> Conversation:
    """Give somebody's one conversation with support, begun now if need be."""
    return _begin_once(Q(person=by, kind=Kind.SUPPORT), kind=Kind.SUPPORT, person=by)


def ask(asked: Asked) -> Conversation:
    """Ask a house, or support, a question, with an account or by a browser's secret; the same key asks once.

    A further question about the same house goes on in the conversation that is open. Who is on duty and has the fewest
    open conversations answers; with nobody there it waits.

    Raises: NothingToSay, TooLong, LooksLikeSpam, Blocked. Locks: conversation, member. After commit: open pages show it.
    """
    words = readable(asked.text)
    known = Conversation.objects.filter(_owned_by(asked.reader), start_key=asked.client_key).first()
    if known is not None:
        return known
    if _owned(asked.reader).filter(members__side=Side.PERSON, members__blocked_at__isnull=False).exists():
        raise Blocked
    if rules.is_spam(rules.Said(words, by_guest=asked.reader.user is None)):
        raise LooksLikeSpam
    conversation = _ask_once(asked, words)
    nudge_readers(conversation)
    return conversation


def _ask_once(asked: Asked, words: str) -> Conversation:
    try:
        with transaction():
            return _ask(asked, words)
    except IntegrityError as error:
        if constraint_name(error) not in ("conversation_is_started_once", "message_key_is_used_once"):
            raise
        return Conversation.objects.get(_owned_by(asked.reader), start_key=asked.client_key)


@transaction_required()
def _ask(asked: Asked, words: str) -> Conversation:
    going_on = _owned(asked.reader).filter(kind=Kind.QUESTION, house=asked.house, state=ConversationState.OPEN).first()
    conversation = locks.lock_conversation(going_on.pk) if going_on else _begin_question(asked)
    person = conversation.members.select_related("conversation__person").get(side=Side.PERSON)
    write_down(conversation, person, what_was_said(person, words), asked.client_key)
    return conversation


def _begin_question(asked: Asked) -> Conversation:
    name = " ".join(rules.clean_text(asked.name).split())[:LONGEST_NAME]
    owner = {"person": asked.reader.user} if asked.reader.user else {"guest_hash": asked.reader.secret}
    conversation = Conversation.objects.create(
        kind=Kind.QUESTION,
        house=asked.house,
        guest_name="" if asked.reader.user else name,
        start_key=asked.client_key,
        **owner,
    )
    _begin(conversation)
    return conversation


def _begin_once(existing: Q, **fields: object) -> Conversation:
    """Begin what there is one of, or give it when somebody just did."""
    found = Conversation.objects.select_related("person", "house").filter(existing).first()
    if found is not None:
        return found
    with transaction():
        try:
            with atomic():
                conversation = Conversation.objects.create(start_key=uuid4(), **fields)
        except IntegrityError as error:
            if constraint_name(error) not in ("conversation_is_one_for_a_booking", "conversation_is_one_with_support"):
                raise
            return Conversation.objects.select_related("person", "house").get(existing)
        _begin(conversation)
    return conversation


@transaction_required()
def _begin(conversation: Conversation) -> None:
    """Give everybody whose work it is a place, and one of those on duty the work; a stay's is the whole house's."""
    Member.objects.create(conversation=conversation, side=Side.PERSON)
    add_staff(conversation, list(queries.staff_for(conversation)))
    publish_about(conversation, "chat.started")
    if conversation.kind != Kind.STAY:
        chosen = rules.choose(queries.free_for(conversation))
        if chosen is not None:
            assign_to(conversation, User.objects.get(pk=chosen))


def _owned_by(reader: Reader) -> Q:
    return Q(person=reader.user) if reader.user else Q(guest_hash=reader.secret)


def _owned(reader: Reader) -> QuerySet[Conversation]:
    return Conversation.objects.filter(_owned_by(reader))
