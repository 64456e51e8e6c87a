"""The kinds of message there are, and what a mail may carry. A kind is known before it can be sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Attachment = tuple[str, bytes, str]
AttachmentMaker = Callable[[int], Attachment]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message. `sample` names every key its templates need, with a believable value."""

    name: str
    sample: Mapping[str, Any] = field(default_factory=dict)

    @property
    def template_names(self) -> tuple[str, str, str]:
        """Subject, plain text and HTML."""
        return (
            f"notifications/{self.name}.subject.txt",
            f"notifications/{self.name}.txt",
            f"notifications/{self.name}.html",
        )


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
