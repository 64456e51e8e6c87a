"""A provider that does not answer is left alone, and keeps nobody else waiting."""

import pytest

from project.notifications import operations
from project.notifications.channels import Channel
from project.notifications.models import Delivery, Outage, Suppression
from tests.factories.identity import create_tenant
from tests.factories.notifications import create_device, tell
from tests.project.notifications.conftest import Postman, PushService, Travel

pytestmark = pytest.mark.django_db


class TestProviderThatIsDown:
    def test_is_asked_once_and_then_left_alone(self, nobody_answers: None) -> None:
        for _ in range(3):
            tell(create_tenant())

        operations.send_waiting()
        operations.send_waiting()

        assert sorted(Delivery.objects.values_list("tries", flat=True)) == [0, 0, 1]
        assert Outage.objects.get().provider == "email"

    def test_is_asked_again_after_a_while_which_grows(self, nobody_answers: None, travel: Travel) -> None:
        for _ in range(3):
            tell(create_tenant())
        operations.send_waiting()
        travel(21)
        operations.send_waiting()
        travel(42)

        operations.send_waiting()

        assert Outage.objects.get().tries == 2

    def test_is_believed_again_when_it_answers(self, postman: Postman) -> None:
        Outage.objects.create(provider="email", reason="TimeoutError", next_try_at="2026-01-01T00:00:00Z")
        tell(create_tenant())

        assert operations.send_waiting() == 1

        assert not Outage.objects.exists()

    def test_is_not_believed_because_of_what_asked_nobody(self, postman: Postman) -> None:
        Outage.objects.create(provider="email", reason="TimeoutError", next_try_at="2026-01-01T00:00:00Z")
        Suppression.objects.create(address="gone@nivas.example", reason="550 No such mailbox")
        tell(create_tenant(email="gone@nivas.example"))
        tell(create_tenant(is_active=False))

        assert operations.send_waiting() == 0

        assert Outage.objects.get().provider == "email"

    def test_keeps_nobody_else_waiting(self, nobody_answers: None, push_service: PushService) -> None:
        tenant = create_tenant()
        create_device(tenant, endpoint=f"{push_service.origin}/asha")
        tell(tenant)
        operations.send_waiting(Channel.EMAIL)

        assert operations.send_waiting(Channel.PUSH) == 1
        assert dict(Delivery.objects.values_list("channel", "state")) == {"email": "waiting", "push": "sent"}
