"""Houses: what kind, where, with which rooms, at what rent. Exactly as many units as the size says."""

from collections.abc import Iterator
from dataclasses import dataclass

from project.demo.city.places import PLACES, Place
from project.demo.city.sizes import CitySize
from project.demo.city.words import FIRST_WORDS, LAST_WORDS, describe, house_rules, summarise
from project.demo.dice import Dice, dice_for

MIDDLE_RENT = {
    "share-4": 7_600,
    "share-3": 9_200,
    "share-2": 12_000,
    "share-1": 17_500,
    "studio": 19_000,
    "flat-1": 22_500,
    "flat-2": 26_500,
}
LEAST_RENT, MOST_RENT = 6_500, 28_000
SHARING = {"share-4": 4, "share-3": 3, "share-2": 2}
FLATS = ("studio", "flat-1", "flat-2")
OFFERS = {
    "pg": (("share-3", "share-2", "share-1"), ("share-2", "share-1"), ("share-4", "share-2", "share-1")),
    "hostel": (("share-4", "share-3", "share-1"), ("share-4", "share-2", "share-1"), ("share-3", "share-1")),
    "coliving": (("share-2", "share-1", "studio"), ("share-2", "share-1"), ("share-1", "studio")),
    "flats": (("flat-1", "flat-2"), ("studio", "flat-1", "flat-2"), ("studio", "flat-1")),
}
KINDS = ("pg", "coliving", "pg", "hostel", "pg", "flats", "coliving", "pg", "flats", "pg", "hostel", "coliving")
ALWAYS = ("wifi", "hot-water", "drinking-water", "cctv", "two-wheeler-parking")
SOMETIMES = (
    "power-backup",
    "washing-machine",
    "lift",
    "car-parking",
    "air-conditioning",
    "fridge",
    "terrace",
    "gym",
    "tv-lounge",
    "library",
    "garden",
    "balcony",
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A unit type with its rent before and after the last rise, in rupees a month."""

    kind: str  # a key of UNIT_WORDS
    old_rent: int
    rent: int
    deposit_months: int
    next_rent: int | None

    @property
    def sharing(self) -> int:
        """How many live in such a room."""
        return SHARING.get(self.kind, 1)


@dataclass(frozen=True, slots=True)
class RoomPlan:
    """One room: its name, floor and which offer its units belong to."""

    name: str
    floor: int
    offer: int
    units: int


@dataclass(frozen=True, slots=True)
class House:
    """One property, whole."""

    number: int  # from 0
    landlord: int  # from 0
    name: str
    slug: str
    kind: str
    gender_policy: str
    place: Place
    address: str
    latitude: float
    longitude: float
    summary: str
    description: str
    rules: list[str]
    includes_food: bool
    amenities: list[str]
    offers: tuple[Offer, ...]
    rooms: tuple[RoomPlan, ...]


def build_houses(size: CitySize) -> Iterator[House]:
    """Build the houses of a city, one after the other."""
    names = _names(size)
    for number in range(size.houses):
        yield _build_house(size, number, names[number])


def landlord_of(size: CitySize, number: int) -> int:
    """Say whose house it is; the first landlord, who can sign in, owns the first three."""
    if number < 3:
        return 0
    return 1 + (number - 3) * (size.landlords - 1) // (size.houses - 3)


def _build_house(size: CitySize, number: int, words: tuple[str, str]) -> House:
    dice = dice_for("house", size.name, number)
    kind = KINDS[number % len(KINDS)]
    place = PLACES[(number * 7 + number // len(PLACES)) % len(PLACES)]
    name = f"{words[0]} {words[1]}"
    includes_food = kind in ("pg", "hostel") or (kind == "coliving" and dice.random() < 0.4)
    gender_policy = _for_whom(dice, kind, number)
    offers = _offers(dice, kind, place, with_food=includes_food)
    return House(
        number=number,
        landlord=landlord_of(size, number),
        name=name,
        slug=f"{name} {place.name}".lower().replace(" ", "-"),
        kind=kind,
        gender_policy=gender_policy,
        place=place,
        address=_address(dice),
        latitude=round(place.latitude + dice.uniform(-0.0085, 0.0085), 6),
        longitude=round(place.longitude + dice.uniform(-0.0085, 0.0085), 6),
        summary=summarise(dice, kind=kind, place=place),
        description=describe(dice, name=name, kind=kind, place=place, includes_food=includes_food),
        rules=house_rules(dice, gender_policy=gender_policy),
        includes_food=includes_food,
        amenities=_amenities(dice, kind, includes_food=includes_food),
        offers=offers,
        rooms=tuple(_rooms(dice, offers, _units_of(size, number))),
    )


def _names(size: CitySize) -> list[tuple[str, str]]:
    """Every house a name of its own: first words go round, last words change with each round."""
    dice = dice_for("house names", size.name)
    firsts = list(FIRST_WORDS)
    names, seen = [], set()
    for number in range(size.houses):
        if number % len(firsts) == 0:
            dice.shuffle(firsts)
        kind = KINDS[number % len(KINDS)]
        first, lasts = firsts[number % len(firsts)], list(LAST_WORDS[kind])
        dice.shuffle(lasts)
        place = PLACES[(number * 7 + number // len(PLACES)) % len(PLACES)].slug
        last = next((word for word in lasts if (first, word, place) not in seen), lasts[0])
        seen.add((first, last, place))
        names.append((first, last))
    return names


def _units_of(size: CitySize, number: int) -> int:
    """Houses come in pairs, one as far above the mean as the other is below it."""
    apart = dice_for("pair", size.name, number // 2).randint(0, size.units_each // 2)
    return size.units_each + (apart if number % 2 == 0 else -apart)


def _for_whom(dice: Dice, kind: str, number: int) -> str:
    if kind == "flats" or number == 0:
        return "anyone"
    return dice.choice(("women", "men", "anyone") if kind != "coliving" else ("anyone", "anyone", "women"))


def _offers(dice: Dice, kind: str, place: Place, *, with_food: bool) -> tuple[Offer, ...]:
    level = place.level * dice.uniform(0.92, 1.10) * (1.0 if with_food else 0.94)
    rise, coming = dice.uniform(1.04, 1.08), dice.random() < 0.25
    months = dice.choice((1, 2, 2))
    offers = []
    for unit_kind in dice.choice(OFFERS[kind]):
        old = _rounded(MIDDLE_RENT[unit_kind] * level)
        new = _rounded(MIDDLE_RENT[unit_kind] * level * rise)
        offers.append(Offer(unit_kind, old, new, months, _rounded(new * 1.05) if coming else None))
    return tuple(offers)


def _rounded(rent: float) -> int:
    return min(MOST_RENT, max(LEAST_RENT, round(rent / 250) * 250))


def _rooms(dice: Dice, offers: tuple[Offer, ...], units: int) -> Iterator[RoomPlan]:
    """Fills floors of four to six rooms until exactly `units` are made; the last gap is closed by one-unit rooms."""
    wide, left, made = dice.randint(4, 6), units, 0
    ones = [number for number, offer in enumerate(offers) if offer.sharing == 1]
    # One room of every kind first, so that nothing is offered that does not exist.
    turns = list(range(len(offers)))
    while left:
        number = turns.pop(0) if turns else dice.randrange(len(offers))
        if offers[number].sharing > left:
            number = dice.choice(ones)
        floor, door = divmod(made, wide)
        yield RoomPlan(f"{floor}{door + 1:02d}" if floor else f"G{door + 1:02d}", floor, number, offers[number].sharing)
        left, made = left - offers[number].sharing, made + 1


def _amenities(dice: Dice, kind: str, *, includes_food: bool) -> list[str]:
    chosen = [*ALWAYS, *dice.sample(SOMETIMES, k=dice.randint(4, 7))]
    chosen += ["meals"] if includes_food else ["kitchen"]
    chosen += ["housekeeping", "desk"] if kind != "flats" else []
    chosen += ["warden"] if kind == "hostel" else []
    return sorted(set(chosen))


def _address(dice: Dice) -> str:
    cross, main = _ordinal(dice.randint(1, 17)), _ordinal(dice.randint(1, 12))
    return f"No. {dice.randint(2, 240)}, {cross} Cross, {main} Main"


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
