"""Push messages: read by the browser they are for and by nobody else."""

import json
from base64 import urlsafe_b64decode as b64decode
from typing import Any

import http_ece
import pytest

from project.identity.models import User
from project.notifications import operations
from project.notifications.channels import Channel
from project.notifications.gateways.push import public_key
from project.notifications.models import Delivery, DeliveryState, Device, Outage
from tests.factories.identity import create_tenant
from tests.factories.notifications import Browser, create_device, tell
from tests.project.notifications.conftest import PushService, Travel

pytestmark = pytest.mark.django_db


class TestPush:
    @pytest.fixture
    def browser(self) -> Browser:
        return Browser()

    @pytest.fixture
    def tenant(self, push_service: PushService, browser: Browser) -> User:
        person = create_tenant("Asha Rao")
        create_device(person, browser, endpoint=f"{push_service.origin}/asha")
        return person

    def opened(self, push_service: PushService, browser: Browser) -> dict[str, Any]:
        (_path, _headers, body) = push_service.taken[-1]
        return json.loads(http_ece.decrypt(body, private_key=browser.private, auth_secret=browser.secret))

    def test_is_read_by_the_browser_it_is_for(self, tenant: User, push_service: PushService, browser: Browser) -> None:
        tell(tenant)

        assert operations.send_waiting(Channel.PUSH) == 1

        assert self.opened(push_service, browser) == {
            "title": "Nivas",
            "body": "Booked: Jacaranda House, from Tue 1 Dec. Everything about it is on its page.",
            "path": "/bookings/5d0c3a3e-0000-4000-8000-000000000000/",
            "tag": "booking_booked:/bookings/5d0c3a3e-0000-4000-8000-000000000000/",
            "language": "en",
        }

    def test_is_signed_with_our_key_for_that_service(self, tenant: User, push_service: PushService) -> None:
        tell(tenant)

        operations.send_waiting(Channel.PUSH)

        (_path, headers, _body) = push_service.taken[0]
        token, key = (part.split("=", 1)[1] for part in headers["authorization"].removeprefix("vapid ").split(","))
        assert key == public_key()
        claims = json.loads(b64decode(token.split(".")[1] + "=="))
        assert (claims["aud"], claims["sub"]) == (push_service.origin, "mailto:hello@nivas.example")
        assert (headers["urgency"], headers["content-encoding"]) == ("normal", "aes128gcm")

    def test_speaks_the_readers_language(self, tenant: User, push_service: PushService, browser: Browser) -> None:
        User.objects.filter(pk=tenant.pk).update(language="hi")
        tell(tenant)

        operations.send_waiting(Channel.PUSH)

        assert self.opened(push_service, browser)["body"].startswith("बुक हो गया: Jacaranda House")

    @pytest.mark.parametrize("status", [404, 410])
    def test_forgets_a_browser_that_is_gone(self, tenant: User, push_service: PushService, status: int) -> None:
        push_service.answers["/asha"] = status
        tell(tenant)

        assert operations.send_waiting(Channel.PUSH) == 0

        assert not Device.objects.exists()
        delivery = Delivery.objects.get(channel="push")
        assert (delivery.state, delivery.last_error) == (
            DeliveryState.SUPPRESSED,
            "No browser is left that shows push messages.",
        )

    def test_goes_to_every_device_and_one_that_is_gone_is_no_matter(
        self, tenant: User, push_service: PushService
    ) -> None:
        create_device(tenant, endpoint=f"{push_service.origin}/old")
        push_service.answers["/old"] = 410
        tell(tenant)

        assert operations.send_waiting(Channel.PUSH) == 1

        assert [path for path, _headers, _body in push_service.taken] == ["/asha"]
        assert [device.endpoint for device in Device.objects.all()] == [f"{push_service.origin}/asha"]

    def test_is_tried_again_while_the_service_is_busy(
        self, tenant: User, push_service: PushService, travel: Travel
    ) -> None:
        push_service.answers["/asha"] = 503
        tell(tenant)
        assert operations.send_waiting(Channel.PUSH) == 0
        push_service.answers.clear()
        travel(31)

        assert operations.send_waiting(Channel.PUSH) == 1

        assert Delivery.objects.get(channel="push").tries == 2

    def test_follows_nobody_who_sends_it_elsewhere(self, tenant: User, push_service: PushService) -> None:
        push_service.answers["/asha"] = 307
        tell(tenant)

        assert operations.send_waiting(Channel.PUSH) == 0

        assert push_service.taken == []
        assert Delivery.objects.get(channel="push").state == DeliveryState.WAITING

    def test_of_one_service_does_not_wait_for_another(self, tenant: User, push_service: PushService) -> None:
        Device.objects.create(person=tenant, endpoint="http://127.0.0.1:9/x", key=Browser().key, secret="A" * 22)
        tell(tenant)
        tell(tenant, "payment_failed")

        assert operations.send_waiting(Channel.PUSH) == 2

        assert [outage.provider for outage in Outage.objects.all()] == ["push:127.0.0.1:9"]
