"""Every flow, killed at each point where it can be: the next process finds everything and nobody loses anything."""

import os

import pytest

from tests.torture.conftest import MakeWorld
from tests.torture.failpoints import Process
from tests.torture.flows import FLOWS, Flow
from tests.torture.rest import assert_at_rest
from tests.torture.world import World

# In CI each flow dies at every fourth of its points; `make torture` tries them all.
STRIDE = 1 if os.environ.get("TORTURE_MINUTES") else 4


def play(world: World, flow: Flow, *, dies_at: int | None = None) -> Process:
    """Let a flow happen; who dies at a point does nothing after it."""
    for step in flow.before:
        step(world)
    process = Process(dies_at=dies_at)
    process.run(lambda: [step(world) for step in flow.steps])
    return process


@pytest.mark.slow
@pytest.mark.timeout(600)
class TestAFlow:
    @pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
    def test_killed_anywhere_leaves_nothing_undone(self, make_world: MakeWorld, flow: Flow) -> None:
        points = play(make_world(units=1), flow).points
        assert points

        for number, point in list(enumerate(points))[::STRIDE]:
            world = make_world(units=1)
            process = play(world, flow, dies_at=number)
            assert process.is_dead, f"{flow.name} never came to point {number}, {point}"
            world.settle_everything()
            try:
                assert_at_rest(world)
            except AssertionError as error:
                raise AssertionError(f"{flow.name}, killed {point} (point {number} of {points}):\n{error}") from error
