"""What people of the demo city wrote to each other: believable, short, and in the languages they speak."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Line:
    """Something said so long ago, by whom it belongs to or by staff; `answers` counts lines back to what it replies to."""

    ago: timedelta
    is_staff: bool
    text: str
    answers: int = 0


def _ago(days: int, minutes: int) -> timedelta:
    return timedelta(days=days, minutes=minutes)


HOUSE = (
    Line(_ago(6, 190), False, "Good evening! The tap in our bathroom drips all night. Could somebody have a look?"),
    Line(_ago(6, 171), True, "Good evening Ananya, sorry about that. I send Basavaraj tomorrow between 10 and 11."),
    Line(_ago(6, 170), True, "Will somebody be in the room?"),
    Line(_ago(6, 164), False, "My roommate is there until noon.", answers=1),
    Line(_ago(6, 163), False, "👍"),
    Line(_ago(5, 412), True, "He has put in a new washer. Please tell me if it drips again."),
    Line(_ago(5, 75), False, "All quiet now. धन्यवाद!"),
    Line(_ago(1, 300), True, "Water: the tank is cleaned on Saturday from 2 to 4 pm. Please keep a bucket ready."),
    Line(
        _ago(0, 42),
        False,
        "Thanks. Is the rule about visitors after 9 the same on weekends? My sister comes on Sunday.",
    ),
)
SUPPORT = (
    Line(_ago(12, 250), False, "Where do I find the receipt for my deposit? My company asks for it."),
    Line(
        _ago(12, 231), True, "Under Receipts, in the line of your deposit: the PDF has the house's address and number."
    ),
    Line(_ago(12, 229), False, "Found it, thank you 🙏"),
)
QUESTION = (Line(_ago(0, 25), False, "ನಮಸ್ಕಾರ, is a bed free from the first? And is the food vegetarian?"),)
GUEST_NAME = "Kiran"
REPLIES = (
    ("Visitors", "Dear {name}, visitors are welcome until 9 pm, at {house} also on weekends. {me}"),
    ("Plumber comes", "Dear {name}, the plumber comes tomorrow between 10 and 11. Will somebody be in the room?"),
    ("Visit the house", "Hello {name}, you are welcome to see {house}. Which day suits you? {me}"),
)
SUPPORT_REPLIES = (
    ("Receipt", "Hello {name}, you find every receipt as a PDF under Receipts. {me}"),
    ("Refund times", "Hello {name}, a refund reaches a card in five to seven working days. {me}"),
)
