"""The daily mail: at one's hour, with everything that waited for it, and none when nothing did."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from project.identity.models import User
from project.kernel import clock
from project.notifications import operations, registry
from project.notifications.channels import Channel, Choice, Group
from project.notifications.models import Delivery, DeliveryState
from tests.factories.identity import create_tenant
from tests.factories.notifications import tell
from tests.project.notifications.conftest import Postman, opened

pytestmark = pytest.mark.django_db

HOUR = 3600


@pytest.fixture
def tenant() -> User:
    """Gets everything about bookings and money in one mail, at the hour that begins next where they live."""
    person = create_tenant("Asha Rao", email="asha@nivas.example", time_zone="Asia/Dubai")
    groups = (Group.BOOKINGS, Group.MONEY)
    operations.choose(person=person, wishes={(group, Channel.EMAIL): Choice.DIGEST for group in groups})
    next_hour = clock.now().astimezone(ZoneInfo("Asia/Dubai")) + timedelta(hours=1)
    operations.set_hours(person=person, quiet_from=None, quiet_until=None, digest_hour=next_hour.hour)
    return person


class TestSendDigests:
    def test_waits_for_the_hour(self, tenant: User, postman: Postman) -> None:
        tell(tenant)

        assert operations.send_digests() == 0
        assert operations.send_waiting() == 0

    def test_bundles_what_waited_into_one_mail(self, tenant: User, postman: Postman, travel) -> None:
        tell(tenant)
        tell(tenant, "payment_failed")
        travel(HOUR)

        assert operations.send_digests() == 1
        assert operations.send_waiting() == 1

        mail = opened(postman.letters[0])
        assert mail["Subject"] == "Your day at Nivas: 2 things new"
        text = mail.get_body(("plain",)).get_content()
        assert "Booked: Jacaranda House" in text
        assert "Your bank did not pay ₹17,000." in text
        assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.SENT}

    def test_carries_what_they_would_have_carried(self, tenant: User, travel, monkeypatch) -> None:
        monkeypatch.setattr(registry, "_attachments", {"note": lambda row_id: ("note.txt", b"Hello", "text/plain")})
        tell(tenant, attachments=[("note", 7)])
        travel(HOUR)

        operations.send_digests()

        assert Delivery.objects.get(kind="daily_digest").attachments == [["note", 7]]

    def test_sends_nothing_when_nothing_waited(self, tenant: User, travel) -> None:
        tell(tenant, "account_changed")
        travel(25 * HOUR)

        assert operations.send_digests() == 0

    def test_sends_each_once(self, tenant: User, travel) -> None:
        tell(tenant)
        travel(HOUR)
        operations.send_digests()

        assert operations.send_digests() == 0
        assert Delivery.objects.filter(kind="daily_digest").count() == 1

    def test_leaves_what_came_after_the_hour_for_the_next(self, tenant: User, travel) -> None:
        tell(tenant)
        travel(HOUR)
        tell(tenant, "payment_failed")

        operations.send_digests()

        (news,) = Delivery.objects.get(kind="daily_digest").context["news"]
        assert news["kind"] == "booking_booked"

    def test_leaves_what_went_with_it_failed_when_it_fails(self, tenant: User, postman: Postman, travel) -> None:
        postman.unknown = {"asha@nivas.example"}
        tell(tenant)
        travel(HOUR)
        operations.send_digests()

        operations.send_waiting()

        assert set(Delivery.objects.filter(channel="email").values_list("state", flat=True)) == {DeliveryState.FAILED}
