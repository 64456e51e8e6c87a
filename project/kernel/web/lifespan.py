"""Answers the server's start and stop messages, which a2wsgi does not know."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from django.db import connections

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def with_lifespan(http: Any) -> Application:
    """Wrap an http application so that it starts and stops gracefully."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await http(scope, receive, send)
        elif scope["type"] == "lifespan":
            await answer_lifespan(receive, send)
        else:
            await send({"type": "websocket.close", "code": 4404})

    return application


async def answer_lifespan(receive: Receive, send: Send) -> None:
    """Say ready at once; give the database connections back at the end."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            connections.close_all()
            return
