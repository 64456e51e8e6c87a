"""Telling people: owed with the fact itself, in the bell and by every way the person wants."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from project.events.models import Event
from project.identity.models import User
from project.kernel.transactions import TransactionRequired, transaction
from project.notifications import operations
from project.notifications.channels import Channel, Choice, Group
from project.notifications.kinds import KINDS
from project.notifications.models import Alert, Delivery, DeliveryState
from project.notifications.operations import ContextIncomplete, choose
from project.notifications.registry import UnknownKind
from tests.factories.identity import create_tenant
from tests.factories.notifications import create_device, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def tenant() -> User:
    return create_tenant("Asha Rao", phone="+919845012345")


def ways(**of: object) -> list[str]:
    return sorted(Delivery.objects.filter(**of).values_list("channel", flat=True))


class TestNotify:
    def test_owes_a_message(self) -> None:
        tenant = create_tenant()

        tell(tenant, once="booked:1")

        delivery = Delivery.objects.get()
        assert (delivery.kind, delivery.to, delivery.state, delivery.tries) == (
            "booking_booked",
            tenant,
            DeliveryState.WAITING,
            0,
        )

    def test_owes_it_once(self) -> None:
        tenant = create_tenant()

        for _ in range(3):
            tell(tenant, once="booked:1")

        assert Delivery.objects.count() == 1

    def test_owes_nothing_when_the_fact_did_not_happen(self) -> None:
        tenant = create_tenant()

        def tell_and_fail() -> None:
            with transaction():
                operations.notify(kind="payment_failed", to=tenant, context=dict(KINDS["payment_failed"].sample))
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            tell_and_fail()

        assert Delivery.objects.count() == 0

    def test_needs_its_callers_transaction(self) -> None:
        with pytest.raises(TransactionRequired):
            operations.notify(kind="payment_failed", to=create_tenant(), context={})

    def test_refuses_a_kind_nobody_knows(self) -> None:
        with pytest.raises(UnknownKind, match="greeting"):
            tell(create_tenant(), "greeting", context={})

    def test_refuses_a_context_that_lacks_something(self) -> None:
        with pytest.raises(ContextIncomplete, match="amount_paise, description"):
            tell(create_tenant(), "payment_failed", context={})

    def test_refuses_an_attachment_nobody_makes(self) -> None:
        with pytest.raises(UnknownKind, match="horoscope"):
            tell(create_tenant(), attachments=[("horoscope", 1)])


class TestBell:
    def test_has_it_with_the_fact(self, tenant: User) -> None:
        tell(tenant, once="booked:1")

        alert = Alert.objects.get()
        assert (alert.person, alert.kind, alert.read_at) == (tenant, "booking_booked", None)
        assert alert.path == KINDS["booking_booked"].sample["booking_path"]
        assert alert.context == KINDS["booking_booked"].sample

    def test_tells_the_open_pages(self, tenant: User) -> None:
        tell(tenant)

        event = Event.objects.get(type="alert.made")
        alert = Alert.objects.get()
        assert event.key == f"alert:{alert.public_id}"
        assert event.payload == {"alert": str(alert.public_id), "person": str(tenant.public_id)}

    def test_has_it_once(self, tenant: User) -> None:
        for _ in range(3):
            tell(tenant, once="booked:1")

        assert Alert.objects.count() == 1
        assert Event.objects.filter(type="alert.made").count() == 1

    def test_has_no_code_and_no_link_that_opens_an_account(self, tenant: User) -> None:
        tell(tenant, "account_code")
        tell(tenant, "account_password_reset")

        assert not Alert.objects.exists()

    def test_has_it_also_when_everything_else_is_off(self, tenant: User) -> None:
        choose(person=tenant, wishes={(Group.BOOKINGS, Channel.EMAIL): Choice.OFF})

        tell(tenant, once="booked:1")

        assert (Alert.objects.count(), Delivery.objects.count()) == (1, 0)


class TestWhatOpensAnAccount:
    """`chat_unread` holds a link that lets its reader in; every way but a mail at once is read by others as well."""

    def secrets(self) -> dict[str, list[str]]:
        owed = Delivery.objects.filter(kind="chat_unread")
        return {one.channel: [key for key in one.context if "_secret" in key] for one in owed}

    def test_stands_in_the_mail_alone(self, tenant: User) -> None:
        create_device(tenant)

        tell(tenant, "chat_unread")

        assert self.secrets() == {"email": ["chat_secret_path"], "push": []}
        assert "chat_secret_path" not in Alert.objects.get().context

    def test_does_not_wait_for_the_daily_mail(self, tenant: User) -> None:
        choose(person=tenant, wishes={(Group.MESSAGES, Channel.EMAIL): Choice.DIGEST})

        tell(tenant, "chat_unread")

        assert self.secrets() == {"email": []}


class TestWays:
    def test_are_the_mail_until_something_else_is_chosen(self, tenant: User) -> None:
        tell(tenant)

        assert ways() == ["email"]

    def test_hold_push_when_there_is_a_browser_to_push_to(self, tenant: User) -> None:
        create_device(tenant)

        tell(tenant)

        assert ways() == ["email", "push"]

    def test_follow_what_was_chosen(self, tenant: User) -> None:
        create_device(tenant)
        chosen = {Channel.EMAIL: Choice.OFF, Channel.PUSH: Choice.OFF, Channel.SMS: Choice.NOW}
        choose(person=tenant, wishes={(Group.BOOKINGS, channel): choice for channel, choice in chosen.items()})

        tell(tenant)
        tell(tenant, "payment_failed")

        assert ways(kind="booking_booked") == ["sms"]
        assert ways(kind="payment_failed") == ["email", "push"]

    def test_hold_no_sms_without_a_registered_text(self, tenant: User, settings: Settings) -> None:
        settings.SMS_TEMPLATES = {}
        choose(person=tenant, wishes={(Group.BOOKINGS, Channel.SMS): Choice.NOW})

        tell(tenant)

        assert ways() == ["email"]

    def test_hold_no_sms_without_a_phone(self) -> None:
        person = create_tenant("Ravi Nair")
        choose(person=person, wishes={(Group.BOOKINGS, Channel.SMS): Choice.NOW})

        tell(person)

        assert ways() == ["email"]

    def test_hold_the_mail_about_ones_account_whatever_was_chosen(self, tenant: User) -> None:
        choose(person=tenant, wishes={(Group.ACCOUNT, Channel.EMAIL): Choice.OFF})

        tell(tenant, "account_changed")
        tell(tenant, "account_code")

        assert ways() == ["email", "email"]

    def test_let_a_mail_wait_for_the_daily_one(self, tenant: User) -> None:
        choose(person=tenant, wishes={(Group.BOOKINGS, Channel.EMAIL): Choice.DIGEST})

        tell(tenant)
        tell(tenant, "waitlist_offered")

        assert Delivery.objects.get(kind="booking_booked").waits_for_digest
        assert not Delivery.objects.get(kind="waitlist_offered").waits_for_digest

    def test_are_not_asked_anew_when_the_same_is_told_again(self, tenant: User) -> None:
        choose(person=tenant, wishes={(Group.BOOKINGS, Channel.EMAIL): Choice.OFF})
        tell(tenant, once="booked:1")
        choose(person=tenant, wishes={(Group.BOOKINGS, Channel.EMAIL): Choice.NOW})
        create_device(tenant)

        tell(tenant, once="booked:1")

        assert (Alert.objects.count(), Delivery.objects.count()) == (1, 0)


class TestCost:
    """Telling stands in other people's transactions, so it must be a few inserts whatever there is."""

    def queries_of(self, tenant: User, once: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            tell(tenant, once=once)
        return len(seen)

    def test_is_the_same_for_much_and_for_little(self, tenant: User) -> None:
        create_device(tenant)
        first = self.queries_of(tenant, "booked:0")
        for number in range(1, 8):
            tell(tenant, once=f"booked:{number}")
            create_device(tenant)

        assert self.queries_of(tenant, "booked:9") == first
        assert first <= 14

    def test_is_one_question_when_it_was_told_before(self, tenant: User) -> None:
        tell(tenant, once="booked:1")

        assert self.queries_of(tenant, "booked:1") <= 3
