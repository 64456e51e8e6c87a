"""The city in the tables: what the triggers would have refused is not there, and what they would have made is."""

from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.db import connection
from django.db.models import F, Q

from project.booking.models import Booking, Occupancy, Room, Unit
from project.booking.triggers import DISAGREEMENT, GUARD
from project.catalog.models import Locality, Photo, Property, Rate, UnitType
from project.chat.queries import Reader, conversation_list, needs_me
from project.content.models import HelpPage, HousePage, LandlordPage, NoticePage
from project.demo.loading.build import Report
from project.identity.models import Membership, User
from project.payments.models import Attempt, Payment, Receipt, ReceiptSeries, Refund
from tests.project.demo.loading.conftest import NOW

pytestmark = pytest.mark.usefixtures("tiny_city")


def rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


class TestBuildCity:
    def test_builds_what_the_size_says(self, tiny_city: Report) -> None:
        assert (tiny_city.houses, tiny_city.units) == (6, 72)
        assert (Property.objects.count(), Unit.objects.count()) == (6, 72)
        assert User.objects.count() == tiny_city.people
        assert Booking.objects.count() == tiny_city.bookings

    def test_puts_every_trigger_back(self) -> None:
        assert rows("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'") == []

    def test_numbers_what_comes_next_after_what_is_there(self) -> None:
        for model in (User, Property, Unit, Booking, Payment, Photo):
            last = model.objects.order_by("-pk").values_list("pk", flat=True)[0]
            (following,) = rows(f"SELECT nextval(pg_get_serial_sequence('{model._meta.db_table}', 'id'))")[0]
            assert following > last


class TestTruths:
    def test_units_know_when_they_are_free(self) -> None:
        wrong = f"""
            SELECT unit.id FROM booking_unit AS unit
            CROSS JOIN LATERAL ({GUARD} AS mine WHERE mine.unit_id = unit.id) AS guard
            WHERE (unit.free_from, unit.held_until) IS DISTINCT FROM (guard.free_from, guard.held_until)
        """

        assert rows(wrong) == []
        assert Unit.objects.filter(free_from=None).exists()

    def test_bookings_agree_with_their_days(self) -> None:
        assert rows(DISAGREEMENT) == []

    def test_rooms_hold_no_more_than_they_may(self) -> None:
        counted = "SELECT room.id FROM booking_room AS room JOIN booking_unit AS unit ON unit.room_id = room.id"

        assert rows(f"{counted} GROUP BY room.id HAVING count(*) > room.licensed_capacity") == []
        assert Room.objects.exclude(units__unit_type__property=F("property")).count() == 0

    def test_every_published_house_has_a_price_today(self) -> None:
        priced = Rate.objects.filter(from_date__lte=NOW.date()).values("unit_type")

        assert UnitType.objects.exclude(pk__in=priced).count() == 0
        assert (
            Property.objects.filter(is_published=True, photos__isnull=False, latitude__isnull=False).distinct().count()
            == 6
        )

    def test_somebody_has_one_running_hold_at_most(self) -> None:
        held = Booking.objects.filter(state="held").values_list("tenant", flat=True)

        assert len(held) == len(set(held))

    def test_blocks_say_why(self) -> None:
        assert Occupancy.objects.filter(kind="blocked", reason="").count() == 0


class TestMoney:
    def test_every_stay_is_paid_with_its_deposit(self) -> None:
        for booking in Booking.objects.filter(state__in=["booked", "staying", "left"]):
            payment = Payment.objects.get(subject=f"booking:{booking.public_id}")
            assert payment.amount_paise == booking.deposit_paise
            assert payment.payer_id == booking.tenant_id
            assert payment.receipt.lines[0]["amount_paise"] == booking.deposit_paise

    def test_what_was_cancelled_after_paying_went_back(self) -> None:
        cancelled = Booking.objects.filter(state="cancelled", booked_at__isnull=False)

        assert {f"booking:{booking.public_id}" for booking in cancelled} == {
            refund.payment.subject for refund in Refund.objects.select_related("payment")
        }
        assert Refund.objects.exclude(amount_paise=F("payment__amount_paise")).count() == 0

    def test_owes_the_gateway_nothing(self) -> None:
        assert Attempt.objects.filter(Q(is_settled=False) | ~Q(state__in=["succeeded", "expired"])).count() == 0

    def test_numbers_receipts_without_gaps(self) -> None:
        for series in ReceiptSeries.objects.all():
            numbers = Receipt.objects.filter(number__startswith=f"R/{series.financial_year}/").order_by(
                "issued_at", "id"
            )
            expected = [f"R/{series.financial_year}/{count:06d}" for count in range(1, series.last_number + 1)]
            assert list(numbers.values_list("number", flat=True)) == expected

    def test_has_few_papers_drawn_at_once(self) -> None:
        later = Receipt.objects.filter(next_try_at__gt=NOW)

        assert 0 < Receipt.objects.count() - later.count() < 20
        assert later.filter(recipient__email="tenant@nivas.example").count() == 0


