"""Answers the server's start and stop messages, which a2wsgi does not know, and sends sockets where they belong."""

import gc
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Protocol

from django.db import connections
from django.urls import get_resolver

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
NOBODY_HERE = 4404


class Companion(Protocol):
    """What runs beside the pages for as long as the server does."""

    def start(self) -> None:
        """Begin."""

    async def stop(self) -> None:
        """End."""


def with_lifespan(http: Any, *, sockets: Application, socket_path: str, companion: Companion) -> Application:
    """Put pages, sockets and what runs beside them behind one door."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await http(scope, receive, send)
        elif scope["type"] == "lifespan":
            await answer_lifespan(receive, send, companion)
        elif scope["path"] == socket_path:
            await sockets(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": NOBODY_HERE})

    return application


async def answer_lifespan(receive: Receive, send: Send, companion: Companion) -> None:
    """Start the companion and say ready; stop it at the end, and give the database connections back."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            companion.start()
            set_aside_what_stays()
        else:
            await companion.stop()
            connections.close_all()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def set_aside_what_stays() -> None:
    """Spare the garbage collector what lives as long as the process: it stopped every request for 0.13 s at a time."""
    get_resolver().url_patterns  # noqa: B018 - finding the addresses loads every view
    gc.collect()
    gc.freeze()
    # By default it looks for garbage after every 700 objects; a page makes thousands, and almost none are garbage.
    gc.set_threshold(5_000, 10, 10)
