"""Asks for an address as somebody, with one's own things or another's in it."""

import re
import time
from collections.abc import Callable

from django.db import transaction
from django.test import Client

from project.identity.models import User
from tests.conventions.world import NOWHERE, World

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")

# What stands for a parameter, by the beginning of its route; the first that fits is taken. Add yours here.
FILLINGS: tuple[tuple[str, Callable[[World], dict[str, str]]], ...] = (
    ("rooms/", lambda world: {"slug": world.slug("catalog.Property")}),
    ("waitlist/", lambda world: {"public_id": str(world.public_id("booking.WaitlistEntry"))}),
    ("bookings/", lambda world: {"public_id": str(world.public_id("booking.Booking"))}),
    ("office/messages/replies/", lambda world: {"public_id": str(world.public_id("chat.CannedReply"))}),
    ("office/messages/hours/", lambda world: {"whose": world.slug("identity.Landlord")}),
    (
        "office/messages/",
        lambda world: {
            "public_id": str(world.public_id("chat.Conversation")),
            "file": str(world.public_id("chat.Attachment")),
            "message": str(world.landlords_words()),
        },
    ),
    ("office/moderation/", lambda world: {"public_id": str(world.public_id("chat.Flag"))}),
    ("messages/house/", lambda world: {"booking": str(world.public_id("booking.Booking"))}),
    ("messages/link/", lambda _world: {"token": "none"}),
    (
        "messages/",
        lambda world: {
            "public_id": str(world.public_id("chat.Conversation")),
            "message": str(world.public_id("chat.Message")),
            "member": str(world.public_id("chat.Member")),
            "file": str(world.public_id("chat.Attachment")),
        },
    ),
    ("bills/", lambda world: {"public_id": str(world.public_id("payments.Receipt"))}),
    ("alerts/", lambda world: {"public_id": str(world.public_id("notifications.Alert"))}),
    ("account/notifications/", lambda world: {"public_id": str(world.public_id("notifications.Device"))}),
    ("account/portrait/", lambda world: {"public_id": str(world.public_id("identity.User"))}),
    (
        "account/payment-methods/<uuid:public_id>/return/",
        lambda world: {"public_id": str(world.public_id("payments.SetupAttempt"))},
    ),
    ("account/payment-methods/", lambda world: {"public_id": str(world.public_id("payments.SavedMethod"))}),
    ("account/2fa/webauthn/keys/", lambda world: {"pk": world.key("mfa.Authenticator")}),
    ("office/kinds/", lambda _world: {"name": "booking_booked", "language": "hi"}),
    ("media/", lambda _world: {"name": "none.jpg"}),
)
# Patterns that are regular expressions, and an address each of them answers.
EXPRESSIONS = {
    r"^((?:help|notices)/(?:[\w\-]+/)*)$": "help/nothing/",
    r"account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "account/password/reset/key/1-none/",
}


def path_of(route: str, world: World) -> str:
    """A real address for a route."""
    if route in EXPRESSIONS:
        return "/" + EXPRESSIONS[route]
    return "/" + PARAMETER.sub(lambda found: fill(route, found[1], world), route)


def fill(route: str, parameter: str, world: World) -> str:
    for prefix, filling in FILLINGS:
        if route.startswith(prefix) and parameter in (values := filling(world)):
            return values[parameter]
    raise LookupError(f"Say in tests/conventions/asking.py, FILLINGS, what stands for {parameter!r} in {route}")


def any_path(route: str) -> str:
    """Some address of a route whose view need not be reached: of alternatives the first, of anything else a 1."""
    route = re.sub(r"\((?:\?P<\w+>|\?:)(\w+)\|(?:[^()]|\([^()]*\))*\)", r"\1", route)
    route = re.sub(r"<uuid:[^>]+>", str(NOWHERE), route)
    route = re.sub(r"\((?:[^()]|\([^()]*\))*\)|<[^>]+>|\\d\+", "1", route)
    return "/" + re.sub(r"[\^$?\\]", "", route)


def sign_in(client: Client, person: User) -> None:
    """Signed in, and having shown just now that it is them, so that what lies behind that question answers too."""
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()


def ask(role: str, method: str, path: str, world: World) -> int:
    """The status for this role of a world. What the request changes is undone."""
    client = Client(raise_request_exception=False)
    client.cookies.load(cookies_of(role, world))
    before = transaction.savepoint()
    status = client.generic(method, path).status_code
    transaction.savepoint_rollback(before)
    return status


def cookies_of(role: str, world: World) -> dict[str, str]:
    """Signing in is slow, so each person of a world does it once."""
    person = world.people[role]
    if role not in world.cookies:
        client = Client()
        if person is not None:
            sign_in(client, person)
        world.cookies[role] = {name: morsel.value for name, morsel in client.cookies.items()}
    return world.cookies[role]
