from datetime import timedelta

import pytest

from project.events.models import Parked
from project.kernel import clock
from tests.backoffice.asking import press

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
