import json

import pytest

from project.demo.loading.past import FILE, write_past
from project.payments.gateways.gateway import RefundProgress
from project.payments.operations import send_refunds
from tests.factories.payments import create_payment, create_refund
from tests.gateways import fake_gateway

__all__ = ["fake_gateway"]

pytestmark = pytest.mark.django_db


class TestWritePast:
    def test_tells_of_what_was_paid_and_what_went_back(self, tmp_path, fake_gateway) -> None:
        kept, returned = create_payment(), create_payment()
        refund = create_refund(returned)
        fake_gateway.refund_progress = RefundProgress.ARRIVED
        send_refunds()
        refund.refresh_from_db()

        write_past(tmp_path)

        first, second = [json.loads(line) for line in (tmp_path / FILE).read_text().splitlines()]
        assert first == {
            "id": kept.intent_id, "amount": kept.amount_paise, "created": int(kept.paid_at.timestamp()), "refunds": [],
        }  # fmt: skip
        assert (second["id"], second["refunds"]) == (
            returned.intent_id,
            [{
                "id": refund.gateway_id, "amount": refund.amount_paise, "reference": str(refund.public_id),
                "created": int(refund.created_at.timestamp()),
            }],
        )  # fmt: skip
