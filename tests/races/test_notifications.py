"""Two who tell the same, two who send, and a provider that hangs while another works."""

import socket
import time
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from project.events.models import Event
from project.identity.models import User
from project.notifications import operations
from project.notifications.channels import Channel
from project.notifications.locks import only_one_sends
from project.notifications.models import Alert, Delivery
from tests.factories.identity import create_tenant
from tests.factories.notifications import create_device, tell
from tests.project.notifications.conftest import PushService, push_key, push_service
from tests.races.rivals import Rival, together
from tests.waiting import eventually

__all__ = ["push_key", "push_service"]

pytestmark = pytest.mark.usefixtures("committing")

HANGS = 4


@pytest.fixture
def tenant() -> User:
    return create_tenant("Asha Rao")


@pytest.fixture
def black_hole(settings: Settings) -> Iterator[socket.socket]:
    """A mail server that takes the call and never says a word."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings.EMAIL_HOST, settings.EMAIL_PORT = listening.getsockname()
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = HANGS
        yield listening


def tries_by_channel() -> dict[str, int]:
    return dict(Delivery.objects.values_list("channel", "tries"))


class TestTheSameTwice:
    def test_is_told_once_however_many_tell_it(self, tenant: User) -> None:
        together(*[lambda: tell(tenant, once="booked:1")] * 4)

        assert (Alert.objects.count(), Delivery.objects.count()) == (1, 1)
        assert Event.objects.filter(type="alert.made").count() == 1


class TestSending:
    def test_is_done_by_one_at_a_time_and_nobody_waits(self, tenant: User) -> None:
        tell(tenant)

        with only_one_sends(Channel.EMAIL) as is_mine:
            (sent,) = together(lambda: operations.send_waiting(Channel.EMAIL))

        assert (is_mine, sent) == (True, 0)
        assert tries_by_channel() == {"email": 0}

    def test_of_one_channel_does_not_keep_another(self, tenant: User) -> None:
        with only_one_sends(Channel.EMAIL), only_one_sends(Channel.PUSH) as is_mine:
            assert is_mine

    def test_goes_on_while_the_mail_server_hangs(
        self, tenant: User, black_hole: socket.socket, push_service: PushService
    ) -> None:
        create_device(tenant, endpoint=f"{push_service.origin}/asha")
        tell(tenant)

        with Rival(lambda: operations.send_waiting(Channel.EMAIL)) as mailing:
            eventually(lambda: tries_by_channel()["email"] == 1)
            began = time.monotonic()
            pushed = operations.send_waiting(Channel.PUSH)
            mailed_meanwhile = operations.send_waiting(Channel.EMAIL)
            took = time.monotonic() - began

        assert (pushed, mailed_meanwhile, mailing.outcome) == (1, 0, 0)
        assert took < HANGS / 2
        assert dict(Delivery.objects.values_list("channel", "state")) == {"email": "waiting", "push": "sent"}
