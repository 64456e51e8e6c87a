"""Where Stripe tells us what happened."""

import pytest
from django.test import Client

from project.payments.models import InboxEvent, Payment
from project.payments.stripesim.testing import RunningSim
from tests.factories.payments import start_checkout

pytestmark = pytest.mark.django_db

ADDRESS = "/webhooks/stripe/"


@pytest.fixture
def hook(stripe_sim: RunningSim) -> dict[str, str]:
    """A signed webhook about money that arrived."""
    stripe_sim.pay(start_checkout().session_id)
    (found,) = [hook for hook in stripe_sim.collect_hooks() if hook["type"] == "checkout.session.completed"]
    return found


def post(hook: dict[str, str], *, client: Client | None = None, **headers: str) -> int:
    sender = client or Client(enforce_csrf_checks=True)
    signed = {"Stripe-Signature": hook["signature"], **headers}
    return sender.post(ADDRESS, hook["body"], content_type="application/json", headers=signed).status_code


class TestStripeWebhook:
    def test_keeps_it_and_says_200(self, hook: dict[str, str]) -> None:
        assert post(hook) == 200

        assert [event.event_id for event in InboxEvent.objects.all()] == [hook["event"]]
        assert Payment.objects.count() == 0

    def test_says_200_to_a_repeat_too(self, hook: dict[str, str]) -> None:
        assert [post(hook) for _ in range(5)] == [200] * 5

        assert InboxEvent.objects.count() == 1

    @pytest.mark.parametrize("signature", ["", "t=1,v1=00", "nonsense"])
    def test_says_400_to_a_bad_signature(self, hook: dict[str, str], signature: str) -> None:
        assert post({**hook, "signature": signature}) == 400

        assert InboxEvent.objects.count() == 0

    def test_says_400_to_a_body_that_was_changed(self, hook: dict[str, str]) -> None:
        assert post({**hook, "body": hook["body"].replace("17", "18", 1)}) == 400

    def test_says_405_to_a_visitor(self, client: Client) -> None:
        assert client.get(ADDRESS).status_code == 405
