"""Made-up people: every address ends in nivas.example, every phone starts with the same five idle digits."""

from dataclasses import dataclass

from project.demo.city.names import name_somebody
from project.demo.dice import Dice, dice_for

MAIL_HOME = "nivas.example"
FIXED = {
    "admin": ("Meera Krishnan", True),
    "landlord": ("Raghav Shetty", False),
    "manager": ("Nagesh Hegde", False),
    "cook": ("Lakshmamma Gowda", True),
    "tenant": ("Ananya Rao", True),
}
OWNERS = (
    "{surname} Homes",
    "{surname} Family Houses",
    "{surname} & Daughters",
    "{surname} Residences",
    "{surname} Properties",
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account."""

    number: int
    name: str
    email: str
    phone: str
    language: str
    is_woman: bool
    is_staff: bool = False
    is_superuser: bool = False

    @property
    def has_login(self) -> bool:
        """Only the fixed people can sign in with the demo's password."""
        return self.email.removesuffix(f"@{MAIL_HOME}") in FIXED


def make_person(size: str, number: int, *, is_woman: bool, is_staff: bool = False) -> Person:
    """Make up the person with this number in a city of this size."""
    dice = dice_for("person", size, number)
    name, language = name_somebody(dice, is_woman=is_woman)
    return Person(number, name, _address(name, number), _phone(number), language, is_woman, is_staff)


def make_fixed_person(login: str, number: int) -> Person:
    """Make one of the people whose log-in stands in the README."""
    name, is_woman = FIXED[login]
    staff = login != "tenant"
    return Person(number, name, f"{login}@{MAIL_HOME}", _phone(number), "en", is_woman, staff, login == "admin")


def name_landlord(dice: Dice, owner: Person) -> str:
    """Name the business of a landlord after its owner."""
    return dice.choice(OWNERS).format(surname=owner.name.split(" ")[-1])


def _address(name: str, number: int) -> str:
    local = ".".join("".join(letter for letter in part if letter.isalpha()) for part in name.lower().split(" "))
    return f"{local}.{number}@{MAIL_HOME}"


def _phone(number: int) -> str:
    return f"+91900000{number % 10_000:04d}"
