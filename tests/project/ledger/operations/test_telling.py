import logging

import pytest

from project.identity.models import User
from project.kernel import clock
from project.kernel.logs import JsonFormatter
from project.ledger.operations import check_books, seal_postings, send_head
from project.ledger.queries import head
from project.notifications.models import Delivery
from tests.factories.identity import create_administrator, create_landlord_user
from tests.factories.ledger import money_in, run_as_superuser

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    return create_administrator("Meera Iyer")


class TestSendHead:
    def test_has_nothing_to_tell_of_empty_books(self, administrator: User) -> None:
        assert send_head() == 0
        assert not Delivery.objects.exists()

    def test_owes_the_last_seal_to_administrators_alone(self, administrator: User) -> None:
        create_landlord_user()
        create_administrator("Arun Bhat", is_active=False)
        money_in()
        seal_postings()

        assert send_head() == 1

        delivery = Delivery.objects.get()
        assert (delivery.kind, delivery.to) == ("books_sealed", administrator)
        assert delivery.context == {
            "day_on": clock.today().isoformat(),
            "seal": 1,
            "fingerprint": head().hash,  # type: ignore[union-attr]
            "postings": 1,
            "faults": 0,
        }

    def test_tells_it_once_a_day(self, administrator: User) -> None:
        money_in()
        seal_postings()

        send_head()
        send_head()

        assert Delivery.objects.count() == 1

    def test_logs_the_whole_hash(self, caplog: pytest.LogCaptureFixture) -> None:
        money_in()
        seal_postings()

        with caplog.at_level(logging.INFO):
            send_head()

        record = next(record for record in caplog.records if record.getMessage() == "books' head")
        assert f'"hash": "{head().hash}"' in JsonFormatter().format(record)  # type: ignore[union-attr]

    @pytest.mark.breaks_the_books
    def test_says_how_many_faults_there_are(self, administrator: User) -> None:
        money_in()
        seal_postings()
        run_as_superuser("UPDATE ledger_posting SET memo = 'Nothing happened.'")
        check_books()

        send_head()

        assert Delivery.objects.get().context["faults"] == 1
