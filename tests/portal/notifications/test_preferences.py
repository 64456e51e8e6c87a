"""How somebody wishes to be told."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from project.identity.models import User
from project.notifications import queries
from project.notifications.channels import Channel, Choice, Group
from project.notifications.models import Device, Hours, Suppression, Wish
from tests.factories.identity import create_administrator, create_tenant
from tests.factories.notifications import Browser, create_device

pytestmark = pytest.mark.django_db

PAGE = "/account/notifications/"
DEVICES = f"{PAGE}devices/"
CHOSEN = {
    "bookings-email": "now",
    "bookings-push": "on",
    "money-email": "digest",
    "messages-email": "now",
    "messages-push": "on",
    "account-push": "on",
    "quiet_from": "22:00",
    "quiet_until": "07:00",
    "digest_hour": "19",
}


@pytest.fixture
def tenant(client: Client) -> User:
    person = create_tenant("Asha Rao", email="asha@nivas.example")
    client.force_login(person)
    return person


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


class TestWishes:
    def test_shows_what_holds(self, client: Client, tenant: User) -> None:
        page = client.get(PAGE).content.decode()

        assert '<option value="now" selected>At once</option>' in page
        assert 'name="bookings-push" id="id_bookings-push" checked' in page
        assert "Always" in page
        assert 'name="account-email"' not in page
        assert "Back office" not in page

    def test_writes_down_what_was_changed(self, client: Client, tenant: User) -> None:
        response = client.post(PAGE, CHOSEN)

        assert (response.status_code, response["Location"], said(response)) == (302, PAGE, ["Saved."])
        holds = queries.choices_of(tenant)
        assert holds[Group.MONEY] == {
            Channel.EMAIL: Choice.DIGEST,
            Channel.PUSH: Choice.OFF,
            Channel.SMS: Choice.OFF,
        }
        hours = Hours.objects.get(person=tenant)
        assert (f"{hours.quiet_from:%H:%M}", f"{hours.quiet_until:%H:%M}", hours.digest_hour) == ("22:00", "07:00", 19)

    def test_cannot_turn_off_what_is_about_the_account(self, client: Client, tenant: User) -> None:
        client.post(PAGE, CHOSEN | {"account-email": "off"})

        assert queries.choices_of(tenant)[Group.ACCOUNT][Channel.EMAIL] == Choice.NOW

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"quiet_until": ""}, "Quiet hours need a beginning and an end."),
            ({"quiet_until": "22:00"}, "The quiet hours end when they begin."),
            ({"digest_hour": "24"}, "Select a valid choice."),
            ({"money-email": "sometimes"}, "Select a valid choice."),
        ],
    )
    def test_says_what_is_wrong_and_keeps_what_was_typed(
        self, client: Client, tenant: User, typed: dict[str, str], words: str
    ) -> None:
        response = client.post(PAGE, CHOSEN | typed)

        page = response.content.decode()
        assert (response.status_code, words in page, 'value="22:00"' in page) == (422, True, True)
        assert not Wish.objects.exists()
        assert not Hours.objects.exists()

    def test_offers_staff_what_is_for_staff(self, client: Client) -> None:
        client.force_login(create_administrator())

        assert 'name="office-email"' in client.get(PAGE).content.decode()

    def test_offers_sms_only_where_somebody_carries_them(self, client: Client, tenant: User, settings) -> None:
        settings.SMS_GATEWAY = ""

        assert "SMS</th>" not in client.get(PAGE).content.decode()

    def test_sends_a_guest_to_sign_in(self, client: Client) -> None:
        assert client.get(PAGE)["Location"] == "/account/login/?next=%2Faccount%2Fnotifications%2F"

    def test_costs_the_same_for_few_and_many_devices(
        self, client: Client, tenant: User, django_assert_num_queries, django_assert_max_num_queries
    ) -> None:
        client.get(PAGE)
        create_device(tenant)
        with django_assert_max_num_queries(12) as few:
            client.get(PAGE)
        for _ in range(4):
            create_device(tenant)

        with django_assert_num_queries(len(few.captured_queries)):
            client.get(PAGE)


class TestAddDevice:
    TOLD = {"endpoint": "https://fcm.googleapis.com/fcm/send/told", "secret": "A" * 22}

    def told(self, **changes: str) -> dict[str, str]:
        return {**self.TOLD, "key": Browser().key, **changes}

    def test_keeps_the_browser(self, client: Client, tenant: User) -> None:
        agent = "Mozilla/5.0 (Linux; Android 15) Chrome/140.0"

        assert client.post(DEVICES, self.told(), headers={"User-Agent": agent}).status_code == 204

        device = Device.objects.get()
        assert (device.person, device.agent) == (tenant, agent)
        assert "Chrome on Android" in client.get(PAGE).content.decode()

    @pytest.mark.parametrize(
        ("changes", "status"),
        [
            ({"endpoint": ""}, 422),
            ({"endpoint": "javascript:alert(1)"}, 422),
            ({"key": "short"}, 422),
            ({"endpoint": "https://127.0.0.1/"}, 409),
        ],
    )
    def test_refuses_what_no_browser_would_say(
        self, client: Client, tenant: User, changes: dict[str, str], status: int
    ) -> None:
        assert client.post(DEVICES, self.told(**changes)).status_code == status
        assert not Device.objects.exists()

    def test_ends_when_its_person_signs_out(self, client: Client, tenant: User) -> None:
        elsewhere = create_device(tenant)
        client.post(DEVICES, self.told())

        client.post("/account/logout/")

        assert list(Device.objects.all()) == [elsewhere]


class TestForgetDevice:
    def test_forgets_ones_own(self, client: Client, tenant: User) -> None:
        device = create_device(tenant)

        response = client.post(f"{DEVICES}{device.public_id}/forget/")

        assert (response["Location"], said(response)) == (PAGE, ["That device gets no push messages any more."])
        assert not Device.objects.exists()

    def test_knows_nothing_of_a_strangers(self, client: Client, tenant: User) -> None:
        device = create_device(create_tenant("Ravi Nair"))

        assert client.post(f"{DEVICES}{device.public_id}/forget/").status_code == 404
        assert Device.objects.exists()


class TestMailbox:
    def test_is_said_to_take_no_mail_and_can_be_tried_again(self, client: Client, tenant: User) -> None:
        Suppression.objects.create(address="asha@nivas.example", reason="550")
        assert "asha@nivas.example takes no mail" in client.get(PAGE).content.decode()

        response = client.post(f"{PAGE}mailbox/")

        assert said(response) == ["We send mails there again. If they come back once more, we tell you here."]
        assert Suppression.objects.get().lifted_at is not None

    def test_of_a_stranger_is_not_touched(self, client: Client, tenant: User) -> None:
        Suppression.objects.create(address="ravi@nivas.example", reason="550")

        response = client.post(f"{PAGE}mailbox/")

        assert said(response) == ["Mails go to this address already."]
        assert Suppression.objects.get().lifted_at is None
