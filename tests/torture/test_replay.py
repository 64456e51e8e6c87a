"""The question whether reading again leaves a trace sees one that is left."""

from uuid import uuid4

from project.events import operations as events
from project.events.registry import EventRecord, forget, subscribe
from project.kernel.transactions import transaction
from project.notifications.kinds import KINDS
from project.notifications.operations import notify
from tests.torture import deeds
from tests.torture.replay import b29_reading_everything_again_changes_nothing
from tests.torture.world import World


class TestReadingAgain:
    def test_changes_nothing_of_a_booking_that_was_paid_and_cancelled(self, world: World) -> None:
        deeds.hold(world, 0)
        deeds.pay_at_once(world, 0, "good", comes_back=True)
        deeds.cancel(world, 0)
        world.settle_everything()

        assert b29_reading_everything_again_changes_nothing() == []

    def test_shows_a_handler_that_acts_each_time(self, world: World) -> None:
        def tell_again(_event: EventRecord) -> None:
            with transaction():
                kind = "booking_cancelled"
                notify(kind=kind, to=world.people[0], once=str(uuid4()), context=dict(KINDS[kind].sample))

        deeds.hold(world, 0)
        subscribe("booking.held", name="test.careless")(tell_again)
        events.deliver_now()
        try:
            changed = b29_reading_everything_again_changes_nothing()
        finally:
            forget("test.careless")

        assert "notifications_delivery" in changed
