import json
from pathlib import Path

import pytest

from project.payments.stripesim import drift
from project.payments.stripesim.drift import Fields, approved_fields, current_fields, differences


@pytest.fixture(scope="module")
def current() -> Fields:
    return current_fields()


class TestSdk:
    def test_is_as_it_was_approved(self, current: Fields) -> None:
        found = differences(approved_fields(), current)

        assert found == [], "Look at each, then: python -m project.payments.stripesim.drift --approve"


class TestCurrentFields:
    def test_tell_every_class_of_the_routes(self, current: Fields) -> None:
        assert {"PaymentIntent", "checkout.Session", "SessionCreateParams", "Event", "ErrorObject"} <= set(current)
        assert "amount_received" in current["PaymentIntent"]

    def test_are_the_same_each_time(self, current: Fields) -> None:
        assert current_fields() == current

    def test_change_with_a_type_deep_inside(self, current: Fields, monkeypatch: pytest.MonkeyPatch) -> None:
        real = drift.hints

        def other(cls: type) -> dict[str, object]:
            found = real(cls)
            return {**found, "due_by": str} if cls.__qualname__ == "Dispute.EvidenceDetails" else found

        monkeypatch.setattr(drift, "hints", other)

        assert differences(current, current_fields()) == ["~ Dispute.evidence_details"]


class TestDifferences:
    def test_say_what_is_new_gone_and_other(self) -> None:
        approved = {"Refund": {"amount": "1", "reason": "2", "status": "3"}}
        current = {"Refund": {"amount": "1", "status": "4", "pending_reason": "5"}, "": {"api_version": "x"}}

        assert differences(approved, current) == [
            "+ api_version",
            "+ Refund.pending_reason",
            "- Refund.reason",
            "~ Refund.status",
        ]


class TestCommand:
    def test_shows_them_and_fails_until_they_are_approved(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], current: Fields
    ) -> None:
        old = {**current, "Refund": {**current["Refund"], "gone": "1"}}
        (tmp_path / "fields.json").write_text(json.dumps(old))
        monkeypatch.setattr(drift, "APPROVED", tmp_path / "fields.json")

        assert drift.main([]) == 1
        assert capsys.readouterr().out == "- Refund.gone\n"
        assert drift.main(["--approve"]) == 0
        assert drift.main([]) == 0
