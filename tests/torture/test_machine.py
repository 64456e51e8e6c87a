"""The state machine: the same walks each time for CI, and new ones for as long as `make torture` was told."""

import os
import random
import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.torture.conftest import MakeWorld
from tests.torture.machine import MoneyMachine

KNOWN_SEEDS = (1, 2, 3, 4, 5, 6)
CHOSEN, MINUTES = os.environ.get("TORTURE_SEED", ""), float(os.environ.get("TORTURE_MINUTES", "0"))


def walk(make_world: MakeWorld, number: int, *, walks: int, steps: int, shrinks: bool = False) -> Counter[str]:
    """Walk at random, but each time the same way for a number; give what came of it."""
    wishes = settings(
        max_examples=walks,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        print_blob=True,
        phases=(Phase.generate, Phase.shrink) if shrinks else (Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    reached: Counter[str] = Counter()
    machine = type("Machine", (MoneyMachine,), {"make_world": staticmethod(make_world), "reached": reached})
    try:
        run_state_machine_as_test(seed(number)(machine), settings=wishes)
    except Exception:
        print(f"\nTo see this again: make torture SEED={number}")
        raise
    return reached


@pytest.mark.slow
class TestTheMoneyMachine:
    @pytest.mark.parametrize("number", KNOWN_SEEDS)
    def test_finds_nothing_broken_on_a_known_walk(self, make_world: MakeWorld, number: int) -> None:
        reached = walk(make_world, number, walks=3, steps=25)

        assert reached["payments"] > 0

    @pytest.mark.skipif(not CHOSEN, reason="make torture SEED=…")
    @pytest.mark.timeout(0)
    def test_finds_nothing_broken_on_a_chosen_walk(self, make_world: MakeWorld) -> None:
        reached = walk(make_world, int(CHOSEN), walks=5, steps=50, shrinks=True)

        assert reached["payments"] > 0

    @pytest.mark.skipif(not MINUTES or bool(CHOSEN), reason="make torture MINUTES=…")
    @pytest.mark.timeout(0)
    def test_finds_nothing_broken_for_as_long_as_told(self, make_world: MakeWorld) -> None:
        stop_at, walked, reached = time.monotonic() + 60 * MINUTES, 0, Counter[str]()
        while time.monotonic() < stop_at:
            reached += walk(make_world, random.SystemRandom().randrange(1_000_000_000), walks=5, steps=50)
            walked += 5
            print(f"\r{walked} walks, {dict(reached)}, nothing broken", end="", flush=True)

        assert reached["payments"] > 0
