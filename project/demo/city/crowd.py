"""Everybody in the city, kept small: who is there, and since when they have lived at an address of ours."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from project.demo.city.people import Person, make_fixed_person, make_person
from project.demo.dice import Dice

TRIES = 10


@dataclass
class Crowd:
    """Hands out new people and remembers each one's earliest day, so that nobody ever lives in two places."""

    size: str
    on_new: Callable[[Person], None]
    count: int = 0
    _women: list[int] = field(default_factory=list)
    _men: list[int] = field(default_factory=list)
    _earliest: dict[int, int] = field(default_factory=dict)

    def hire(self, login: str | None = None, *, is_woman: bool = False) -> Person:
        """Makes somebody who works here, or with `login` one of the fixed people."""
        self.count += 1
        if login:
            person = make_fixed_person(login, self.count)
        else:
            person = make_person(self.size, self.count, is_woman=is_woman, is_staff=True)
        self.on_new(person)
        return person

    def move_in(self, day: date, *, is_woman: bool) -> int:
        """Makes somebody new who comes to the city on this day, and gives their number."""
        self.count += 1
        self.on_new(make_person(self.size, self.count, is_woman=is_woman))
        self.settle(self.count, day, is_woman=is_woman)
        return self.count

    def settle(self, number: int, day: date, *, is_woman: bool) -> None:
        """Notes that somebody has lived with us since this day."""
        (self._women if is_woman else self._men).append(number)
        self._earliest[number] = day.toordinal()

    def who_lived_here(self, dice: Dice, start: date, end: date, *, is_woman: bool) -> int | None:
        """Finds somebody whose life in the city can begin with this stay; None when nobody was that early."""
        people = self._women if is_woman else self._men
        for _ in range(TRIES if people else 0):
            number = dice.choice(people)
            if self._earliest[number] > end.toordinal() + 1:
                self._earliest[number] = start.toordinal()
                return number
        return None

    def anybody(self, dice: Dice, *, is_woman: bool) -> int:
        """Somebody who looked at a bed once."""
        return dice.choice((self._women if is_woman else self._men) or self._women or self._men)
