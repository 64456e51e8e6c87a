"""People: made up, every one, and reachable nowhere."""

import re

from project.demo.city.names import name_somebody
from project.demo.city.people import FIXED, make_fixed_person, make_person
from project.demo.dice import dice_for


class TestMakePerson:
    def test_makes_the_same_person_again(self) -> None:
        assert make_person("small", 7, is_woman=True) == make_person("small", 7, is_woman=True)

    def test_writes_only_to_our_own_address_space(self) -> None:
        for number in range(1, 3_000):
            person = make_person("city", number, is_woman=number % 2 == 0)
            assert re.fullmatch(r"[a-z]+(\.[a-z]+)+\.\d+@nivas\.example", person.email)

    def test_gives_phones_that_ring_nowhere(self) -> None:
        phones = [make_person("large", number, is_woman=False).phone for number in (1, 9_999, 10_000, 54_321)]

        assert phones == ["+919000000001", "+919000009999", "+919000000000", "+919000004321"]

    def test_gives_nobody_but_the_fixed_people_a_log_in(self) -> None:
        assert not any(make_person("small", number, is_woman=True).has_login for number in range(1, 300))


class TestMakeFixedPerson:
    def test_knows_five_log_ins(self) -> None:
        people = {login: make_fixed_person(login, number) for number, login in enumerate(FIXED, start=1)}

        assert sorted(person.email for person in people.values()) == [
            "admin@nivas.example", "cook@nivas.example", "landlord@nivas.example",
            "manager@nivas.example", "tenant@nivas.example",
        ]  # fmt: skip
        assert all(person.has_login for person in people.values())

    def test_lets_only_the_administrator_do_everything(self) -> None:
        rights = {
            login: (make_fixed_person(login, 1).is_staff, make_fixed_person(login, 1).is_superuser) for login in FIXED
        }

        assert rights == {
            "admin": (True, True), "landlord": (True, False), "manager": (True, False), "cook": (True, False),
            "tenant": (False, False),
        }  # fmt: skip


class TestNameSomebody:
    def test_never_calls_a_man_kaur(self) -> None:
        dice = dice_for("names")

        assert not any(name_somebody(dice, is_woman=False)[0].endswith(" Kaur") for _ in range(4_000))

    def test_speaks_the_languages_of_the_portal(self) -> None:
        dice = dice_for("languages")

        assert {name_somebody(dice, is_woman=True)[1] for _ in range(2_000)} == {"en", "hi", "kn"}
