"""The same ladder for every list: it opens, not to guests, tenants and cooks, and its cost does not grow with its rows."""

import pytest
from django.contrib import admin
from django.db.models import Model

from backoffice.roles import ADMINISTRATORS, OWNERS
from project.booking.models import Booking, Occupancy, Room, Unit
from project.catalog.models import Assignment, Property, UnitType
from project.identity.models import Landlord, Membership, User
from project.notifications.models import Delivery
from project.payments.models import Attempt, Payment, Receipt, Refund
from tests.backoffice.asking import list_url, page_url
from tests.factories.booking import create_booked, create_hold, create_offer
from tests.factories.payments import create_payment, create_refund

pytestmark = pytest.mark.django_db

LISTS = list(admin.site._registry)
FOR_LANDLORDS = [model for model in LISTS if admin.site._registry[model].seen_by != ADMINISTRATORS]
FOR_MANAGERS = [model for model in FOR_LANDLORDS if admin.site._registry[model].seen_by != OWNERS]


def named(model: type[Model]) -> str:
    return model._meta.label


@pytest.fixture
def one_of_each(offer, manager, fake_gateway):
    booking = create_booked(offer)
    payment = create_payment(by=booking.tenant, subject=booking.subject)
    create_refund(payment)
    Receipt.objects.create(payment=payment, number="R/2627/000001")
    Delivery.objects.create(
        kind="account_changed", to=booking.tenant, context={"change": "password_changed", "changed_at": "2026-01-01"}
    )
    return booking


class TestEveryList:
    def test_there_are_as_many_as_we_know_of(self):
        assert {named(model) for model in set(LISTS) - set(FOR_LANDLORDS)} == {
            "events.Archive",
            "events.Event",
            "events.Parked",
            "events.Cursor",
            "django_q.Schedule",
            "django_q.Failure",
            "django_q.Success",
            "django_q.OrmQ",
            "notifications.Delivery",
            "notifications.Suppression",
            "payments.InboxEvent",
            "payments.SavedMethod",
            "payments.SuspenseItem",
            "payments.ReconciliationRun",
            "payments.ReconciliationFinding",
            "payments.Movement",
            "ledger.Seal",
            "ledger.CheckRun",
        }
        assert {named(model) for model in set(FOR_LANDLORDS) - set(FOR_MANAGERS)} == {
            "identity.Landlord",
            "identity.Membership",
            "catalog.Assignment",
            "ledger.Account",
            "ledger.Entry",
            "ledger.Posting",
        }

    @pytest.mark.parametrize("model", LISTS, ids=named)
    def test_opens_for_an_administrator(self, model, enter, administrator, one_of_each):
        assert enter(administrator).get(list_url(model)).status_code == 200

    @pytest.mark.parametrize("model", LISTS, ids=named)
    def test_opens_for_those_it_is_for_and_for_nobody_else(self, model, enter, landlord, manager, cook, tenant):
        landlord_sees = 200 if model in FOR_LANDLORDS else 403
        manager_sees = 200 if model in FOR_MANAGERS else 403

        assert enter(landlord).get(list_url(model)).status_code == landlord_sees
        assert enter(manager).get(list_url(model)).status_code == manager_sees
        assert enter(cook).get(list_url(model)).status_code == 403
        assert enter(tenant).get(list_url(model)).status_code == 403

    @pytest.mark.parametrize("model", LISTS, ids=named)
    def test_asks_guests_to_sign_in(self, model, client):
        assert client.get(list_url(model)).status_code == 302

    @pytest.mark.parametrize("model", LISTS, ids=named)
    def test_nothing_can_be_done_to_many_rows_at_once(self, model):
        assert admin.site._registry[model].actions is None


class TestCost:
    @pytest.mark.parametrize(
        "model",
        [
            Booking,
            Unit,
            Room,
            Occupancy,
            Property,
            UnitType,
            User,
            Landlord,
            Membership,
            Assignment,
            Payment,
            Refund,
            Attempt,
            Receipt,
        ],
        ids=named,
    )
    def test_is_the_same_for_one_row_and_for_many(
        self, model, office, kaveri, one_of_each, fake_gateway, django_assert_max_num_queries, django_assert_num_queries
    ):
        office.get(list_url(model))
        with django_assert_max_num_queries(16) as few:
            office.get(list_url(model))
        for number in range(3):
            more = create_offer(2, name=f"House {number}", landlord=kaveri)
            booking = create_booked(more)
            create_hold(more)
            payment = create_payment(by=booking.tenant, subject=booking.subject)
            create_refund(payment)
            Receipt.objects.create(payment=payment, number=f"R/2627/00001{number}")

        with django_assert_num_queries(len(few.captured_queries)):
            office.get(list_url(model))


class TestRecords:
    MODELS = (Booking, Unit, Room, Occupancy, Property, UnitType, User)

    @pytest.mark.parametrize("model", MODELS, ids=named)
    @pytest.mark.parametrize("page", ["change", "history"])
    def test_opens_ones_own_and_knows_nothing_of_a_strangers(self, model, page, office, landlord, offer, foreign_offer):
        create_booked(offer)
        create_booked(foreign_offer)
        shown = admin.site._registry[model]
        mine = {row.pk for row in model.objects.all() if office.get(page_url(row, page)).status_code == 200}

        assert mine
        assert {office.get(page_url(row, page)).status_code for row in model.objects.exclude(pk__in=mine)} == {404}
        assert shown.seen_by is not None

    @pytest.mark.parametrize("model", MODELS, ids=named)
    def test_a_missing_one_is_not_there(self, model, office):
        assert office.get(list_url(model) + "999999/change/").status_code == 404

    @pytest.mark.parametrize("model", [Booking, Unit, Occupancy, User, Payment], ids=named)
    def test_cannot_be_typed_added_or_deleted(self, model, office, one_of_each):
        record = model.objects.filter(pk__in=[row.pk for row in model.objects.all()]).first()
        before = model.objects.filter(pk=record.pk).values().get()

        assert office.post(page_url(record), {"state": "left", "name": "Somebody", "reason": "x"}).status_code == 403
        assert office.post(page_url(record, "delete"), {"post": "yes"}).status_code == 403
        assert office.get(list_url(model) + "add/").status_code == 403
        assert model.objects.filter(pk=record.pk).values().get() == before
