"""The kinds of message there are, and what a mail may carry. A kind is known before it can be sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from project.notifications.channels import Channel, Group

Attachment = tuple[str, bytes, str]
AttachmentMaker = Callable[[int], Attachment]

EVERYWHERE = frozenset(Channel)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message. `sample` names every key its templates need, with a believable value.

    `opens` is where its alert leads: a key of the context that ends in `_path`, or an address that begins with a
    slash. `is_locked`: its mail cannot be turned off. `is_urgent`: it waits for no quiet hours and no daily mail.
    `is_asked_for`: the person waits for it on the page, so it is tried also at an address that refused before.
    """

    name: str
    sample: Mapping[str, Any] = field(default_factory=dict)
    group: Group = Group.HOUSE
    opens: str = "/alerts/"
    channels: frozenset[Channel] = EVERYWHERE
    is_locked: bool = False
    is_urgent: bool = False
    is_asked_for: bool = False

    @property
    def template_names(self) -> tuple[str, str, str]:
        """Subject, plain text and HTML."""
        return (
            f"notifications/{self.name}.subject.txt",
            f"notifications/{self.name}.txt",
            f"notifications/{self.name}.html",
        )

    @property
    def short_template_name(self) -> str:
        """At most 160 characters, for the bell, for push and for SMS."""
        return f"notifications/{self.name}.short.txt"

    @property
    def has_mail(self) -> bool:
        """Whether it is ever a mail."""
        return Channel.EMAIL in self.channels

    @property
    def has_short(self) -> bool:
        """Whether it is ever told in short."""
        return bool(self.channels - {Channel.EMAIL})

    def path_of(self, context: Mapping[str, Any]) -> str:
        """Where its alert leads."""
        return self.opens if self.opens.startswith("/") else str(context.get(self.opens) or "/alerts/")


class UnknownKind(LookupError):
    """Nobody registered this kind or attachment: the caller has a bug."""


_attachments: dict[str, AttachmentMaker] = {}


def attachment(name: str) -> Callable[[AttachmentMaker], AttachmentMaker]:
    """Register the maker of an attachment: it takes an id and gives (file name, bytes, type)."""

    def register(maker: AttachmentMaker) -> AttachmentMaker:
        if _attachments.setdefault(name, maker) is not maker:
            raise ValueError(f"Two makers for the attachment {name}.")
        return maker

    return register


def make_attachment(name: str, id: int) -> Attachment:
    """Make what a mail carries. Raises UnknownKind."""
    maker = _attachments.get(name)
    if maker is None:
        raise UnknownKind(f"No attachment is called {name}.")
    return maker(id)


def knows_attachment(name: str) -> bool:
    """Say whether a mail may carry this."""
    return name in _attachments
