"""The helpers that every trigger calls: ours, which answer as pgtrigger's and pghistory's would."""

import pghistory
import pgtrigger
import pytest
from django.db import connection

from project.booking.models import Booking
from tests.factories.booking import create_hold
from tests.truths import broken_by

pytestmark = pytest.mark.django_db

HELPERS = ["_pgh_attach_context", "_pgtrigger_should_ignore"]


def ask(sql: str) -> list[object]:
    """One column of what the database says."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [value for (value,) in cursor.fetchall()]


class TestTriggerHelpers:
    @pytest.mark.parametrize("helper", HELPERS)
    def test_open_no_subtransaction(self, helper):
        [body] = ask(f"SELECT prosrc FROM pg_proc WHERE proname = '{helper}'")

        assert "EXCEPTION" not in body

    def test_ignore_the_trigger_that_is_named(self):
        booking = create_hold()
        with pgtrigger.ignore("booking.Booking:booking_terms_never_change"):
            Booking.objects.filter(pk=booking.pk).update(rent_paise=1)

        assert Booking.objects.get(pk=booking.pk).rent_paise == 1

    def test_ignore_no_other(self):
        booking = create_hold()
        with pgtrigger.ignore("booking.Booking:booking_follows_its_machine"):
            broken = broken_by(Booking.objects.filter(pk=booking.pk).update, rent_paise=1)

        assert broken == "booking_terms_never_change"

    def test_write_the_context_of_a_change_once(self):
        with pghistory.context(user=7):
            booking = create_hold()
            Booking.objects.filter(pk=booking.pk).update(cancel_reason="Plans changed.")

        contexts = ask(f"SELECT pgh_context_id FROM booking_bookingevent WHERE pgh_obj_id = {booking.pk}")
        assert len(contexts) == 2
        assert len(set(contexts)) == 1
        assert ask(f"SELECT metadata->>'user' FROM pghistory_context WHERE id = '{contexts[0]}'") == ["7"]

    def test_leave_no_context_where_nobody_acts(self):
        booking = create_hold()

        assert ask(f"SELECT pgh_context_id FROM booking_bookingevent WHERE pgh_obj_id = {booking.pk}") == [None]
