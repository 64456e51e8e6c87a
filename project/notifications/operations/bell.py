"""The bell: what is read, and what has hung there long enough."""

from datetime import timedelta

from project.events.operations import publish
from project.identity.models import User
from project.kernel import clock
from project.kernel.transactions import transaction
from project.notifications import locks, queries
from project.notifications.models import Alert

READ_IS_KEPT = timedelta(days=90)
UNREAD_IS_KEPT = timedelta(days=365)
AT_ONCE = 5000


@transaction()
def mark_read(*, alert: Alert) -> int:
    """Note that a person has read an alert, with all of the same kind about the same thing; say how many that were.

    Locks: those alerts.
    """
    same = locks.lock_alerts(alert.person, kind=alert.kind, path=alert.path)
    if same:
        _read(same)
        ids: dict[str, object] = {"alert": str(alert.public_id), "person": str(alert.person.public_id)}
        publish(type="alert.read", key=f"alert:{alert.public_id}", payload=ids)
    return len(same)


@transaction()
def mark_all_read(*, person: User) -> int:
    """Note that a person has seen everything in their bell; say how much that was.

    Locks: those alerts.
    """
    unread = locks.lock_alerts(person)
    if unread:
        _read(unread)
        publish(type="alert.read", key=f"alert:{person.public_id}", payload={"person": str(person.public_id)})
    return len(unread)


@transaction()
def trim_alerts() -> int:
    """Take out of the bells what was read 90 days ago or made a year ago; say how many.

    What was told once stays as an empty row, so that it is never told again.
    """
    now = clock.now()
    old = queries.trimmable_alerts(read_before=now - READ_IS_KEPT, made_before=now - UNREAD_IS_KEPT)
    ids = list(old.order_by("id").values_list("id", flat=True)[:AT_ONCE])
    Alert.objects.filter(id__in=ids, once=None).delete()
    Alert.objects.filter(id__in=ids).update(is_trimmed=True, context={})
    return len(ids)


def _read(alerts: list[Alert]) -> None:
    Alert.objects.filter(pk__in=[alert.pk for alert in alerts]).update(read_at=clock.now())
