"""What the lists of money and of the machine room cost: the same for few rows and for many."""

from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from project.events.models import Archive, Cursor, Event, Parked
from project.events.operations import deliver_now
from project.ledger.models import Account, Entry, Posting
from project.notifications.models import Delivery
from project.payments.models import Dispute, InboxEvent, SavedMethod, SuspenseItem
from tests.backoffice.asking import list_url
from tests.factories.booking import create_booked, create_offer
from tests.factories.methods import create_method
from tests.factories.payments import create_dispute, create_payment, create_stray

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]

LISTS: list[type[Model]] = [
    Account, Entry, Posting, Dispute, SuspenseItem, SavedMethod, Delivery, InboxEvent, Event, Cursor, Parked, Archive,
]  # fmt: skip


def let_something_of_everything_happen() -> None:
    booking = create_booked(create_offer(1))
    create_dispute(create_payment(by=booking.tenant, subject=booking.subject))
    create_stray(intent=f"pi_{uuid4().hex}")
    create_method()
    Delivery.objects.create(kind="account_exists", to=booking.tenant, context={"reset_path": "/"})
    InboxEvent.objects.create(event_id=f"evt_{uuid4().hex}", type="charge.updated", body={})
    deliver_now()
    number = Archive.objects.count() + 1
    Parked.objects.create(subscriber="booking.tell_booked", key=f"booking:{number}", position=number)
    Archive.objects.create(month=f"2024-{number:02}-01", file=f"{number}.gz", sha256="", events=1, last_position=1)


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model._meta.label)
def test_is_the_same_for_few_rows_and_for_many(model, enter, administrator):
    admin, counted = enter(administrator), []
    for times in (2, 3):
        for _ in range(times):
            let_something_of_everything_happen()
        admin.get(list_url(model))
        with CaptureQueriesContext(connection) as asked:
            assert admin.get(list_url(model)).status_code == 200
        counted.append(len(asked))

    assert counted[0] == counted[1] <= 18
