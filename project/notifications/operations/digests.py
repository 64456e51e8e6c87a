"""The daily mail: what somebody chose to hear of once a day, at their hour, in one mail; none when there is nothing."""

from datetime import datetime
from zoneinfo import ZoneInfo

from project.identity.models import User
from project.kernel import clock
from project.kernel.transactions import transaction
from project.kernel.wake import wake
from project.notifications import locks, queries, rules
from project.notifications.channels import Channel
from project.notifications.kinds import DIGEST
from project.notifications.models import Delivery
from project.notifications.operations.telling import JOBS


def send_digests() -> int:
    """Make the daily mails that are due, one a person, and say how many."""
    now = clock.now()
    return sum(_bundle(person, now) for person in queries.waiting_for_digest())


@transaction()
def _bundle(person: User, now: datetime) -> bool:
    """Locks: what goes with the mail. After commit: a worker sends it."""
    hour = queries.hours_of(person).digest_hour
    due = rules.last_digest(now.astimezone(ZoneInfo(person.time_zone)), hour)
    news = locks.lock_bundle(queries.waiting_news(person).filter(created_at__lt=due))
    if not news:
        return False
    digest = Delivery.objects.create(
        kind=DIGEST,
        to=person,
        context={"news": [{"kind": one.kind, "context": one.context} for one in news]},
        attachments=[carried for one in news for carried in one.attachments],
    )
    Delivery.objects.filter(pk__in=[one.pk for one in news]).update(digest=digest)
    wake(JOBS[Channel.EMAIL])
    return True
