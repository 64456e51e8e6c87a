import re
from datetime import timedelta

import pytest

from project.events import operations
from project.events.models import Archive, Cursor, Event, Parked
from project.kernel import clock
from tests.backoffice.asking import page_url, press, rows_of, said
from tests.factories.booking import create_hold

pytestmark = pytest.mark.django_db


@pytest.fixture
def parked() -> Parked:
    """Parked until tomorrow, with another of its key behind it."""
    later = clock.now() + timedelta(days=1)
    rows = [Parked(subscriber="mail.writer", key="booking:1", position=n, tries=3, next_try_at=later) for n in (5, 6)]
    return Parked.objects.bulk_create(rows)[0]


class TestHurry:
    def test_has_the_relay_try_the_whole_key_in_its_next_round(self, enter, administrator, parked):
        press(enter(administrator), parked, "hurry")

        assert not Parked.objects.filter(next_try_at__gt=clock.now()).exists()
        assert Parked.objects.count() == 2

    def test_is_for_administrators(self, office, parked):
        assert press(office, parked, "hurry").status_code == 403
        assert Parked.objects.filter(next_try_at__gt=clock.now()).count() == 2


class TestDismiss:
    def test_skips_one_event_and_lets_those_behind_it_go_on(self, enter, administrator, parked):
        press(enter(administrator), parked, "dismiss")

        left = Parked.objects.get()
        assert left.position == 6
        assert left.next_try_at <= clock.now()

    def test_does_nothing_by_a_link(self, enter, administrator, parked):
        enter(administrator).get(f"/office/events/parked/{parked.pk}/dismiss/")

        assert Parked.objects.count() == 2


class TestHurryAll:
    @pytest.fixture
    def subscriber(self, parked) -> Cursor:
        Parked.objects.create(subscriber="mail.writer", key="booking:2", position=7, tries=16, dead_at=clock.now())
        return Cursor.objects.create(subscriber="mail.writer", position=9)

    def test_has_everything_of_a_subscriber_tried_again(self, enter, administrator, subscriber):
        press(enter(administrator), subscriber, "hurry")

        assert set(Parked.objects.values_list("tries", "dead_at")) == {(0, None)}
        assert not Parked.objects.filter(next_try_at__gt=clock.now()).exists()

    def test_is_not_offered_when_nothing_is_parked(self, enter, administrator, subscriber):
        page = enter(administrator).get(page_url(subscriber))
        Parked.objects.all().delete()
        empty = enter(administrator).get(page_url(subscriber))

        assert b"Try what is parked" in page.content
        assert b"Try what is parked" not in empty.content

    def test_leads_to_what_is_parked_for_that_subscriber(self, enter, administrator, subscriber):
        Parked.objects.create(subscriber="another.one", key="booking:3", position=8)
        client = enter(administrator)

        (address,) = re.findall(
            r'href="(/office/events/parked/[^"]+)"', client.get("/office/events/cursor/").content.decode()
        )

        assert {row.subscriber for row in rows_of(client, address)} == {"mail.writer"}


