"""An event is one with what it tells, and is what its type says."""

import pytest
from django.db import connection

from project.events import operations, registry
from project.events.models import Event
from project.events.registry import EventType, Holds, PayloadDiffers, TypeUndeclared
from project.kernel.transactions import TransactionRequired, transaction
from tests.project.events.happenings import happen
from tests.truths import broken_by

pytestmark = pytest.mark.django_db


class TestPublish:
    def test_refuses_to_write_without_a_transaction(self) -> None:
        with pytest.raises(TransactionRequired):
            operations.publish(type="test.happened", key="thing:a", payload={"n": 1})

        assert Event.objects.count() == 0

    def test_vanishes_with_the_transaction_that_fails(self) -> None:
        with pytest.raises(RuntimeError), transaction():
            operations.publish(type="test.happened", key="thing:a", payload={"n": 1})
            raise RuntimeError

        assert Event.objects.count() == 0

    def test_refuses_a_type_that_nobody_declares(self) -> None:
        with pytest.raises(TypeUndeclared), transaction():
            operations.publish(type="test.unheard_of", key="thing:a", payload={"n": 1})

        assert Event.objects.count() == 0

    @pytest.mark.parametrize(
        ("key", "payload", "difference"),
        [
            ("other:a", {"n": 1}, "test.happened: key other:a is not of thing"),
            ("thing:a", {}, "test.happened: n is missing"),
            ("thing:a", {"n": None}, "test.happened: n is missing"),
            ("thing:a", {"n": "1"}, "test.happened: n is no number"),
            ("thing:a", {"n": True}, "test.happened: n is no number"),
            ("thing:a", {"n": 1, "name": "Asha"}, "test.happened: name is not declared"),
        ],
    )
    def test_refuses_what_its_type_does_not_say(self, key: str, payload: dict[str, object], difference: str) -> None:
        with pytest.raises(PayloadDiffers) as refused, transaction():
            operations.publish(type="test.happened", key=key, payload=payload)

        assert str(refused.value) == difference
        assert Event.objects.count() == 0

    def test_writes_the_present_version(self) -> None:
        registry.forget_type("test.happened")
        registry.declare(EventType("test.happened", "Twice.", key="thing", fields={"n": Holds.NUMBER}, version=2))

        happen("a", 1)

        assert Event.objects.get().version == 2


class TestEventNeverChanges:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE events_event SET payload = '{}'",
            "UPDATE events_event SET key = 'thing:x'",
            "DELETE FROM events_event",
        ],
    )
    def test_refuses_an_edit(self, statement: str) -> None:
        happen("a", 1)

        with connection.cursor() as cursor:
            assert broken_by(cursor.execute, statement) == "event_never_changes"

    def test_refuses_a_type_without_a_domain(self) -> None:
        unnamed = broken_by(Event.objects.create, type="Happened", key="thing:a", payload={})

        assert unnamed == "event_type_names_domain_and_fact"
