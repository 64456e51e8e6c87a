"""What waits for a person, the gravest first: the same questions that the lists filter by, each with its list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_q.models import Schedule

from backoffice import needs
from backoffice.columns import day_of, when
from backoffice.inbox.ages import tone_of
from backoffice.inbox.lists import needs_of as needs_of_inbox
from backoffice.scopes import scoped
from project.booking.models import Booking
from project.chat import queries as chat
from project.events import queries as events
from project.events.models import Cursor, Parked
from project.identity.access import SignedInRequest
from project.kernel.formats import format_money
from project.ledger.models import CheckRun
from project.notifications import queries as notifications
from project.notifications.models import Delivery, DeliveryState
from project.payments import queries as payments
from project.payments.models import (
    Dispute,
    InboxEvent,
    Payment,
    ReconciliationFinding,
    ReconciliationRun,
    Refund,
    SuspenseItem,
)


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for a person: how many, since when, and where to do it."""

    label: str
    number: int
    url: str
    icon: str
    tone: str
    since: datetime | date | None = None


def asked(request: SignedInRequest, model: Any, question: needs.Question) -> QuerySet[Any]:
    """The rows of this person's own that answer a question."""
    return question(scoped(model.objects.all(), request.user), needs.moment_of(request))


def list_url(model: Any, **query: str) -> str:
    """A list, filtered."""
    meta = model._meta
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    return f"{url}?{urlencode(query)}" if query else url


def oldest(rows: QuerySet[Any], since: str) -> dict[str, Any]:
    """How many rows, and since when the first of them waits."""
    return rows.aggregate(number=Count("pk"), since=Min(since))


def needs_of(request: SignedInRequest, waiting: QuerySet[Booking], number: int) -> Iterator[Need]:
    """Everything that waits for a person; nothing when all is well."""
    yield from talk_needs(request)
    yield from money_needs(request)
    if request.user.is_superuser:
        yield from books_needs(request)
        yield from machine_needs(request)
    if number:
        label = ngettext("person to move in", "people to move in", number)
        first = waiting.aggregate(first=Min("move_in"))["first"]
        late = first if first < needs.moment_of(request).today else None
        yield Need(label, number, list_url(Booking, needs="arrivals"), "luggage", "amber", late)


def talk_needs(request: SignedInRequest) -> Iterator[Need]:
    """People who wait for an answer, and what moderators should look at."""
    now, asked_for = needs.moment_of(request).now, needs_of_inbox(request)
    number = asked_for.mine + asked_for.waiting
    if number:
        label = ngettext("person waits for an answer", "people wait for an answer", number)
        tone = tone_of(asked_for.oldest, now)
        yield Need(label, number, reverse("inbox"), "messages-square", tone, asked_for.oldest)
    if not request.user.is_superuser:
        return
    flags = oldest(chat.moderation_queue(request.user).order_by(), "created_at")
    if flags["number"]:
        label = ngettext("message to look at", "messages to look at", flags["number"])
        yield Need(label, flags["number"], reverse("moderation"), "flag", "amber", flags["since"])


def money_needs(request: SignedInRequest) -> Iterator[Need]:
    """Money that nothing follows from by itself."""
    failed = oldest(asked(request, Refund, needs.refused), "created_at")
    if failed["number"]:
        label = ngettext("refund failed", "refunds failed", failed["number"])
        yield Need(label, failed["number"], list_url(Refund, needs="failed"), "undo-2", "brick", failed["since"])
    due = oldest(asked(request, Dispute, needs.to_be_answered), "respond_by")
    if due["number"]:
        label = ngettext("dispute to answer", "disputes to answer", due["number"])
        if due["since"]:
            words = {"what": label, "day": day_of(needs.day_of(due["since"]))}
            label = _("%(what)s, the first by %(day)s") % words
        yield Need(label, due["number"], list_url(Dispute, needs="answer"), "scale", "brick")
    odd = oldest(asked(request, Payment, needs.not_as_asked), "paid_at")
    if odd["number"]:
        label = ngettext("payment of another amount", "payments of another amount", odd["number"])
        yield Need(label, odd["number"], list_url(Payment, when="odd"), "indian-rupee", "brick", odd["since"])


