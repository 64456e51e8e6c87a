from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django_q.models import Schedule

from backoffice.columns import when
from backoffice.dashboard import occupancy_tile
from project.kernel import clock
from project.notifications.models import Delivery, Outage
from project.payments.models import Payment, Refund
from tests.backoffice.asking import rows_of
from tests.factories.booking import create_block, create_booked, create_hold, create_offer, create_unit, in_days
from tests.factories.payments import create_payment, create_refund

pytestmark = pytest.mark.django_db

TODAY = "/office/"


@pytest.fixture
def busy_day(offer, foreign_offer, fake_gateway):
    """One of everything, here and at a stranger's house."""
    for one in (offer, foreign_offer):
        due = create_booked(one, move_in=in_days(0))
        create_hold(one, move_in=in_days(0))
        create_refund(create_payment(by=due.tenant, subject=due.subject))


class TestTiles:
    def test_each_number_equals_the_rows_of_the_list_it_opens(self, office, busy_day):
        tiles = office.get(TODAY).context["tiles"]

        assert [tile.number for tile in tiles] == [1, 1, 1, 1, 1]
        assert [len(rows_of(office, tile.url)) for tile in tiles] == [1, 1, 1, 1, 1]

    def test_counts_nothing_of_other_landlords(self, office, enter, administrator, busy_day):
        mine = office.get(TODAY).context["tiles"]
        everything = enter(administrator).get(TODAY).context["tiles"]

        assert [tile.number for tile in mine] == [1, 1, 1, 1, 1]
        assert [tile.number for tile in everything] == [2, 2, 2, 2, 2]

    def test_money_is_told_in_rupees(self, office, busy_day):
        assert office.get(TODAY).content.decode().count("₹17,000") == 2

    def test_yesterdays_money_does_not_count(self, office, offer, fake_gateway, travel):
        create_payment(subject=create_booked(offer).subject)
        travel(24 * 3600)

        assert office.get(TODAY).context["tiles"][3].number == 0

    def test_a_landlord_without_units_is_no_division_by_zero(self):
        assert occupancy_tile([]).note == "of 0 units, 0 %"


class TestHouses:
    def test_every_number_of_a_house_opens_exactly_those_units(self, office, offer, busy_day):
        unit = create_unit(offer)
        create_block(unit, in_days(0), in_days(1))
        (house,) = office.get(TODAY).context["houses"]
        list_of = reverse("admin:booking_unit_changelist") + f"?house={house.public_id}&today="

        counted = {"taken": house.taken, "held": house.held, "blocked": house.blocked, "free": house.free}

        assert counted == {"taken": 1, "held": 1, "blocked": 1, "free": 1}
        assert {name: len(rows_of(office, list_of + name)) for name in counted} == counted
        assert len(rows_of(office, list_of + "all")) == house.units == 4


