"""Conversations: each function makes the smallest valid thing, through the operations."""

from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from PIL import Image

from project.booking.models import Booking
from project.catalog.models import Property
from project.chat import operations
from project.chat.models import Conversation, Member, Message, Side
from project.chat.operations import Asked
from project.chat.queries import Reader, hash_of
from project.identity.models import Role, User
from tests.factories.booking import create_booked
from tests.factories.identity import create_landlord_user, create_tenant

SECRET = "a-browsers-own-secret"

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def reader(user: User | None = None, *, secret: str = SECRET) -> Reader:
    """Somebody with an account, or without one a browser."""
    return Reader(user) if user else Reader(None, hash_of(secret))


def create_stay(booking: Booking | None = None, *, name: str = "Asha Rao") -> Conversation:
    """A tenant and their house, whose landlord's person is Leela."""
    booked = booking or create_booked(by=create_tenant(name))
    landlord = booked.unit_type.property.landlord
    if not landlord.memberships.exists():
        create_landlord_user(landlord=landlord)
    return operations.write_to_house(by=booked.tenant, booking=booked)


def create_support(by: User | None = None) -> Conversation:
    """Somebody and support."""
    return operations.write_to_support(by=by or create_tenant())


def create_question(
    text: str = "Is the gate open at night?", *, house: Property | None = None, secret: str = SECRET, **said: Any
) -> Conversation:
    """A guest's question, about a house or about nothing in particular."""
    asked = {"name": "Ravi", "client_key": uuid4(), "reader": reader(secret=secret), **said}
    return operations.ask(Asked(house=house, text=text, **asked))


def person_of(conversation: Conversation) -> Member:
    """The place of whom it belongs to."""
    return _places().get(conversation=conversation, side=Side.PERSON)


def staff_of(conversation: Conversation, user: User | None = None) -> Member:
    """The place of somebody of the staff, given one if need be."""
    if user is not None:
        return operations.take_part(conversation=conversation, reader=Reader(user))
    found = _places().filter(conversation=conversation, side=Side.STAFF).first()
    assert found is not None, "Nobody of the staff takes part."
    return found


def say(author: Member, text: str = "Good morning", **said: Any) -> Message:
    """One message."""
    return operations.send_message(author=author, text=text, **{"client_key": uuid4(), **said})


def landlord_of(conversation: Conversation) -> User:
    """The person behind the house's landlord."""
    assert conversation.house is not None
    place = conversation.house.landlord.memberships.filter(role=Role.LANDLORD).order_by("pk").first()
    assert place is not None, "Nobody stands behind this landlord."
    return place.user


def picture(name: str = "door.jpg", *, kind: str = "JPEG", size: tuple[int, int] = (900, 600)) -> ContentFile:
    """A plain picture with a note hidden in it."""
    written = BytesIO()
    image = Image.new("RGB", size, "#b5651d")
    exif = image.getexif()
    exif[0x010E] = "taken at home"
    image.save(written, kind, exif=exif)
    return ContentFile(written.getvalue(), name=name)


def pdf(name: str = "lease.pdf") -> ContentFile:
    """A small PDF."""
    return ContentFile(PDF, name=name)


def _places() -> Any:
    return Member.objects.select_related("user", "conversation__person", "conversation__house")
