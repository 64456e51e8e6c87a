"""What houses are called and how their owners describe them: whole sentences, put together with care."""

from typing import NamedTuple

from project.demo.city.places import Place
from project.demo.dice import Dice

FIRST_WORDS = (
    "Gulmohar", "Tamarind", "Banyan", "Jasmine", "Laburnum", "Neem Tree", "Peepal", "Champaka", "Sampige", "Mallige",
    "Kanakambara", "Hibiscus", "Marigold", "Lotus", "Kingfisher", "Koel", "Mynah", "Sunbird", "Bulbul", "Hornbill",
    "Kadamba", "Honge", "Mandara", "Parijata", "Tulsi", "Areca", "Rosewood", "Sandal Tree", "Silver Oak", "Bamboo",
    "Rain Tree", "Copper Pod", "Tabebuia", "Jacaranda", "Magnolia", "Frangipani", "Cassia", "Lantern", "Courtyard",
    "Verandah", "Brindavana", "Chandana", "Sharavathi", "Netravathi", "Hemavathi", "Kabini", "Tunga", "Arkavathi",
    "Blue Door", "Red Oxide", "Brass Bell", "Old Well", "Stone Bench", "Swing Seat", "Filter Coffee", "Monsoon",
    "First Light", "Quiet Lane", "Corner", "Two Palms", "Three Steps", "Long Balcony", "High Window", "Kite",
    "Parakeet", "Sparrow", "Egret", "Paper Lamp", "Indigo", "Saffron",
)  # fmt: skip
LAST_WORDS = {
    "pg": ("House", "Nilaya", "Residency", "Nivasa", "Rooms", "Mane", "Sadana", "Lodgings"),
    "hostel": ("Hostel", "Hall", "Bunks", "Yard", "Dormitory", "Camp", "Quarters", "Wing"),
    "coliving": ("Commons", "Co-living", "Collective", "Terrace", "Living", "Nest", "Quarter", "Works"),
    "flats": ("Court", "Apartments", "Villa", "Gardens", "Enclave", "Heights", "Mansion", "Homes"),
}

OPENINGS = {
    "pg": (
        (
            "{name} is a family-run house on a side street in {place}, where the owner lives on the ground floor "
            "and knows everybody's name."
        ),
        (
            "A paying-guest house as they should be: clean rooms, honest food and somebody at home when you need "
            "a spare key."
        ),
        "People come to {name} for three months and stay for three years; the cook is usually the reason.",
    ),
    "hostel": (
        (
            "{name} is simple and sociable: sturdy bunks, big lockers, fast internet and a terrace where someone "
            "is always making tea."
        ),
        (
            "If you have just arrived in the city, {name} is a soft landing: move in with a suitcase, meet people"
            " at dinner."
        ),
        "A hostel for people with jobs and exams: quiet on weekday nights, loud on cricket nights.",
    ),
    "coliving": (
        (
            "{name} gives you a room of your own and a living room to share: desks, a projector, a big kitchen "
            "and good neighbours."
        ),
        "Made for people who work from home on Wednesdays: real desks, back-up power and two internet lines.",
        "Somebody else does the cleaning, the bills and the repairs at {name}; you just live there.",
    ),
    "flats": (
        "{name} has whole flats for couples, families and friends who want their own front door in {place}.",
        (
            "Bright flats with cross-ventilation, modular kitchens and balconies deep enough for a chair and two "
            "pots of basil."
        ),
        "A quiet building of our own, cared for by the same caretaker since it was built.",
    ),
}
PLACE_SENTENCES = (
    "{place} is {mood}.",
    "It is a short walk to {near}; {place} itself is {mood}.",
    "From the gate you walk to {near} and {other}.",
    "We like {place} because it is {mood}. You walk to {near} in a few minutes.",
)
ROOM_SENTENCES = (
    (
        "Every room has a window that opens on to trees or sky, a cupboard with a lock for each person, and a"
        " fan that does not hum."
    ),
    "Rooms get morning sun. There is a desk for everyone, a cupboard that locks, and hot water from six to ten.",
    "Mattresses are new, linen is changed every week, and each bed has its own light and two sockets.",
    "The floors are red oxide and stay cool in April; the bathrooms were redone last year.",
    "Walls are thick, windows are wide, and you can dry your clothes on the terrace even in July.",
)
FOOD_SENTENCES = (
    (
        "Breakfast and dinner are cooked here every day: idli and kesari bath one morning, parathas the next,"
        " and a proper meal at night."
    ),
    "The kitchen makes South Indian mornings and North Indian evenings; on Sundays the cook decides.",
    "Food is included and good: tell us what you do not eat and we will plan around it.",
)
NO_FOOD_SENTENCES = (
    "There is a kitchen to cook in, and a tiffin lady two doors away if you would rather not.",
    "Cook for yourself, or walk out of the gate: there are eleven places to eat on this street.",
)
CLOSINGS = (
    (
        "Water comes from our own borewell with a tanker as back-up, and the lift and corridor lights stay on"
        " in a power cut."
    ),
    "Come and see it in the evening, when people are home; the tea is on us.",
    "Repairs are done within two days, and you can see in the app who is on the way.",
    "You get your deposit back within ten days of leaving, less what we can show you a bill for.",
    "The rent you see is the rent you pay: cleaning, water and internet are in it.",
)
SUMMARIES = {
    "pg": (
        "Home-cooked food, quiet rooms and an owner downstairs",
        "A calm house with a good cook, near {near}",
        "Clean, green and ten steps from the bus",
    ),
    "hostel": (
        "Sturdy bunks, fast internet and a terrace full of tea",
        "A soft landing for your first months in the city",
        "Big lockers, hot showers, good company",
    ),
    "coliving": (
        "Your own room, everybody's living room",
        "Desks, back-up power and good neighbours",
        "All bills in one rent, near {near}",
    ),
    "flats": (
        "Whole flats with balconies and a caretaker",
        "Your own front door near {near}",
        "Bright flats in a quiet building",
    ),
}
RULES = (
    "The gate closes at 11 pm; tell us if you will be later and somebody will open.",
    "Friends are welcome in the common rooms until 9 pm.",
    "Please no smoking indoors; the terrace has a corner for it.",
    "Loud music stops at 10 pm on weekdays and at 11 pm before a holiday.",
    "Wash what you use in the kitchen before you go to bed.",
    "Rooms are cleaned on Mondays and Thursdays; please clear the floor.",
    "Tell us before a guest stays the night; two nights a month are fine.",
    "Scooters park inside the gate, cars on the street.",
    "Keep wet and dry waste apart; the van comes at half past seven.",
    "Irons and kettles are fine in the rooms, heaters and hobs are not.",
    "Notice is 30 days, in writing, from any day of the month.",
    "Rent is due on the 5th; tell us early if it will be late.",
    "Pets stay with your family, however small they are.",
    "The washing machine is yours from 7 am to 9 pm.",
)
WOMEN_RULE = "Men may visit in the reception room on the ground floor."


