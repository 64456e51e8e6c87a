"""Saving, choosing and removing what a person pays with."""

from uuid import uuid4

import pytest
from django.test import Client

from project.identity.models import User
from project.payments import queries
from project.payments.gateways.fake import FakeGateway
from project.payments.gateways.saving import MandateProgress
from project.payments.models import SavedMethod, SetupAttempt
from tests.factories.identity import create_tenant
from tests.factories.methods import charge, create_method

pytestmark = pytest.mark.django_db

LIST = "/account/payment-methods/"


@pytest.fixture
def tenant(client: Client, fake_gateway: FakeGateway) -> User:
    person = create_tenant()
    client.force_login(person)
    return person


class TestPaymentMethods:
    def test_says_what_a_card_may_be_charged(self, client: Client, tenant: User) -> None:
        create_method(by=tenant)

        page = client.get(LIST).content.decode()

        assert "Visa ···· 0123" in page
        assert "Up to ₹12,000 may be taken for one bill." in page

    @pytest.mark.parametrize(
        ("progress", "words"),
        [
            (MandateProgress.PENDING, "Nothing is charged until it says yes."),
            (MandateProgress.INACTIVE, "nothing is ever charged without you"),
        ],
    )
    def test_says_when_nothing_may_be_charged(
        self, client: Client, tenant: User, progress: MandateProgress, words: str
    ) -> None:
        create_method(by=tenant, progress=progress)

        assert words in client.get(LIST).content.decode()

    def test_shows_nobody_elses(self, client: Client, tenant: User) -> None:
        create_method()

        assert "You have saved nothing." in client.get(LIST).content.decode()

    def test_offers_no_page_that_is_not_there(self, client: Client, tenant: User, fake_gateway: FakeGateway) -> None:
        fake_gateway.can_save_methods = False

        assert "Save a card</h2>" not in client.get(LIST).content.decode()


class TestAddMethod:
    def test_leads_to_the_page_and_back(self, client: Client, tenant: User, fake_gateway: FakeGateway) -> None:
        there = client.post(f"{LIST}add/", {"limit": "8500.50"})
        attempt = SetupAttempt.objects.get()
        fake_gateway.save(attempt.setup_id or "")

        back = client.get(f"{LIST}{attempt.public_id}/return/", follow=True)

        assert (there.status_code, there["Location"]) == (303, attempt.page_url)
        assert attempt.max_paise == 8_500_50
        assert "Visa ···· 0123 is saved." in back.content.decode()

    @pytest.mark.parametrize("limit", ["", "0", "-5", "15000.01", "many", "NaN", "1e400"])
    def test_asks_again_for_a_sensible_amount(
        self, client: Client, tenant: User, fake_gateway: FakeGateway, limit: str
    ) -> None:
        response = client.post(f"{LIST}add/", {"limit": limit})

        assert (response.status_code, fake_gateway.calls) == (422, [])

    def test_says_so_when_the_page_does_not_answer(
        self, client: Client, tenant: User, fake_gateway: FakeGateway
    ) -> None:
        fake_gateway.fail_next("down")

        page = client.post(f"{LIST}add/", {"limit": "15000"}, follow=True).content.decode()

        assert "Nothing was saved; please try again." in page


class TestComeBack:
    def test_waits_when_nothing_is_saved(self, client: Client, tenant: User) -> None:
        client.post(f"{LIST}add/", {"limit": "15000"})

        page = client.get(f"{LIST}{SetupAttempt.objects.get().public_id}/return/", follow=True).content.decode()

        assert "Nothing is saved yet." in page

    def test_does_not_exist_for_a_stranger(self, client: Client, tenant: User) -> None:
        create_method()

        assert client.get(f"{LIST}{SetupAttempt.objects.get().public_id}/return/").status_code == 404


class TestUseFirst:
    def test_changes_which_is_first(self, client: Client, tenant: User) -> None:
        create_method(by=tenant)
        second = create_method(by=tenant)

        client.post(f"{LIST}{second.public_id}/first/")

        assert queries.default_method(tenant) == second

    def test_does_not_exist_for_a_stranger(self, client: Client, tenant: User) -> None:
        assert client.post(f"{LIST}{create_method().public_id}/first/").status_code == 404

    def test_is_only_posted(self, client: Client, tenant: User) -> None:
        assert client.get(f"{LIST}{create_method(by=tenant).public_id}/first/").status_code == 405


class TestRemoveMethod:
    def test_asks_first(self, client: Client, tenant: User) -> None:
        method = create_method(by=tenant)
        charge(method)

        page = client.get(f"{LIST}{method.public_id}/remove/").content.decode()

        assert "₹8,500 for Rent for December is announced already" in page
        assert SavedMethod.objects.get().state == "active"

    def test_removes(self, client: Client, tenant: User) -> None:
        method = create_method(by=tenant)

        client.post(f"{LIST}{method.public_id}/remove/")

        assert list(queries.methods_of(tenant)) == []

    @pytest.mark.parametrize("public_id", ["other", "nothing"])
    def test_does_not_exist_for_a_stranger(self, client: Client, tenant: User, public_id: str) -> None:
        asked = create_method().public_id if public_id == "other" else uuid4()

        assert client.post(f"{LIST}{asked}/remove/").status_code == 404
        assert not SavedMethod.objects.filter(state="removed").exists()
