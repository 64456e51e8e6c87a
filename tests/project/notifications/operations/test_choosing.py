"""How people wish to be told, by which browsers, and in which words."""

from datetime import time

import pytest

from project.identity.models import User
from project.notifications import operations, queries
from project.notifications.channels import DEFAULTS, Channel, Choice, Group
from project.notifications.kinds import KINDS
from project.notifications.models import Device, Hours, Wish, Wording
from project.notifications.operations import DeviceUnknown, WordingWrong
from tests.factories.identity import create_administrator, create_tenant
from tests.factories.notifications import Browser, create_device

pytestmark = pytest.mark.django_db

FCM = "https://fcm.googleapis.com/fcm/send/"


@pytest.fixture
def tenant() -> User:
    return create_tenant("Asha Rao")


class TestChoose:
    def test_holds_the_defaults_until_then(self, tenant: User) -> None:
        assert queries.choices_of(tenant) == {group: dict(by) for group, by in DEFAULTS.items()}

    def test_writes_down_what_differs_from_them(self, tenant: User) -> None:
        wishes = {
            (Group.MONEY, Channel.EMAIL): Choice.DIGEST,
            (Group.MONEY, Channel.PUSH): Choice.NOW,
            (Group.BOOKINGS, Channel.SMS): Choice.NOW,
        }
        operations.choose(person=tenant, wishes=wishes)

        assert Wish.objects.count() == 2
        assert queries.choices_of(tenant)[Group.MONEY][Channel.EMAIL] == Choice.DIGEST
        assert queries.choice_of(tenant, Group.BOOKINGS)[Channel.SMS] == Choice.NOW

    def test_takes_a_choice_back(self, tenant: User) -> None:
        operations.choose(person=tenant, wishes={(Group.MONEY, Channel.EMAIL): Choice.OFF})
        operations.choose(person=tenant, wishes={(Group.MONEY, Channel.EMAIL): Choice.NOW})

        assert not Wish.objects.exists()

    def test_leaves_other_people_and_other_groups_as_they_were(self, tenant: User) -> None:
        stranger = create_tenant("Ravi Nair")
        operations.choose(person=stranger, wishes={(Group.MONEY, Channel.EMAIL): Choice.OFF})
        operations.choose(person=tenant, wishes={(Group.BOOKINGS, Channel.EMAIL): Choice.OFF})

        operations.choose(person=tenant, wishes={(Group.MONEY, Channel.EMAIL): Choice.NOW})

        assert queries.choice_of(stranger, Group.MONEY)[Channel.EMAIL] == Choice.OFF
        assert queries.choice_of(tenant, Group.BOOKINGS)[Channel.EMAIL] == Choice.OFF


class TestGroups:
    def test_of_the_office_are_for_those_who_work_there(self, tenant: User) -> None:
        assert Group.OFFICE not in queries.groups_for(tenant)
        assert Group.OFFICE in queries.groups_for(create_administrator())


class TestSetHours:
    def test_writes_and_overwrites(self, tenant: User) -> None:
        operations.set_hours(person=tenant, quiet_from=time(22), quiet_until=time(7), digest_hour=8)
        operations.set_hours(person=tenant, quiet_from=None, quiet_until=None, digest_hour=19)

        hours = Hours.objects.get()
        assert (hours.quiet_from, hours.quiet_until, hours.digest_hour) == (None, None, 19)


class TestAddDevice:
    def add(self, person: User, endpoint: str = f"{FCM}1") -> Device:
        return operations.add_device(person=person, endpoint=endpoint, key=Browser().key, secret="A" * 22)

    def test_keeps_one_row_for_one_browser(self, tenant: User) -> None:
        self.add(tenant)
        self.add(tenant)

        assert Device.objects.count() == 1

    def test_gives_a_browser_to_whoever_uses_it_now(self, tenant: User) -> None:
        self.add(tenant)
        stranger = create_tenant("Ravi Nair")

        self.add(stranger)

        assert Device.objects.get().person == stranger

    def test_forgets_the_oldest_beyond_ten(self, tenant: User) -> None:
        for number in range(11):
            self.add(tenant, f"{FCM}{number}")

        assert Device.objects.count() == 10
        assert not Device.objects.filter(endpoint=f"{FCM}0").exists()

    @pytest.mark.parametrize(
        "endpoint",
        [
            "https://web.push.apple.com/abc",
            "https://updates.push.services.mozilla.com/wpush/v2/abc",
            "https://db5p.notify.windows.com/w/?token=abc",
        ],
    )
    def test_knows_the_services_of_the_browsers(self, tenant: User, endpoint: str) -> None:
        assert self.add(tenant, endpoint).endpoint == endpoint

    @pytest.mark.parametrize(
        "endpoint",
        [
            "http://fcm.googleapis.com/fcm/send/1",
            "https://fcm.googleapis.com.evil.example/1",
            "https://fcm.googleapis.com@127.0.0.1/1",
            "https://fcm.googleapis.com:8443/1",
            "https://push.apple.com.evil.example/1",
            "https://evilpush.apple.com/1",
            "http://127.0.0.1:5432/",
            "http://169.254.169.254/latest/meta-data/",
            "file:///etc/passwd",
        ],
    )
    def test_posts_to_nobody_else_whoever_asks(self, tenant: User, endpoint: str) -> None:
        with pytest.raises(DeviceUnknown):
            self.add(tenant, endpoint)

        assert not Device.objects.exists()


class TestForgetDevice:
    def test_sends_there_no_more(self, tenant: User) -> None:
        operations.forget_device(device=create_device(tenant))

        assert not Device.objects.exists()


class TestReword:
    KIND = KINDS["booking_booked"]

    def say(self, **words: str) -> Wording | None:
        parts = {"subject": "", "short": "", "lead": ""} | words
        return operations.reword(kind=self.KIND, language="hi", **parts)

    def test_keeps_the_words(self) -> None:
        self.say(subject="Welcome to {{ property }}")
        self.say(short="Yours: {{ unit }}")

        wording = queries.wording_of(self.KIND, "hi")
        assert wording is not None
        assert (wording.subject, wording.short, wording.lead) == ("", "Yours: {{ unit }}", "")

    def test_says_it_as_we_do_again_when_nothing_is_left(self) -> None:
        self.say(subject="Welcome")

        assert self.say() is None
        assert not Wording.objects.exists()

    def test_refuses_a_gap_that_nothing_fills(self) -> None:
        with pytest.raises(WordingWrong, match=r"There is no {{ rent }} in this message"):
            self.say(lead="Your rent is {{ rent }}.")

        assert not Wording.objects.exists()
