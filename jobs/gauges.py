"""What /metrics tells besides requests: how far the machinery lags behind, one query of a domain each."""

from datetime import timedelta

from django.db.models import Min
from django_q.models import OrmQ, Schedule

from project.booking import queries as booking
from project.events import queries as events
from project.kernel import clock
from project.kernel.web.metrics import gauge
from project.ledger import queries as ledger
from project.notifications import queries as notifications


@gauge("nivas_events_unnumbered", "Committed events that the relay has not numbered yet.")
def events_unnumbered() -> float:
    """Grows while the relay is down."""
    return events.unnumbered_count()


@gauge("nivas_events_undelivered", "Numbered events that a subscriber has still to read.", per="subscriber")
def events_undelivered() -> dict[str, int]:
    """Grows while a subscriber is stuck."""
    return events.lags()


@gauge("nivas_events_parked", "Events that a subscriber could not take, those given up among them.", per="subscriber")
def events_parked() -> dict[str, int]:
    """Something a subscriber needs is away, or an event is poison."""
    return events.parked_counts()


@gauge("nivas_events_dead", "Events that were tried for hours and wait for a person.")
def events_dead() -> float:
    """Should be nothing: somebody was not told something."""
    return events.dead_count()


@gauge("nivas_relay_running", "1 while some relay holds its lock.")
def relay_running() -> float:
    """0 for longer than a restart takes: nobody is told anything."""
    return float(events.is_relay_running())


@gauge("nivas_queue_waiting", "Tasks that no worker has taken yet.")
def queue_waiting() -> float:
    """Grows while the worker is down or slow."""
    return OrmQ.objects.count()


@gauge("nivas_queue_oldest_seconds", "How long the oldest due task has been waiting.")
def queue_oldest() -> float:
    """The number to alert on: a dead worker shows here within seconds."""
    now = clock.now()
    oldest = OrmQ.objects.filter(lock__lte=now).aggregate(oldest=Min("lock"))["oldest"]
    return max((now - oldest).total_seconds(), 0) if oldest else 0


@gauge("nivas_timers_late", "Timers whose time was more than two minutes ago.")
def timers_late() -> float:
    """One bad row stops all of django-q2's schedules; this is where it shows."""
    return Schedule.objects.filter(next_run__lt=clock.now() - timedelta(minutes=2)).count()


@gauge("nivas_holds_running", "Holds whose ten minutes are not over.")
def holds_running() -> float:
    """People at the counter just now."""
    return booking.count_running_holds()


@gauge("nivas_holds_run_out", "Holds whose time is over and which the sweeper has not freed yet.")
def holds_run_out() -> float:
    """Harmless for booking, but it should be near nothing."""
    return len(booking.run_out_holds())


@gauge("nivas_messages_failed", "Messages that never went out.")
def messages_failed() -> float:
    """Somebody was not told something."""
    return notifications.stuck_deliveries().count()


@gauge("nivas_postings_unsealed", "Postings that no seal covers yet.")
def postings_unsealed() -> float:
    """A minute's worth; more when nobody seals, and then a change of them could go unnoticed."""
    return ledger.unsealed().count
