import re
from datetime import timedelta

import pytest
from django_q.models import OrmQ

from project.events.models import Parked
from project.events.operations import number_committed
from project.kernel import clock
from tests.factories.booking import create_hold

pytestmark = pytest.mark.django_db


def readings(client) -> dict[str, float]:
    page = client.get("/metrics").content.decode()
    return {name: float(value) for name, value in re.findall(r"^(nivas_\w+(?:{.*})?) ([\d.]+)$", page, re.MULTILINE)}


class TestGauges:
    def test_are_all_read_without_fault(self, client):
        assert set(readings(client)) >= {
            "nivas_events_unnumbered",
            "nivas_events_dead",
            'nivas_events_undelivered{subscriber="booking.tell_booked"}',
            'nivas_events_parked{subscriber="booking.tell_booked"}',
            "nivas_relay_running",
            "nivas_queue_waiting",
            "nivas_queue_oldest_seconds",
            "nivas_timers_late",
            "nivas_holds_running",
            "nivas_holds_run_out",
            "nivas_messages_failed",
            "nivas_postings_unsealed",
        }

    def test_show_a_hold_and_its_event(self, client):
        before = readings(client)

        create_hold()

        after = readings(client)
        assert after["nivas_holds_running"] == before["nivas_holds_running"] + 1
        assert after["nivas_events_unnumbered"] == before["nivas_events_unnumbered"] + 1

    def test_show_how_far_each_subscriber_is_behind(self, client):
        create_hold()
        number_committed()
        Parked.objects.create(subscriber="booking.tell_booked", key="booking:1", position=1, dead_at=clock.now())

        now = readings(client)

        assert now['nivas_events_parked{subscriber="booking.tell_booked"}'] == 1
        assert now["nivas_events_dead"] == 1
        assert now['nivas_events_undelivered{subscriber="booking.tell_booked"}'] == 0

    def test_show_how_long_the_oldest_task_waits(self, client):
        OrmQ.objects.all().delete()
        OrmQ.objects.create(key="nivas", payload="", lock=clock.now() - timedelta(seconds=90))

        after = readings(client)

        assert after["nivas_queue_waiting"] == 1
        assert 90 <= after["nivas_queue_oldest_seconds"] < 120
