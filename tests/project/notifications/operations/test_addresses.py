"""Addresses that take no mail."""

import pytest

from project.notifications import operations
from project.notifications.models import Alert, Delivery, DeliveryState, Suppression
from project.notifications.operations import NothingToLift
from tests.factories.identity import create_tenant
from tests.factories.notifications import tell
from tests.project.notifications.conftest import Postman

pytestmark = pytest.mark.django_db


class TestAddressThatTakesNoMail:
    def test_is_remembered_and_its_person_told_in_the_bell(self, postman: Postman) -> None:
        postman.unknown = {"gone@nivas.example"}
        tenant = create_tenant(email="gone@nivas.example")
        tell(tenant)

        operations.send_waiting()

        suppression = Suppression.objects.get()
        assert (suppression.address, "No such mailbox" in suppression.reason) == ("gone@nivas.example", True)
        alert = Alert.objects.get(kind="email_bounced")
        assert (alert.person, alert.path) == (tenant, "/account/notifications/")
        assert alert.context == {"mailbox": "gone@nivas.example"}

    def test_is_sent_nothing_more(self, postman: Postman) -> None:
        Suppression.objects.create(address="gone@nivas.example", reason="550 No such mailbox")
        tell(create_tenant(email="gone@nivas.example"))

        assert operations.send_waiting() == 0

        delivery = Delivery.objects.get()
        assert delivery.state == DeliveryState.SUPPRESSED
        assert delivery.last_error == "This address takes no mail: 550 No such mailbox"
        assert postman.letters == []

    def test_is_tried_for_a_code_that_somebody_waits_for_and_is_free_when_it_came(self, postman: Postman) -> None:
        Suppression.objects.create(address="back@nivas.example", reason="550")
        tenant = create_tenant(email="back@nivas.example")
        tell(tenant, "account_code")
        tell(tenant)

        assert operations.send_waiting() == 2

        assert Suppression.objects.get().lifted_at is not None

    def test_is_told_once_however_many_come_back(self, postman: Postman) -> None:
        postman.unknown = {"gone@nivas.example"}
        tenant = create_tenant(email="gone@nivas.example")
        tell(tenant, "account_code")
        tell(tenant, "account_password_reset")

        operations.send_waiting()

        assert Suppression.objects.count() == 1
        assert Alert.objects.filter(kind="email_bounced").count() == 1

    def test_is_not_one_whose_server_refuses_us(self, postman: Postman) -> None:
        postman.unknown, postman.refusal = {"here@nivas.example"}, "550 5.7.1 We take nothing from you"
        tell(create_tenant(email="here@nivas.example"))

        operations.send_waiting()

        assert Delivery.objects.get().state == DeliveryState.FAILED
        assert not Suppression.objects.exists()

    def test_takes_mail_again_when_it_is_lifted(self, postman: Postman) -> None:
        Suppression.objects.create(address="back@nivas.example", reason="550")
        tell(create_tenant(email="back@nivas.example"))
        operations.send_waiting()
        operations.lift_suppression(address="Back@nivas.example")

        operations.send_again(delivery=Delivery.objects.get())

        assert operations.send_waiting() == 1

    def test_cannot_be_lifted_twice(self) -> None:
        Suppression.objects.create(address="back@nivas.example", reason="550")
        operations.lift_suppression(address="back@nivas.example")

        with pytest.raises(NothingToLift):
            operations.lift_suppression(address="back@nivas.example")
