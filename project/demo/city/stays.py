"""The life of one unit: who stays now, who comes next, who stayed before, what was cancelled, what was repaired."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from project.demo.city.crowd import Crowd
from project.demo.city.houses import House, Offer
from project.demo.dice import Dice

IST = ZoneInfo("Asia/Kolkata")
HOLD = timedelta(minutes=10)
NOTICE_DAYS = 30
CANCEL_REASONS = (
    "Found a place closer to work",
    "My joining date moved",
    "Plans changed",
    "Staying with family for now",
    "Picked another house",
)
REPAIRS = (
    "Painting before the next tenant",
    "Leak in the bathroom ceiling",
    "Fan and wiring repair",
    "Window frame being replaced",
    "New mattress and cupboard on the way",
    "Damp wall being treated",
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days a city is told from."""

    now: datetime
    today: date
    opened: date  # houses let since then
    rise: date  # rents rose on this day

    @classmethod
    def around(cls, now: datetime, months: int) -> "Calendar":
        """The days as they stand at this moment, so many months after the houses opened."""
        today = now.astimezone(IST).date()
        return cls(now, today, first_of_month(today, -months), first_of_month(today, -5))

    def price(self, offer: Offer, day: date) -> int:
        """The rent in rupees that was shown on a day."""
        return offer.rent if day >= self.rise else offer.old_rent


@dataclass(slots=True)
class Stay:
    """One booking, in the words of the booking machine."""

    tenant: int
    state: str
    move_in: date
    move_out: date | None
    created_at: datetime
    hold_until: datetime
    rent: int
    deposit: int
    booked_at: datetime | None = None
    ended_at: datetime | None = None
    cancel_reason: str = ""

    @property
    def is_paid(self) -> bool:
        """True when the deposit came."""
        return self.booked_at is not None

    @property
    def takes_the_unit(self) -> bool:
        """True when nobody else can have the unit on these days."""
        return self.state in ("held", "booked", "staying", "left")


@dataclass(frozen=True, slots=True)
class Repair:
    """Days on which nobody can have the unit, and why."""

    start: date
    end: date
    reason: str


