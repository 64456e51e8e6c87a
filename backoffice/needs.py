"""What asks for somebody, each question written once: the dashboard counts by it and the list filters by it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest
from django_q.models import Schedule

from project.booking.models import BookingState, Occupancy, OccupancyKind
from project.kernel import clock
from project.kernel.clock import HOUSE_ZONE
from project.kernel.fields import NivasNow
from project.notifications.models import DeliveryState
from project.payments import queries as payments
from project.payments.models import DisputeState, InboxState, Refund, RefundState, SuspenseState

Rows = QuerySet[Any]
# Loading takes a busy worker half a minute, and a long job holds no timer back.
STANDING_STILL = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Moment:
    """Now by the one clock, and the day it is in the house's zone; read once a request."""

    now: datetime

    @property
    def today(self) -> date:
        """The calendar day."""
        return day_of(self.now)

    @property
    def midnight(self) -> datetime:
        """When today began."""
        return self.days_back(0)

    def days_back(self, days: int) -> datetime:
        """The midnight that many days ago."""
        return clock.begin_of(self.today - timedelta(days=days))


def day_of(moment: datetime) -> date:
    """The calendar day of a moment in the house's zone."""
    return moment.astimezone(ZoneInfo(HOUSE_ZONE)).date()


def moment_of(request: HttpRequest) -> Moment:
    """The moment for which one page asks all of its questions."""
    if not hasattr(request, "_office_moment"):
        request._office_moment = Moment(clock.now())  # type: ignore[attr-defined]
    return request._office_moment  # type: ignore[attr-defined]


Question = Callable[[Rows, Moment], Rows]


def arrivals(rows: Rows, at: Moment) -> Rows:
    """Bookings to move in today, or before it and nobody has recorded it."""
    return rows.filter(state=BookingState.BOOKED, move_in__lte=at.today)


def running_holds(rows: Rows, at: Moment) -> Rows:
    """Holds that still run."""
    return rows.filter(state=BookingState.HELD, hold_until__gt=at.now)


def lapsed_today(rows: Rows, at: Moment) -> Rows:
    """Holds that nobody paid for, since midnight."""
    return rows.filter(state=BookingState.LAPSED, ended_at__gte=at.midnight)


def booked_today(rows: Rows, at: Moment) -> Rows:
    """What was booked since midnight."""
    return rows.filter(booked_at__gte=at.midnight)


BOOKINGS: Mapping[str, Question] = {
    "arrivals": arrivals,
    "holds": running_holds,
    "booked": booked_today,
    "lapsed": lapsed_today,
}


def occupied(kind: OccupancyKind) -> Question:
    """Units of which today belongs to somebody, or is blocked."""
    return lambda rows, at: rows.filter(Exists(occupancy_on(at, kind)), is_retired=False)


def free_today(rows: Rows, at: Moment) -> Rows:
    """Units that are neither taken, held nor blocked today."""
    return rows.exclude(Exists(occupancy_on(at))).filter(is_retired=False)


def bookable_today(rows: Rows, at: Moment) -> Rows:
    """Units somebody could claim to move in today and stay: free today and on every later day."""
    return rows.free(at.today)  # type: ignore[attr-defined]


def in_use(rows: Rows, _at: Moment) -> Rows:
    """Units that are let at all."""
    return rows.filter(is_retired=False)


def occupancy_on(at: Moment, *kinds: OccupancyKind) -> Rows:
    """What a unit stands under today; a run-out hold no longer counts."""
    that_day = Occupancy.objects.filter(unit=OuterRef("pk"), during__contains=at.today)
    counts = ~Q(kind=OccupancyKind.HELD) | Q(until__gt=NivasNow())
    return that_day.filter(counts, kind__in=kinds or OccupancyKind.values)


UNITS: Mapping[str, Question] = {
    "taken": occupied(OccupancyKind.TAKEN),
    "held": occupied(OccupancyKind.HELD),
    "blocked": occupied(OccupancyKind.BLOCKED),
    "free": free_today,
    "bookable": bookable_today,
    "all": in_use,
}


def since(days: int) -> Question:
    """Money that came since the midnight that many days ago."""
    return lambda rows, at: rows.filter(paid_at__gte=at.days_back(days))


def not_as_asked(rows: Rows, _at: Moment) -> Rows:
    """Money of another amount than we asked for: nothing follows from it until a person looks."""
    return rows.filter(is_as_asked=False)


PAYMENTS: Mapping[str, Question] = {"today": since(0), "week": since(6), "month": since(29), "odd": not_as_asked}


def under_way(rows: Rows, _at: Moment) -> Rows:
    """Refunds that have neither arrived nor failed."""
    return rows.filter(state__in=[RefundState.STARTED, RefundState.SENT])


def refused(rows: Rows, _at: Moment) -> Rows:
    """Refunds the bank or Stripe sent back, and for which no other was started since: a person decides."""
    later = Refund.objects.filter(payment=OuterRef("payment"), pk__gt=OuterRef("pk"))
    return rows.filter(~Exists(later), state=RefundState.FAILED)


REFUNDS: Mapping[str, Question] = {"moving": under_way, "failed": refused}


def to_be_answered(rows: Rows, _at: Moment) -> Rows:
    """Disputes for which the bank waits for us."""
    return rows.filter(state__in=[DisputeState.NEEDS_RESPONSE, DisputeState.WARNING], evidence={})


def not_over(rows: Rows, _at: Moment) -> Rows:
    """Disputes in which state or money can still move."""
    return rows.filter(is_settled=False)


DISPUTES: Mapping[str, Question] = {"answer": to_be_answered, "open": not_over}


def undecided(rows: Rows, _at: Moment) -> Rows:
    """Money of which nobody has said whose it is."""
    return rows.filter(state=SuspenseState.OPEN)


def going_back(rows: Rows, _at: Moment) -> Rows:
    """Unmatched money that somebody has decided to return."""
    return rows.filter(state=SuspenseState.RETURNING)


SUSPENSE: Mapping[str, Question] = {"open": undecided, "moving": going_back}


def orphans(rows: Rows, _at: Moment) -> Rows:
    """What the latest comparison with the payment provider could not put right."""
    return rows.filter(pk__in=payments.open_findings().order_by().values("pk"))


FINDINGS: Mapping[str, Question] = {"now": orphans}


def gone_wrong(rows: Rows, _at: Moment) -> Rows:
    """Webhooks from which nothing follows any more by itself."""
    return rows.filter(state=InboxState.FAILED)


def still_waiting(rows: Rows, _at: Moment) -> Rows:
    """Webhooks that were tried and are tried again."""
    return rows.filter(state=InboxState.NEW, tries__gt=0)


WEBHOOKS: Mapping[str, Question] = {"failed": gone_wrong, "late": still_waiting}


def undelivered(rows: Rows, _at: Moment) -> Rows:
    """Messages that did not go out when they were tried, whether or not there will be another try."""
    return rows.filter(Q(state=DeliveryState.FAILED) | Q(state=DeliveryState.WAITING, last_error__gt=""))


def given_up(rows: Rows, _at: Moment) -> Rows:
    """Events that were tried for hours and are tried no more."""
    return rows.exclude(dead_at=None)


PARKED: Mapping[str, Question] = {"dead": given_up}
MAILS: Mapping[str, Question] = {"late": undelivered}


def do_timers_move() -> bool:
    """Whether the worker runs: its timers tick every minute, by the real clock, and move on when they do."""
    late = Schedule.objects.filter(next_run__lt=Now() - STANDING_STILL)
    return Schedule.objects.exists() and not late.exists()
