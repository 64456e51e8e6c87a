"""Telling by mail what somebody has not read, and the link in it that opens the conversation."""

from __future__ import annotations

from django.core import signing
from django.utils.translation import gettext_lazy as _

from project.chat import locks, queries
from project.chat.models import Conversation, Member, Message, Side
from project.kernel.errors import Refusal
from project.kernel.transactions import transaction
from project.notifications.operations import notify

SALT = "chat.unread"
LINK_DAYS = 7
SHOWN = 300


class LinkTooOld(Refusal):
    """A link that was changed, or is older than a week."""

    code = "link_too_old"
    message = _("This link is too old. Sign in to read your messages.")
    status = 404


def tell_unread() -> int:
    """Send one mail for each conversation that somebody has left unread for ten minutes; says how many.

    After they read, it starts again. Locks: each member for its moment; those somebody holds are left for the next time.
    """
    return sum(_tell(member_id) for member_id in queries.members_to_mail())


def open_link(token: str) -> Conversation:
    """The conversation a mail's link stands for. Raises: LinkTooOld."""
    try:
        public_id = signing.loads(token, salt=SALT, max_age=LINK_DAYS * 24 * 3600)
    except signing.BadSignature as error:
        raise LinkTooOld from error
    conversation = Conversation.objects.filter(public_id=public_id, person__is_active=True).first()
    if conversation is None:
        raise LinkTooOld
    return conversation


def link_to(conversation: Conversation) -> str:
    """The address that lets its person read and answer for a week without signing in."""
    return f"/messages/link/{signing.dumps(str(conversation.public_id), salt=SALT)}/"


@transaction()
def _tell(member_id: int) -> bool:
    member = locks.lock_member_unless_taken(member_id)
    if member is None:
        return False
    reader = member.user or member.conversation.person
    first = queries.unread_since(member)
    if reader is None or first is None or not reader.is_active:
        return False
    latest = queries.latest_unread(member)
    notify(
        kind="chat_unread",
        to=reader,
        once=f"chat_unread:{member.public_id}:{first.public_id}",
        context=_facts(member, latest or first),
    )
    member.mailed_up_to = latest or first
    member.save(update_fields=["mailed_up_to"])
    return True


def _facts(member: Member, latest: Message) -> dict[str, str | int]:
    conversation = member.conversation
    is_person = member.side == Side.PERSON
    page = f"/messages/{conversation.public_id}/" if is_person else f"/office/messages/{conversation.public_id}/"
    return {
        "conversation_path": page,
        "chat_secret_path": link_to(conversation) if is_person else page,
        "about": conversation.about,
        "writer": latest.author.name if latest.author else conversation.about,
        "unread": queries.count_unread_of(member),
        "latest": latest.text[:SHOWN],
    }