class TestPeople:
    def test_nobody_is_real(self) -> None:
        assert User.objects.exclude(email__endswith="@nivas.example").count() == 0
        assert User.objects.exclude(phone__startswith="+91900000").count() == 0

    @pytest.mark.parametrize("login", ["tenant", "landlord", "manager", "cook", "admin"])
    def test_the_fixed_people_can_sign_in(self, login: str) -> None:
        user = User.objects.get(email=f"{login}@nivas.example")

        assert user.check_password("demo-nivas")
        assert EmailAddress.objects.filter(user=user, verified=True, primary=True).count() == 1

    def test_nobody_else_can(self) -> None:
        assert User.objects.exclude(password__startswith="!").count() == 5
        assert authenticate(email=User.objects.last().email, password="demo-nivas") is None

    def test_the_tenant_lives_in_the_landlords_house(self) -> None:
        stay = Booking.objects.get(tenant__email="tenant@nivas.example", state="staying")
        owners = stay.unit_type.property.landlord.memberships.filter(role="landlord")

        assert owners.get().user.email == "landlord@nivas.example"

    def test_the_landlord_has_three_houses_and_the_cook_works_in_one(self) -> None:
        assert Property.objects.filter(landlord__memberships__user__email="landlord@nivas.example").count() == 3
        cook = Membership.objects.get(user__email="cook@nivas.example")
        assert cook.role == "mess_staff"
        assert cook.assignments.get().property.landlord_id == cook.landlord_id

    def test_the_manager_works_in_one_of_the_landlords_houses(self) -> None:
        manager = Membership.objects.get(user__email="manager@nivas.example")

        assert manager.role == "manager"
        assert manager.landlord.memberships.get(role="landlord").user.email == "landlord@nivas.example"
        assert manager.assignments.get().property.landlord_id == manager.landlord_id

    def test_everybody_joined_before_they_booked(self) -> None:
        assert Booking.objects.filter(created_at__lt=F("tenant__date_joined")).count() == 0


class TestHistory:
    def test_tells_a_bookings_whole_machine(self) -> None:
        for booking in Booking.objects.filter(state="left")[:10]:
            states = booking.events.order_by("pgh_created_at", "pgh_id").values_list("pgh_label", "state")
            assert list(states) == [("insert", "held"), ("update", "booked"), ("update", "staying"), ("update", "left")]

    def test_ends_with_what_is_so_now(self) -> None:
        for booking in Booking.objects.all():
            assert booking.events.order_by("pgh_id").last().state == booking.state

    def test_has_the_beginning_of_every_unit(self) -> None:
        assert Unit.objects.filter(events__pgh_label="insert").distinct().count() == 72


class TestPictures:
    def test_are_where_their_rows_say(self, media: Path) -> None:
        for photo in Photo.objects.all():
            assert (media / photo.file.name).stat().st_size == photo.file_size

    def test_keep_what_matters_in_view(self) -> None:
        for photo in Photo.objects.all():
            assert 0 < photo.focal_point_x < photo.width
            assert 0 < photo.focal_point_y < photo.height

    def test_each_locality_with_a_house_has_a_map(self) -> None:
        assert Locality.objects.count() == 30
        assert Locality.objects.filter(properties__isnull=False, picture=None).count() == 0


class TestPages:
    def test_gives_a_space_to_whose_houses_have_stories(self) -> None:
        assert LandlordPage.objects.count() == 1

    def test_publishes_as_many_stories_as_the_size_says(self) -> None:
        assert HousePage.objects.live().count() == 2
        assert NoticePage.objects.live().count() == 2
        assert HelpPage.objects.live().count() == 6


class TestTalks:
    def test_give_the_tenant_somebody_to_write_to(self) -> None:
        tenant = User.objects.get(email="tenant@nivas.example")

        rows = conversation_list(Reader(tenant))

        assert [(row.kind, row.messages.count(), row.unread) for row in rows] == [("stay", 9, 0), ("support", 3, 0)]

    def test_leave_the_landlord_something_to_answer(self) -> None:
        landlord = User.objects.get(email="landlord@nivas.example")

        assert [row.kind for row in needs_me(landlord)] == ["stay", "question"]
