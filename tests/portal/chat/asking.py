"""What a browser sends and reads."""

from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from project.chat.models import Conversation


def url(talk: Conversation, name: str = "conversation", *args: Any) -> str:
    return reverse(name, args=[talk.public_id, *args])


def send(client: Client, talk: Conversation, text: str = "Good morning", *, htmx: bool = False, **more: Any) -> Any:
    """Post a message as the composer does."""
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(url(talk, "message_send"), {"text": text, "client_key": uuid4(), **more}, headers=headers)


def newer(client: Client, talk: Conversation, after: Any = None, **more: Any) -> Any:
    """Ask what is new as the live page does."""
    asked = {"after": after.public_id if after else "", **more}
    return client.get(url(talk, "conversation_newer"), asked, headers={"HX-Request": "true"})


def read(client: Client, talk: Conversation, up_to: Any) -> Any:
    """Say how far one has read as the live page does."""
    return client.post(url(talk, "conversation_read"), {"up_to": getattr(up_to, "public_id", up_to)})