class TestReplay:
    NAME = "booking.tell_booked"

    @pytest.fixture
    def subscriber(self) -> Cursor:
        """Has read all there is: one event."""
        create_hold()
        operations.deliver_now()
        return Cursor.objects.get(pk=self.NAME)

    def test_begins_at_the_beginning_when_nothing_is_said(self, enter, administrator, subscriber):
        press(enter(administrator), subscriber, "replay", since="", position="")

        subscriber.refresh_from_db()
        assert subscriber.position == 0

    def test_begins_with_a_number(self, enter, administrator, subscriber):
        press(enter(administrator), subscriber, "replay", since="", position=1_000)

        subscriber.refresh_from_db()
        assert subscriber.position == 999

    def test_begins_with_a_day(self, enter, administrator, subscriber):
        press(enter(administrator), subscriber, "replay", since=clock.today().isoformat(), position="")

        subscriber.refresh_from_db()
        assert subscriber.position == Event.objects.order_by("position")[0].position - 1

    def test_says_what_it_reads_and_since_when_the_log_is_kept(self, enter, administrator, subscriber):
        Archive.objects.create(month="2026-03-01", file="a", sha256="", events=1, last_position=1)
        client = enter(administrator)

        press(client, subscriber, "replay", since="", position="")

        told = client.get("/office/events/cursor/").content.decode()
        assert "It reads 0 events, from number 1 on. Events before Wed 1 Apr are archived." in told

    def test_stands_still_at_its_end_says_so_and_reads_on_when_told(self, enter, administrator, subscriber):
        last, client = Event.objects.order_by("position")[0].position, enter(administrator)

        told = press(client, subscriber, "replay", since="", position="", until=clock.today().isoformat(), last="")
        operations.deliver_now()
        listed, today = client.get("/office/events/cursor/").content.decode(), client.get("/office/").content.decode()
        went_on = press(client, subscriber, "read_on")

        assert said(told) == [
            f"It reads 0 events, from number 1 to {last}, and stands still there until you let it read on."
        ]
        assert listed.count(f"Stands still at {last}") == 1
        assert "listener stands still at the end of a replay" in today
        assert said(went_on) == [f"It reads 0 events, from number {last + 1} on."]
        assert Cursor.objects.values_list("position", "until").get(pk=self.NAME) == (last, None)

    def test_is_let_on_only_when_it_has_an_end(self, enter, administrator, subscriber):
        client = enter(administrator)
        follows = client.get(page_url(subscriber)).content.decode()
        Cursor.objects.filter(pk=self.NAME).update(until=subscriber.position)
        stands = client.get(page_url(subscriber)).content.decode()

        assert ("Read on" in follows, "the newest event" in follows) == (False, True)
        assert ("Read on" in stands, f"number {subscriber.position}" in stands) == (True, True)

    @pytest.mark.parametrize(
        ("typed", "word"),
        [
            ({"since": "2026-11-01", "position": 5}, "Say a day or a number, not both."),
            ({"since": "", "position": 0}, "greater than or equal to 1"),
            ({"since": "", "position": -5}, "greater than or equal to 1"),
            ({"since": "soon", "position": ""}, "Enter a valid date."),
            ({"until": "2026-11-01", "last": 5}, "Say a day or a number, not both."),
            ({"since": "2026-11-02", "until": "2026-11-01"}, "Choose a day that is not before the first one."),
            ({"until": "2020-01-01"}, "It would begin with number 1 and end with number 0."),
            ({"last": 1_000_000_000}, "That end is still to come"),
        ],
    )
    def test_refuses_what_makes_no_sense_and_moves_nothing(self, enter, administrator, subscriber, typed, word):
        answer = press(enter(administrator), subscriber, "replay", **typed)

        before = subscriber.position
        subscriber.refresh_from_db()
        assert word in answer.content.decode()
        assert subscriber.position == before

    def test_is_refused_for_a_name_that_nobody_reads_by(self, enter, administrator):
        orphan = Cursor.objects.create(subscriber="mail.writer", position=9)

        answer = press(enter(administrator), orphan, "replay", since="", position="")

        orphan.refresh_from_db()
        assert "Nothing listens under the name mail.writer." in answer.content.decode()
        assert orphan.position == 9

    def test_is_for_administrators(self, office, subscriber):
        assert press(office, subscriber, "replay", since="", position="").status_code == 403


class TestPages:
    def test_an_event_says_what_it_means_and_who_listens(self, enter, administrator):
        create_hold()
        event = Event.objects.get(type="booking.held")

        page = enter(administrator).get(f"/office/events/event/{event.pk}/change/").content.decode()

        assert "Somebody holds a unit for ten minutes." in page

    def test_a_list_that_counts_nothing_says_no_number(self, enter, administrator):
        create_hold()
        client = enter(administrator)

        log, months = client.get("/office/events/event/").content, client.get("/office/events/archive/").content

        assert b"office-top-count" not in log
        assert b"0 rows" in months

    def test_the_dead_are_one_press_away(self, enter, administrator, parked):
        Parked.objects.filter(pk=parked.pk).update(dead_at=clock.now())
        client = enter(administrator)

        today = client.get("/office/").content.decode()
        listed = client.get("/office/events/parked/?needs=dead").content.decode()

        assert "event was given up after hours" in today
        assert "event is parked and tried again" in today
        assert listed.count("Waits for you") == 1

    def test_the_dead_stand_before_those_that_go_on_by_themselves(self, enter, administrator, parked):
        behind = Parked.objects.order_by("position")[1]
        Parked.objects.filter(pk=behind.pk).update(dead_at=clock.now())

        assert rows_of(enter(administrator), "/office/events/parked/") == [behind, parked]

    def test_a_subscriber_says_what_it_does_and_how_far_it_is(self, enter, administrator):
        create_hold()
        operations.deliver_now()
        Cursor.objects.filter(pk="booking.tell_lapsed").update(position=0)

        client = enter(administrator)
        listed = client.get("/office/events/cursor/").content.decode()
        page = client.get(page_url(Cursor.objects.get(pk="booking.tell_lapsed"))).content.decode()

        assert "Tell the tenant that the ten minutes are over" in listed
        assert "booking.lapsed" in page
