import json

import pytest

from project.demo.loading.past import FILE, write_past
from tests.factories.payments import create_payment, create_refund
from tests.gateways import fake_gateway

__all__ = ["fake_gateway"]

pytestmark = pytest.mark.django_db


class TestWritePast:
    def test_tells_of_what_was_paid_and_has_not_gone_back(self, tmp_path, fake_gateway) -> None:
        kept, returned = create_payment(), create_payment()
        create_refund(returned)

        write_past(tmp_path)

        (told,) = [json.loads(line) for line in (tmp_path / FILE).read_text().splitlines()]
        assert told == {
            "id": kept.intent_id,
            "amount": kept.amount_paise,
            "created": int(kept.paid_at.timestamp()),
        }
