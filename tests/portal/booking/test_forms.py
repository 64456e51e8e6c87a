"""A hold's form shares its fields with all others: nothing of one may be seen in the next."""

import pytest
from django import forms

from portal.booking.forms import HoldForm
from tests.factories.booking import create_offer

pytestmark = pytest.mark.django_db


class TestHoldForm:
    def test_offers_the_rooms_of_one_house_to_nobody_else(self):
        mended = HoldForm({"unit_type": "a bed"})
        mended.offer([create_offer()])

        fresh = HoldForm()

        assert isinstance(mended.fields["unit_type"].widget, forms.Select)
        assert isinstance(fresh.fields["unit_type"].widget, forms.TextInput)
        assert fresh.fields["move_in"] is HoldForm().fields["move_in"]

    def test_keeps_its_errors_to_itself(self):
        wrong = HoldForm({"unit_type": "a bed"})

        assert set(wrong.errors) == {"unit_type", "move_in", "idempotency_key"}
        assert not HoldForm().errors