class TestNeeds:
    def test_says_so_when_nothing_waits(self, office, offer):
        response = office.get(TODAY)

        assert response.context["needs"] == []
        assert "Nothing waits for you right now." in response.content.decode()

    def test_tells_since_when_somebody_late_is_waited_for(self, office, offer, travel):
        create_booked(offer, move_in=in_days(0))
        due = in_days(0)
        travel(2 * 24 * 3600)

        (need,) = office.get(TODAY).context["needs"]

        assert (need.number, need.since) == (1, due)

    def test_puts_failed_refunds_first(self, office, offer, fake_gateway):
        booking = create_booked(offer, move_in=in_days(0))
        refund = create_refund(create_payment(subject=booking.subject))
        Refund.objects.filter(pk=refund.pk).update(state="failed")

        waiting = office.get(TODAY).context["needs"]

        assert [(need.tone, need.number) for need in waiting] == [("brick", 1), ("amber", 1)]
        assert rows_of(office, waiting[0].url) == [refund]

    def test_shows_money_of_another_amount(self, office, offer, fake_gateway):
        payment = create_payment(subject=create_booked(offer).subject)
        odd = Payment.objects.create(
            attempt=payment.attempt,
            payer=payment.payer,
            subject=payment.subject,
            amount_paise=100,
            intent_id="pi_odd",
            paid_at=payment.paid_at,
            is_as_asked=False,
        )

        (need,) = office.get(TODAY).context["needs"]

        assert rows_of(office, need.url) == [odd]

    def test_tells_only_an_administrator_that_the_relay_stands_still(self, office, enter, administrator, offer):
        assert "relay" not in office.get(TODAY).content.decode()
        assert "The relay is not running" in enter(administrator).get(TODAY).content.decode()

    @pytest.mark.parametrize(
        ("provider", "name"),
        [("email", "E-mail"), ("sms", "SMS"), ("push:fcm.googleapis.com", "Push (fcm.googleapis.com)")],
    )
    def test_tells_an_administrator_who_does_not_answer_and_since_when(
        self, enter, administrator, tenant, provider, name
    ):
        since = clock.now() - timedelta(minutes=7)
        Outage.objects.create(provider=provider, reason="TimeoutError", since=since, next_try_at=clock.now())
        waiting = {"kind": "booking_booked", "to": tenant, "context": {}}
        held_up = Delivery.objects.create(**waiting, channel=provider.partition(":")[0])
        Delivery.objects.create(**waiting, channel="sms" if provider == "email" else "email")
        admin = enter(administrator)

        (need,) = [need for need in admin.get(TODAY).context["needs"] if "nobody has answered" in need.label]

        assert need.label.startswith(f"{name}: nobody has answered since {when(since)}. ")
        assert rows_of(admin, need.url) == [held_up]

    def test_tells_nobody_else_who_does_not_answer(self, office, offer):
        Outage.objects.create(provider="email", reason="TimeoutError", next_try_at=clock.now())

        assert "nobody has answered" not in office.get(TODAY).content.decode()

    def test_forgets_who_was_not_asked_for_a_day(self, enter, administrator):
        Outage.objects.create(provider="email", reason="Timeout", next_try_at=clock.now() - timedelta(hours=25))

        assert "nobody has answered" not in enter(administrator).get(TODAY).content.decode()

    def test_tells_an_administrator_of_mails_that_did_not_go_out(self, enter, administrator, tenant):
        written = {"kind": "booking_booked", "to": tenant, "context": {}, "channel": "email"}
        tried = Delivery.objects.create(**written, last_error="ConnectionRefusedError")
        given_up = Delivery.objects.create(**written, state="failed")
        Delivery.objects.create(**written)
        admin = enter(administrator)

        (need,) = [need for need in admin.get(TODAY).context["needs"] if "did not go out" in need.label]

        assert rows_of(admin, need.url) == [given_up, tried]

    @pytest.mark.parametrize(("minutes", "runs"), [(2, True), (4, False), (None, False)])
    def test_tells_an_administrator_that_the_timers_stand_still(self, enter, administrator, minutes, runs):
        if minutes:
            Schedule.objects.create(func="jobs.booking.lapse_holds", next_run=clock.now() - timedelta(minutes=minutes))

        assert ("The worker is not running" not in enter(administrator).get(TODAY).content.decode()) is runs


class TestWhoMayLook:
    def test_a_guest_is_asked_to_sign_in(self, client):
        response = client.get(TODAY)

        assert (response.status_code, urlsplit(response.url).path) == (302, "/account/login/")
        assert parse_qs(urlsplit(response.url).query) == {"next": [TODAY]}

    def test_a_tenant_is_refused(self, enter, tenant):
        assert enter(tenant).get(TODAY).status_code == 403

    def test_a_cook_is_told_where_their_place_is_and_sees_no_money(self, enter, cook, busy_day):
        page = enter(cook).get(TODAY).content.decode()

        assert "Your place is the kitchen" in page
        assert "₹" not in page
        assert "Asha" not in page

    def test_a_manager_sees_their_house(self, enter, manager, busy_day):
        assert [house.name for house in enter(manager).get(TODAY).context["houses"]] == ["Lotus House"]


class TestCost:
    def test_the_page_asks_as_often_for_one_house_as_for_many(
        self, office, kaveri, offer, django_assert_num_queries, django_assert_max_num_queries
    ):
        office.get(TODAY)
        with django_assert_max_num_queries(26) as few:
            office.get(TODAY)
        for number in range(3):
            more = create_offer(2, name=f"House {number}", landlord=kaveri)
            create_booked(more, move_in=in_days(0))
            create_hold(more, move_in=in_days(0))

        with django_assert_num_queries(len(few.captured_queries) + 1):
            office.get(TODAY)
