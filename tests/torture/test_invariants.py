"""The checks themselves: silent in a house that is in order, and each one able to speak."""

import pytest

from tests.torture.invariants import broken
from tests.torture.rest import OF_OURS, i13_the_comparison_finds_no_difference


@pytest.mark.django_db
class TestInvariants:
    def test_are_silent_in_an_empty_house(self) -> None:
        assert broken() == {}
        assert {check.__name__ for check in OF_OURS if check()} == {i13_the_comparison_finds_no_difference.__name__}
