"""What is declared, who listens, and that the two fit."""

import pytest

from project.events import registry
from project.events.checks import check_subscribers
from project.events.registry import EventType, Holds, SubscriberNameTaken, TypeDeclaredTwice, TypeUndeclared
from tests.project.events.happenings import Listener, listening


class TestTypes:
    def test_are_declared_once(self) -> None:
        with pytest.raises(TypeDeclaredTwice):
            registry.declare(EventType("test.happened", "Something else.", key="thing", fields={}))

        assert registry.declared("test.happened").about == "Something happened."

    def test_are_known_or_refused(self) -> None:
        with pytest.raises(TypeUndeclared, match=r"test\.unheard_of"):
            registry.declared("test.unheard_of")

    def test_lead_an_old_payload_through_every_version(self) -> None:
        kind = EventType(
            "test.grown", "", "thing", {"c": Holds.NUMBER}, version=3,
            upgrades={1: lambda old: {"b": old["a"] + 1}, 2: lambda old: {"c": old["b"] * 10}},
        )  # fmt: skip

        assert kind.upgraded({"a": 1}, 1) == {"c": 20}
        assert kind.upgraded({"b": 1}, 2) == {"c": 10}
        assert kind.upgraded({"c": 1}, 3) == {"c": 1}

    @pytest.mark.parametrize(
        ("holds", "good", "bad"),
        [
            (Holds.ID, "018f4e9c-0f4a-7b3e-9d2e-0123456789ab", "42"),
            (Holds.PAISE, 850_000, "850000"),
            (Holds.NUMBER, 0, 1.5),
            (Holds.WORD, "booking:42", 42),
        ],
    )
    def test_hold_what_they_say(self, holds: Holds, good: object, bad: object) -> None:
        assert holds.takes(good)
        assert not holds.takes(bad)


class TestSubscribers:
    def test_have_a_name_of_their_own(self) -> None:
        with listening(Listener()), pytest.raises(SubscriberNameTaken):
            registry.subscribe("test.happened", name="test.listener")(Listener())

    def test_listen_only_to_what_there_is(self) -> None:
        assert check_subscribers() == []
        registry.subscribe("test.unheard_of", name="test.deaf")(Listener())

        (error,) = check_subscribers()
        registry.forget("test.deaf")

        assert error.msg == "test.deaf listens to test.unheard_of, which nobody declares."

    def test_say_what_they_do(self) -> None:
        told = {subscriber.name: subscriber.about for subscriber in registry.subscribers()}

        assert all(told.values())
        assert told["booking.follow_the_money"].startswith("Book what was paid for")