def first_of_month(day: date, months: int) -> date:
    """Give the first day of the month so many months away."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


class UnitStory:
    """Tells one unit's life from its dice: first what is so now (`present`), later what was before (`past`)."""

    def __init__(self, dice: Dice, calendar: Calendar, crowd: Crowd, house: House, offer: Offer) -> None:
        self.dice = dice
        self.calendar = calendar
        self.crowd = crowd
        self.house = house
        self.offer = offer
        self.repairs: list[Repair] = []
        self.earliest = calendar.today  # the first day that is already told

    def present(self) -> Iterator[Stay]:
        """Who stays, arrives or holds; sets repairs aside in `repairs`."""
        chance = self.dice.random()
        if chance < 0.76:
            yield from self._somebody_stays()
        elif chance < 0.775:
            yield self._somebody_arrives(0)
        elif chance < 0.80:
            yield self._somebody_arrives(self.dice.randint(1, 7))
        elif chance < 0.82:
            yield self._somebody_arrives(self.dice.randint(8, 45))
        elif chance < 0.85:
            self._is_repaired()
        elif chance < 0.865:
            yield self._somebody_holds()

    def past(self) -> Iterator[Stay]:
        """Earlier stays, backwards to the day the house opened, and bookings that came to nothing."""
        end = self.earliest - timedelta(days=self.dice.randint(2, 26))
        while True:
            start = end - timedelta(days=self.dice.randint(45, 300))
            if start < self.calendar.opened:
                break
            tenant = self.crowd.who_lived_here(self.dice, start, end, is_woman=self._gender())
            if tenant:
                yield self._left(tenant, start, end)
            end = start - timedelta(days=self.dice.randint(2, 30))
        if self.dice.random() < 0.07:
            yield self._cancelled()
        if self.dice.random() < 0.10:
            yield self._lapsed()

    def resident(self, number: int, *, is_woman: bool, days: int) -> Stay:
        """Puts a particular person here, since so many days."""
        start = self.calendar.today - timedelta(days=days)
        self.crowd.settle(number, start, is_woman=is_woman)
        return self._booked(number, start, None, "staying")

    def _somebody_stays(self) -> Iterator[Stay]:
        calendar, dice = self.calendar, self.dice
        longest = (calendar.today - calendar.opened).days - 1
        start = calendar.today - timedelta(days=min(longest, int(dice.triangular(2, longest, 70))))
        leaves = calendar.today + timedelta(days=dice.randint(3, 40)) if dice.random() < 0.12 else None
        yield self._booked(self._newcomer(start), start, leaves, "staying")
        if leaves and dice.random() < 0.4:
            comes = leaves + timedelta(days=dice.randint(2, 9))
            yield self._booked(self._newcomer(comes), comes, None, "booked")
        self.earliest = start

    def _somebody_arrives(self, days: int) -> Stay:
        start = self.calendar.today + timedelta(days=days)
        self.earliest = self.calendar.today - timedelta(days=self.dice.randint(1, 20))
        return self._booked(self._newcomer(start), start, None, "booked")

    def _somebody_holds(self) -> Stay:
        start = self.calendar.today + timedelta(days=self.dice.randint(1, 30))
        created = self.calendar.now - timedelta(seconds=self.dice.randint(20, 240))
        self.earliest = self.calendar.today - timedelta(days=self.dice.randint(1, 20))
        return self._stay(self._newcomer(start), "held", start, None, created)

    def _is_repaired(self) -> None:
        start = self.calendar.today - timedelta(days=self.dice.randint(0, 6))
        end = self.calendar.today + timedelta(days=self.dice.randint(2, 15))
        self.repairs.append(Repair(start, end, self.dice.choice(REPAIRS)))
        self.earliest = start

    def _left(self, tenant: int, start: date, end: date) -> Stay:
        stay = self._booked(tenant, start, end, "left")
        stay.ended_at = min(self._at(end, 9, 12), self.calendar.now)
        return stay

    def _cancelled(self) -> Stay:
        asked = self.calendar.today - timedelta(days=self.dice.randint(4, 90))
        stay = self._booked(
            self._passer_by(), asked + timedelta(days=self.dice.randint(8, 25)), None, "cancelled", asked
        )
        stay.cancel_reason = self.dice.choice(CANCEL_REASONS)
        if self.dice.random() < 0.4:
            stay.booked_at, stay.ended_at = None, stay.created_at + timedelta(minutes=self.dice.randint(2, 8))
        else:
            stay.ended_at = stay.created_at + timedelta(days=self.dice.randint(1, 3), minutes=self.dice.randint(5, 55))
        return stay

    def _lapsed(self) -> Stay:
        asked = self.calendar.today - timedelta(days=self.dice.randint(1, 60))
        created = self._at(asked, 9, 21)
        stay = self._stay(self._passer_by(), "lapsed", asked + timedelta(days=self.dice.randint(2, 25)), None, created)
        stay.ended_at = stay.hold_until + timedelta(seconds=self.dice.randint(2, 55))
        return stay

    def _booked(self, tenant: int, start: date, end: date | None, state: str, asked: date | None = None) -> Stay:
        """A paid booking, made some days before the move and never in the future."""
        latest = min(start, self.calendar.today) - timedelta(days=1)
        asked = asked or latest - timedelta(days=self.dice.randint(0, 16))
        stay = self._stay(tenant, state, start, end, self._at(asked, 8, 21))
        stay.booked_at = stay.created_at + timedelta(seconds=self.dice.randint(70, 520))
        return stay

    def _stay(self, tenant: int, state: str, start: date, end: date | None, created: datetime) -> Stay:
        rent = self.calendar.price(self.offer, created.astimezone(IST).date())
        return Stay(tenant, state, start, end, created, created + HOLD, rent, rent * self.offer.deposit_months)

    def _at(self, day: date, first_hour: int, last_hour: int) -> datetime:
        moment = time(self.dice.randint(first_hour, last_hour), self.dice.randrange(60), self.dice.randrange(60))
        return datetime.combine(day, moment, IST)

    def _gender(self) -> bool:
        policy = self.house.gender_policy
        return policy == "women" or (policy == "anyone" and self.dice.random() < 0.47)

    def _newcomer(self, day: date) -> int:
        return self.crowd.move_in(day, is_woman=self._gender())

    def _passer_by(self) -> int:
        return self.crowd.anybody(self.dice, is_woman=self._gender())