class Thing(NamedTuple):
    """One amenity, with the Lucide icon that stands for it."""

    slug: str
    name: str
    icon: str


AMENITIES = (
    Thing("wifi", "Wi-Fi", "wifi"), Thing("power-backup", "Power back-up", "battery-charging"),
    Thing("meals", "Meals", "utensils"), Thing("washing-machine", "Washing machine", "washing-machine"),
    Thing("hot-water", "Hot water", "shower-head"), Thing("housekeeping", "Housekeeping", "sparkles"),
    Thing("drinking-water", "Filtered drinking water", "glass-water"), Thing("cctv", "CCTV at the gate", "cctv"),
    Thing("lift", "Lift", "arrow-up-down"), Thing("two-wheeler-parking", "Two-wheeler parking", "bike"),
    Thing("car-parking", "Car parking", "car"), Thing("desk", "Desk in every room", "lamp-desk"),
    Thing("air-conditioning", "Air conditioning", "air-vent"), Thing("fridge", "Fridge", "refrigerator"),
    Thing("kitchen", "Kitchen to use", "cooking-pot"), Thing("terrace", "Terrace", "sun"),
    Thing("gym", "Small gym", "dumbbell"), Thing("tv-lounge", "TV lounge", "tv"),
    Thing("library", "Bookshelf to borrow from", "library"), Thing("garden", "Garden", "trees"),
    Thing("balcony", "Balcony", "flower-2"), Thing("warden", "Warden at night", "shield-check"),
)  # fmt: skip

UNIT_WORDS = {
    "share-4": ("Bed in 4-sharing", "A bunk with a curtain, a light and a locker of your own."),
    "share-3": ("Bed in 3-sharing", "One of three single beds, each with its own cupboard; bath attached."),
    "share-2": ("Bed in 2-sharing", "One of two single beds, a desk under the window, a cupboard that locks."),
    "share-1": ("Single room", "A room to yourself with a desk, a cupboard and a bath attached."),
    "studio": ("Studio flat", "One bright room with its own small kitchen and bath."),
    "flat-1": ("1 BHK flat", "A bedroom, a living room, a kitchen and a balcony."),
    "flat-2": ("2 BHK flat", "Two bedrooms, a living room, a kitchen, two balconies."),
}


def describe(dice: Dice, *, name: str, kind: str, place: Place, includes_food: bool) -> str:
    """Write three short paragraphs about a house."""
    near, other = dice.sample(place.near, k=2)
    words = {"name": name, "place": place.name, "mood": place.mood, "near": near, "other": other}
    first = f"{dice.choice(OPENINGS[kind])} {dice.choice(PLACE_SENTENCES)}"
    second = f"{dice.choice(ROOM_SENTENCES)} {dice.choice(FOOD_SENTENCES if includes_food else NO_FOOD_SENTENCES)}"
    third = " ".join(dice.sample(CLOSINGS, k=2))
    return "\n\n".join(paragraph.format(**words) for paragraph in (first, second, third))


def summarise(dice: Dice, *, kind: str, place: Place) -> str:
    """Say it in one line."""
    return dice.choice(SUMMARIES[kind]).format(near=dice.choice(place.near))


def house_rules(dice: Dice, *, gender_policy: str) -> list[str]:
    """Choose a house's rules, each a whole sentence."""
    chosen = dice.sample(RULES, k=dice.randint(5, 7))
    return [WOMEN_RULE, *chosen] if gender_policy == "women" else chosen
