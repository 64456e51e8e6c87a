"""A page drawn once for everybody who wants it in the same few seconds, then filled in for each of them.

Under a stampede hundreds of people are told the same thing at once. Drawing a page takes longer than all the rest of
a refused hold together (README of tests/benchmarks), so it is drawn with stand-ins where it is personal.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Hashable
from html import escape
from threading import Lock
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from portal.notifications.bell import Bell
from project.identity.access import SignedInRequest

SECONDS = 5.0
MOST_KEPT = 500

# Nobody can guess these, so nothing that people write is ever taken for one.
KEY, PORTRAIT, TOKEN = uuid4(), uuid4(), uuid4().hex
# The page shows a name and, alone, its first letter.
INITIAL = "\U000f5ee0"
NAME = INITIAL + uuid4().hex
STAND_INS = re.compile(f"({KEY}|{PORTRAIT}|{TOKEN}|{NAME}|{INITIAL})")


class Reader(NamedTuple):
    """As much of a person as decides how a page looks; who it is stays open."""

    language: str
    theme: str
    is_staff: bool
    portrait: bool
    name: str = NAME
    email: str = NAME
    public_id: UUID = PORTRAIT
    is_authenticated: bool = True

    @classmethod
    def like(cls, request: SignedInRequest) -> Reader:
        """A reader who sees what this person sees."""
        user = request.user
        return cls(request.LANGUAGE_CODE, user.theme, user.is_staff, bool(user.portrait))


class Stencil:
    """One drawn page, cut where something personal stands."""

    def __init__(self, html: str) -> None:
        pieces = STAND_INS.split(html)
        self._pieces, self._stand_ins = [piece.encode() for piece in pieces], pieces[1::2]

    def fill(self, request: SignedInRequest) -> bytes:
        """The page for one person: their name, their token, a new key for every form."""
        user = request.user
        name = user.name or user.email
        personal = {
            NAME: name, INITIAL: name[:1].upper(), str(PORTRAIT): str(user.public_id), TOKEN: token_of(request),
        }  # fmt: skip
        ours = {stand_in: escape(value).encode() for stand_in, value in personal.items()}
        pieces = self._pieces.copy()
        pieces[1::2] = [ours.get(stand_in) or str(uuid4()).encode() for stand_in in self._stand_ins]
        return b"".join(pieces)


class Stencils:
    """The stencils of this process. Each is forgotten after a few seconds: what is free changes."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[float, Stencil]] = {}
        # One draws, the others wait for it: they could only draw the same.
        self._drawing = Lock()

    def get(self, key: Hashable, draw: Callable[[], str]) -> Stencil:
        """The stencil of that key, drawn now if it is not at hand."""
        return self._at_hand(key) or self._draw(key, draw)

    def _at_hand(self, key: Hashable) -> Stencil | None:
        until, stencil = self._kept.get(key, (0.0, None))
        return stencil if until > time.monotonic() else None

    def _draw(self, key: Hashable, draw: Callable[[], str]) -> Stencil:
        with self._drawing:
            stencil = self._at_hand(key)
            if stencil is None:
                stencil = Stencil(draw())
                if len(self._kept) >= MOST_KEPT:
                    self._kept.clear()
                self._kept[key] = time.monotonic() + SECONDS, stencil
            return stencil


stencils = Stencils()


def render_for_many(
    request: SignedInRequest, template: str, key: Hashable, context: Callable[[], dict[str, Any]], *, status: int
) -> HttpResponse:
    """Draw a page that depends on nothing but `key`, its address and how its reader sees things.

    The context is asked for only when the page is drawn; where it wants a new idempotency key it puts KEY. A person
    who is to be told something besides gets the page drawn without that, and is told on the next one.
    """
    reader = Reader.like(request)

    def draw() -> str:
        # No nonce: its scripts are files of ours, and a nonce is for one answer.
        shared = {**context(), "csrf_token": TOKEN, "csp_nonce": None, "messages": (), "bell": Bell()}
        return render_to_string(template, shared, request_of(reader, request))

    address = request.scheme, request.META.get("HTTP_HOST"), request.get_full_path()
    stencil = stencils.get((template, key, address, reader), draw)
    return HttpResponse(stencil.fill(request), status=status)


def token_of(request: HttpRequest) -> str:
    """The token that came with the form, which was found right before any view saw it, so no new one need be made."""
    return request.POST.get("csrfmiddlewaretoken") or get_token(request)


def request_of(reader: Reader, request: SignedInRequest) -> SignedInRequest:
    """The same request, made by a reader nobody knows."""
    anonymous = type(request).__new__(type(request))
    # Not by attribute: history would take the stand-in for whoever acts.
    vars(anonymous).update(vars(request), user=reader)
    return anonymous
