"""The left rail: who sees which entry, and its counters, each asked once a request."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.contrib import admin
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from unfold.sites import UnfoldAdminSite

from backoffice import needs
from backoffice.inbox.lists import needs_of
from backoffice.palette import may_see
from backoffice.roles import MANAGERS, may
from backoffice.scopes import scoped
from project.booking.models import Booking
from project.chat import queries as chat
from project.events.models import Parked
from project.identity.access import SignedInRequest
from project.kernel.formats import format_count
from project.payments.models import Dispute, Refund, SuspenseItem

__all__ = [
    "disputes_to_answer",
    "flags_to_look_at",
    "may_see",
    "messages_for_me",
    "parked_events",
    "rail_counts",
    "refunds_to_mend",
    "running_holds",
    "unmatched_money",
]

Badge = Callable[[SignedInRequest], str]


def once(badge: Badge) -> Badge:
    """Unfold asks for a badge several times while it draws one page; the database is asked once."""

    @wraps(badge)
    def asked(request: SignedInRequest) -> str:
        known = request.__dict__.setdefault("_office_badges", {})
        if badge.__name__ not in known:
            known[badge.__name__] = badge(request)
        return known[badge.__name__]

    return asked


@require_safe
def rail_counts(request: SignedInRequest) -> HttpResponse:
    """The counters of the entries that this person sees, for a page that is open and has its rail already."""
    rail = cast(UnfoldAdminSite, admin.site).get_sidebar_list(request)
    entries = [entry for group in rail for entry in group["items"]]
    shown = [entry for entry in entries if entry["has_permission"] and "badge" in entry]
    return render(request, "backoffice/rail_counts.html", {"counted": shown})


def counted(number: int) -> str:
    """A number worth a badge: nothing for nought."""
    return format_count(number) if number else ""


@once
def messages_for_me(request: SignedInRequest) -> str:
    """Conversations that wait for this person."""
    if not may(request, MANAGERS):
        return ""
    waiting = needs_of(request)
    return counted(waiting.mine + waiting.waiting)


@once
def flags_to_look_at(request: SignedInRequest) -> str:
    """What was flagged and nobody has decided; only an administrator can."""
    return counted(chat.moderation_queue(request.user).count()) if request.user.is_superuser else ""


@once
def running_holds(request: SignedInRequest) -> str:
    """Holds that run now."""
    return counted(needs.running_holds(scoped(Booking.objects.all(), request.user), needs.moment_of(request)).count())


@once
def refunds_to_mend(request: SignedInRequest) -> str:
    """Refunds that failed: a person has to pay these."""
    return counted(needs.refused(scoped(Refund.objects.all(), request.user), needs.moment_of(request)).count())


@once
def disputes_to_answer(request: SignedInRequest) -> str:
    """Disputes for which a bank waits."""
    mine = scoped(Dispute.objects.all(), request.user)
    return counted(needs.to_be_answered(mine, needs.moment_of(request)).count())


@once
def unmatched_money(request: SignedInRequest) -> str:
    """Money of nobody; only an administrator can say whose it is."""
    items = scoped(SuspenseItem.objects.all(), request.user)
    return counted(needs.undecided(items, needs.moment_of(request)).count()) if request.user.is_superuser else ""


@once
def parked_events(request: SignedInRequest) -> str:
    """Events a subscriber could not take; only an administrator can mend them."""
    return counted(Parked.objects.count()) if request.user.is_superuser else ""
