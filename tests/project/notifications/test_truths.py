"""What the database itself says no to."""

from datetime import time
from typing import Any

import pytest

from project.identity.models import User
from project.notifications.models import Alert, Delivery, Device, Hours, Suppression, Wish, Wording
from tests.factories.identity import create_tenant
from tests.factories.notifications import create_alert, create_device, tell
from tests.truths import broken_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def tenant() -> User:
    return create_tenant("Asha Rao")


class TestDelivery:
    @pytest.mark.parametrize(
        ("change", "truth"),
        [
            ({"state": "lost"}, "delivery_state_is_known"),
            ({"channel": "owl"}, "delivery_channel_is_known"),
            ({"channel": "push", "waits_for_digest": True}, "delivery_in_a_digest_is_a_mail"),
        ],
    )
    def test_knows_its_words(self, tenant: User, change: dict[str, Any], truth: str) -> None:
        tell(tenant)

        assert broken_by(Delivery.objects.update, **change) == truth

    def test_is_owed_once_by_each_channel(self, tenant: User) -> None:
        again = {"kind": "payment_failed", "to": tenant, "once": "payment_failed:1"}
        Delivery.objects.create(**again)
        Delivery.objects.create(**again, channel="push")

        assert broken_by(Delivery.objects.create, **again) == "delivery_is_owed_once_by_a_channel"

    def test_goes_with_a_digest_only_if_it_waited_for_one(self, tenant: User) -> None:
        tell(tenant)
        digest = Delivery.objects.create(kind="daily_digest", to=tenant)

        assert broken_by(Delivery.objects.update, digest=digest) == "delivery_of_a_digest_waited_for_it"


class TestAlert:
    def test_is_made_once(self, tenant: User) -> None:
        create_alert(tenant, once="booked:1")

        again = {"person": tenant, "kind": "booking_booked", "path": "/", "once": "booked:1"}
        assert broken_by(Alert.objects.create, **again) == "alert_is_made_once"

    @pytest.mark.parametrize("path", ["https://elsewhere.example/", "//elsewhere.example/", ""])
    def test_opens_a_page_of_ours(self, tenant: User, path: str) -> None:
        create_alert(tenant)

        assert broken_by(Alert.objects.update, path=path) == "alert_opens_a_page_of_ours"


class TestWish:
    CHOSEN = {"group": "money", "channel": "email", "choice": "off"}

    @pytest.mark.parametrize(
        ("change", "truth"),
        [
            ({"group": "weather"}, "wish_group_is_known"),
            ({"channel": "in_app"}, "wish_channel_can_be_chosen"),
            ({"choice": "digest", "channel": "push"}, "wish_only_mails_are_bundled"),
            ({"choice": "maybe"}, "wish_only_mails_are_bundled"),
        ],
    )
    def test_knows_its_words(self, tenant: User, change: dict[str, str], truth: str) -> None:
        assert broken_by(Wish.objects.create, person=tenant, **(self.CHOSEN | change)) == truth

    def test_is_made_once(self, tenant: User) -> None:
        Wish.objects.create(person=tenant, **self.CHOSEN)

        assert broken_by(Wish.objects.create, person=tenant, **self.CHOSEN) == "wish_is_made_once"


class TestHours:
    @pytest.mark.parametrize(
        "times",
        [
            {"quiet_from": time(22)},
            {"quiet_until": time(7)},
            {"quiet_from": time(22), "quiet_until": time(22)},
        ],
    )
    def test_of_quiet_have_two_ends(self, tenant: User, times: dict[str, time]) -> None:
        assert broken_by(Hours.objects.create, person=tenant, **times) == "hours_of_quiet_have_two_ends"

    def test_of_a_digest_are_hours_of_the_day(self, tenant: User) -> None:
        assert broken_by(Hours.objects.create, person=tenant, digest_hour=24) == "hours_digest_is_an_hour_of_the_day"


class TestDevice:
    def test_is_of_one_person(self, tenant: User) -> None:
        device = create_device(tenant)

        again = {"person": create_tenant("Ravi Nair"), "endpoint": device.endpoint, "key": "k", "secret": "s"}
        assert broken_by(Device.objects.create, **again) == "device_is_of_one_person"


class TestSuppression:
    def test_of_an_address_stands_once(self) -> None:
        first = Suppression.objects.create(address="gone@nivas.example")

        assert broken_by(Suppression.objects.create, address=first.address) == "suppression_of_an_address_stands_once"

    def test_may_stand_again_when_it_was_lifted(self) -> None:
        Suppression.objects.create(address="gone@nivas.example", lifted_at="2026-12-01T10:00:00Z")

        Suppression.objects.create(address="gone@nivas.example")

        assert Suppression.objects.count() == 2

    def test_is_written_in_lower_case(self) -> None:
        assert (
            broken_by(Suppression.objects.create, address="Gone@nivas.example") == "suppression_address_is_lower_case"
        )


class TestWording:
    def test_of_a_kind_stands_once(self) -> None:
        Wording.objects.create(kind="booking_booked", language="hi")

        again = {"kind": "booking_booked", "language": "hi"}
        assert broken_by(Wording.objects.create, **again) == "wording_of_a_kind_stands_once"

    def test_knows_our_languages(self) -> None:
        assert broken_by(Wording.objects.create, kind="booking_booked", language="fr") == "wording_language_is_known"
