"""What runs when: the one table. `manage.py prepare` writes it to django-q2.

Schedules are cron lines in Asia/Kolkata, never MONTHLY (django-q2 drifts from the 31st to the 28th for
good). Each job is idempotent and asks the database what is due, so a missed or doubled tick does no harm.
"""

from dataclasses import dataclass

from django_q.models import Schedule


@dataclass(frozen=True, slots=True)
class Timer:
    """One job and its cron line; `why` is what staff read on the jobs page."""

    job: str
    cron: str
    why: str


TIMERS = [
    Timer("jobs.booking.lapse_holds", "* * * * *", "Give back beds whose ten minutes are over."),
    Timer("jobs.booking.offer_free_units", "* * * * *", "Offer beds that came free to whoever waits for them."),
    Timer("jobs.payments.work_inbox", "* * * * *", "Act on what Stripe told us."),
    Timer("jobs.payments.settle_open_attempts", "* * * * *", "Ask Stripe about payments we are not sure of."),
    Timer("jobs.payments.expire_owed_sessions", "* * * * *", "Close payment pages whose time is over."),
    Timer("jobs.payments.send_refunds", "* * * * *", "Send refunds that are owed."),
    Timer("jobs.payments.send_returns", "* * * * *", "Send back money that is nobody's here."),
    Timer("jobs.payments.close_owed_setups", "* * * * *", "Follow payment methods that are being saved."),
    Timer("jobs.payments.detach_methods", "* * * * *", "Remove payment methods that people removed."),
    Timer("jobs.payments.send_evidence", "* * * * *", "Send answers to disputes."),
    Timer("jobs.payments.fetch_missed_events", "*/15 * * * *", "Fetch what Stripe told and we did not hear."),
    Timer("jobs.payments.reconcile", "10 2 * * *", "Compare our books with Stripe's to the paisa."),
    Timer("jobs.payments.catch_up", "*/10 * * * *", "Compare after an outage, before anything charges anybody."),
    Timer("jobs.payments.draw_receipts", "* * * * *", "Draw receipts that are not drawn yet."),
    Timer("jobs.notifications.send_mails", "* * * * *", "Send mails that are waiting."),
    Timer("jobs.notifications.send_pushes", "* * * * *", "Send push messages that are waiting."),
    Timer("jobs.notifications.send_texts", "* * * * *", "Send SMS that are waiting."),
    Timer("jobs.notifications.send_digests", "*/5 * * * *", "Make the daily mails that are due."),
    Timer("jobs.notifications.trim_alerts", "20 4 * * *", "Take old alerts out of the bells."),
    Timer("jobs.chat.tell_unread", "* * * * *", "Mail people what they have not read for ten minutes."),
    Timer("jobs.chat.route_waiting", "* * * * *", "Give conversations that wait to whoever is on duty."),
    Timer("jobs.ledger.seal_postings", "* * * * *", "Seal what was posted, so that a change of it shows."),
    Timer("jobs.ledger.check_books", "40 3 * * *", "Look through all the books for what does not add up."),
    Timer("jobs.ledger.send_head", "50 3 * * *", "Let the last seal of the books leave by log and mail."),
    Timer("jobs.events.make_months", "20 1 * * *", "Make room in the event log for the months to come."),
    Timer("jobs.events.archive_old_months", "30 1 * * *", "Archive events that are old and that everybody has read."),
    Timer("jobs.booking.post_missing_deposits", "40 2 * * *", "Post deposits that are older than the ledger."),
    Timer("jobs.booking.check_inventory", "30 3 * * *", "Prove that the inventory agrees with itself."),
    Timer(
        "jobs.upkeep.forget_old_counts", "5 * * * *", "Forget how often somebody did something, once it counts no more."
    ),
    Timer("jobs.upkeep.forget_old_sessions", "15 4 * * *", "Forget who was signed in, once that is over."),
]


def sync_schedules() -> None:
    """Make django-q2's schedules equal the table: what is not in it goes, what stays keeps its next run."""
    Schedule.objects.exclude(name__in=[timer.job for timer in TIMERS]).delete()
    for timer in TIMERS:
        Schedule.objects.update_or_create(
            name=timer.job,
            defaults={"func": timer.job, "schedule_type": Schedule.CRON, "cron": timer.cron, "repeats": -1},
        )
