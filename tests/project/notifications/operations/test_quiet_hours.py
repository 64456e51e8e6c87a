"""A phone that is left alone, by its owner's own clock."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from project.identity.models import User
from project.kernel import clock
from project.notifications import operations
from project.notifications.channels import Channel
from project.notifications.models import Delivery, DeliveryState
from tests.factories.identity import create_tenant
from tests.factories.notifications import create_device, tell
from tests.project.notifications.conftest import Postman, PushService, Travel

pytestmark = pytest.mark.django_db


class TestQuietHours:
    @pytest.fixture
    def tenant(self, push_service: PushService) -> User:
        person = create_tenant("Asha Rao", time_zone="Asia/Dubai")
        create_device(person, endpoint=f"{push_service.origin}/asha")
        wall = clock.now().astimezone(ZoneInfo("Asia/Dubai"))
        around = {"quiet_from": wall - timedelta(hours=1), "quiet_until": wall + timedelta(hours=2)}
        times = {name: moment.time().replace(second=0, microsecond=0) for name, moment in around.items()}
        operations.set_hours(person=person, digest_hour=8, **times)
        return person

    def test_let_push_wait_until_they_are_over(self, tenant: User, push_service: PushService, travel: Travel) -> None:
        tell(tenant)
        assert operations.send_waiting(Channel.PUSH) == 0
        delivery = Delivery.objects.get(channel="push")
        assert (delivery.state, delivery.tries) == (DeliveryState.WAITING, 0)
        travel(2 * 3600 + 60)

        assert operations.send_waiting(Channel.PUSH) == 1

    def test_let_mails_pass(self, tenant: User, postman: Postman) -> None:
        tell(tenant)

        assert operations.send_waiting(Channel.EMAIL) == 1

    def test_let_pass_what_cannot_wait(self, tenant: User, push_service: PushService) -> None:
        tell(tenant, "waitlist_offered")

        assert operations.send_waiting(Channel.PUSH) == 1
        assert push_service.taken[0][1]["urgency"] == "high"