def books_needs(request: SignedInRequest) -> Iterator[Need]:
    """What does not add up, and money of nobody."""
    check = CheckRun.objects.order_by("-pk").first()
    if check is not None and check.faults:
        label = ngettext("fault in the books", "faults in the books", len(check.faults))
        yield Need(label, len(check.faults), reverse("admin:books"), "book-x", "brick", check.checked_at)
    run = payments.last_comparison()
    if run is not None and run.difference:
        label = _("The books and the payment provider differ by %(amount)s.") % {"amount": format_money(run.difference)}
        yield Need(label, 0, list_url(ReconciliationRun), "git-compare", "brick", run.started_at)
    found = oldest(ReconciliationFinding.objects.filter(run=run, is_repaired=False), "found_at")
    if found["number"]:
        label = ngettext("thing does not agree", "things do not agree", found["number"])
        url = list_url(ReconciliationFinding, needs="now")
        yield Need(label, found["number"], url, "git-compare", "brick", found["since"])
    stray = oldest(asked(request, SuspenseItem, needs.undecided), "arrived_at")
    if stray["number"]:
        label = ngettext("payment of nobody we know", "payments of nobody we know", stray["number"])
        yield Need(
            label,
            stray["number"],
            list_url(SuspenseItem, needs="open"),
            "circle-question-mark",
            "brick",
            stray["since"],
        )


def machine_needs(request: SignedInRequest) -> Iterator[Need]:
    """What only an administrator can mend."""
    if not events.is_relay_running():
        label = _("The relay is not running: news reach nobody until it does. Bookings and payments go on.")
        yield Need(label, 0, list_url(Cursor), "triangle-alert", "brick")
    if not needs.do_timers_move():
        label = _(
            "The worker is not running: mails, receipts and refunds wait until it does. Bookings and payments go on."
        )
        yield Need(label, 0, list_url(Schedule), "triangle-alert", "brick")
    still = oldest(events.standing_still(), "updated_at")
    if still["number"]:
        label = ngettext(
            "listener stands still at the end of a replay",
            "listeners stand still at the end of a replay",
            still["number"],
        )
        yield Need(label, still["number"], list_url(Cursor), "pause", "amber", still["since"])
    yield from parked_needs(request)
    failed = oldest(asked(request, InboxEvent, needs.gone_wrong), "received_at")
    if failed["number"]:
        label = ngettext("webhook failed", "webhooks failed", failed["number"])
        yield Need(label, failed["number"], list_url(InboxEvent, needs="failed"), "webhook", "brick", failed["since"])
    yield from message_needs(request)


def message_needs(request: SignedInRequest) -> Iterator[Need]:
    """Who does not answer, so that nothing goes out there, and what did not go out."""
    for outage in notifications.outages():
        words = {"provider": outage, "time": when(outage.since)}
        label = _("%(provider)s: nobody has answered since %(time)s. Messages wait and go out when somebody does.")
        url = list_url(Delivery, channel__exact=outage.channel, state__exact=DeliveryState.WAITING)
        yield Need(label % words, 0, url, "unplug", "brick")
    unsent = oldest(asked(request, Delivery, needs.undelivered), "created_at")
    if unsent["number"]:
        label = ngettext("message did not go out", "messages did not go out", unsent["number"])
        yield Need(label, unsent["number"], list_url(Delivery, needs="late"), "mail-x", "amber", unsent["since"])


def parked_needs(request: SignedInRequest) -> Iterator[Need]:
    """Events that were given up; those still tried may go through by themselves."""
    dead = oldest(asked(request, Parked, needs.given_up), "parked_at")
    if dead["number"]:
        label = ngettext("event was given up after hours", "events were given up after hours", dead["number"])
        yield Need(label, dead["number"], list_url(Parked, needs="dead"), "pause", "brick", dead["since"])
    tried = oldest(Parked.objects.filter(dead_at=None), "parked_at")
    if tried["number"]:
        label = ngettext("event is parked and tried again", "events are parked and tried again", tried["number"])
        yield Need(label, tried["number"], list_url(Parked), "pause", "amber", tried["since"])
