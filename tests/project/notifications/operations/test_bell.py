"""The bell: reading, and what leaves it with time."""

import pytest

from project.events.models import Event
from project.identity.models import User
from project.notifications import queries
from project.notifications.models import Alert
from project.notifications.operations import mark_all_read, mark_read, trim_alerts
from tests.factories.identity import create_tenant
from tests.factories.notifications import create_alert, tell

pytestmark = pytest.mark.django_db

DAY = 24 * 3600


@pytest.fixture
def tenant() -> User:
    return create_tenant("Asha Rao")


def read_events() -> list[dict[str, str]]:
    return list(Event.objects.filter(type="alert.read").order_by("id").values_list("payload", flat=True))


class TestMarkRead:
    def test_reads_the_same_about_the_same_thing_and_nothing_else(self, tenant: User) -> None:
        failed = [create_alert(tenant, "payment_failed") for _ in range(2)]
        booked = create_alert(tenant)
        others = create_alert(create_tenant("Ravi Nair"), "payment_failed")

        assert mark_read(alert=failed[0]) == 2

        assert set(Alert.objects.filter(read_at=None)) == {booked, others}
        assert read_events() == [{"alert": str(failed[0].public_id), "person": str(tenant.public_id)}]

    def test_says_nothing_when_it_was_read(self, tenant: User) -> None:
        alert = create_alert(tenant)
        mark_read(alert=alert)
        first = Alert.objects.get().read_at

        assert mark_read(alert=alert) == 0

        assert Alert.objects.get().read_at == first
        assert len(read_events()) == 1


class TestMarkAllRead:
    def test_reads_everything_of_one_person(self, tenant: User) -> None:
        create_alert(tenant)
        create_alert(tenant, "payment_failed")
        others = create_alert(create_tenant("Ravi Nair"))

        assert mark_all_read(person=tenant) == 2

        assert set(Alert.objects.filter(read_at=None)) == {others}
        assert read_events() == [{"person": str(tenant.public_id)}]

    def test_says_nothing_when_nothing_was_new(self, tenant: User) -> None:
        assert mark_all_read(person=tenant) == 0
        assert read_events() == []


class TestTrimAlerts:
    def test_takes_out_what_was_read_long_ago(self, tenant: User, travel) -> None:
        mark_read(alert=create_alert(tenant))
        create_alert(tenant, "payment_failed")
        travel(89 * DAY)
        assert trim_alerts() == 0
        travel(91 * DAY)

        assert trim_alerts() == 1

        assert [alert.kind for alert in queries.alerts_of(tenant)] == ["payment_failed"]

    def test_takes_out_what_nobody_read_for_a_year(self, tenant: User, travel) -> None:
        create_alert(tenant)
        travel(366 * DAY)

        assert trim_alerts() == 1
        assert (queries.alerts_of(tenant), queries.unread_alerts(tenant)) == ([], 0)

    def test_still_knows_what_was_told_once_but_not_what_it_said(self, tenant: User, travel) -> None:
        create_alert(tenant, once="booked:1")
        travel(366 * DAY)
        trim_alerts()

        tell(tenant, once="booked:1")

        kept = Alert.objects.get()
        assert (kept.is_trimmed, kept.context) == (True, {})

    def test_trims_each_once(self, tenant: User, travel) -> None:
        create_alert(tenant, once="booked:1")
        travel(366 * DAY)
        trim_alerts()

        assert trim_alerts() == 0
