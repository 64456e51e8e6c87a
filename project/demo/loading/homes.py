"""Writes houses with everything that stands in them: offers, rates, rooms, units, pictures."""

from collections.abc import Iterator
from dataclasses import dataclass

from project.demo.city.houses import FLATS, House, Offer
from project.demo.city.sizes import CitySize
from project.demo.city.stays import NOTICE_DAYS, Calendar, first_of_month
from project.demo.city.words import UNIT_WORDS
from project.demo.dice import identity_of
from project.demo.loading.gallery import Gallery, Sitter
from project.demo.loading.rows import Sheets, paise

# Which drawing shows which offer, and what else a kind of house has to show.
DRAWING_OF = {"flat-1": "living", "flat-2": "share-2"}
COMMON_ROOMS = {"pg": ("mess",), "hostel": ("mess", "living"), "coliving": ("living", "kitchen"), "flats": ("kitchen",)}
COMMON_WORDS = {"mess": "the mess, with its long tables", "living": "the living room", "kitchen": "the kitchen"}


@dataclass(frozen=True, slots=True)
class Home:
    """One unit as the stories of its people need it."""

    house: House
    offer: Offer
    unit_id: int
    unit_type_id: int


@dataclass(frozen=True, slots=True)
class Shot:
    """One photo of a house: the picture, what it shows, and of which offer."""

    sitter: Sitter
    title: str
    offer: int | None


class HomeWriter:
    """Writes one house after the other."""

    def __init__(self, size: CitySize, calendar: Calendar, sheets: Sheets, gallery: Gallery) -> None:
        self.size = size
        self.calendar = calendar
        self.sheets = sheets
        self.gallery = gallery
        self.photo_ids: dict[Sitter, int] = {}
        self.photo_titles: dict[int, tuple[Sitter, str]] = {}

    def write(self, house: House, property_id: int) -> Iterator[Home]:
        """Writes all of a house but its property row, and gives its units."""
        type_ids = [self._write_offer(house, number, property_id) for number in range(len(house.offers))]
        for position, shot in enumerate(self._shots(house)):
            type_id = None if shot.offer is None else type_ids[shot.offer]
            self.sheets.property_photos.add(property_id, type_id, self.photo_of(shot.sitter, shot.title), position)
        yield from self._write_rooms(house, property_id, type_ids)

    def photo_of(self, sitter: Sitter, title: str) -> int:
        """The id of a picture's row; the row itself is written when the picture is drawn."""
        if sitter not in self.photo_ids:
            self.photo_ids[self.gallery.order(sitter)] = self.sheets.photos.next_id + len(self.photo_ids)
            self.photo_titles[self.photo_ids[sitter]] = (sitter, title)
        return self.photo_ids[sitter]

    def _write_offer(self, house: House, number: int, property_id: int) -> int:
        offer = house.offers[number]
        name, description = UNIT_WORDS[offer.kind]
        kind = "flat" if offer.kind in FLATS else "room" if offer.sharing == 1 else "bed"
        public_id = identity_of("offer", house.slug, offer.kind)
        type_id = self.sheets.unit_types.add(property_id, name, kind, offer.sharing, description, number, public_id)
        for day, rent in self._prices(offer):
            self.sheets.rates.add(type_id, day, paise(rent), paise(rent * offer.deposit_months), NOTICE_DAYS)
        return type_id

    def _prices(self, offer: Offer) -> Iterator[tuple[object, int]]:
        yield first_of_month(self.calendar.opened, -2), offer.old_rent
        yield self.calendar.rise, offer.rent
        if offer.next_rent:
            yield first_of_month(self.calendar.today, 2), offer.next_rent

    def _write_rooms(self, house: House, property_id: int, type_ids: list[int]) -> Iterator[Home]:
        for room in house.rooms:
            identity = identity_of("room", house.slug, room.name)
            room_id = self.sheets.rooms.add(property_id, room.name, room.floor, room.units, identity)
            for bed in range(room.units):
                label = "ABCD"[bed] if room.units > 1 else ""
                unit_id = self.sheets.units.add(
                    room_id, type_ids[room.offer], label, identity_of("unit", house.slug, room.name, label)
                )
                yield Home(house, house.offers[room.offer], unit_id, type_ids[room.offer])

    def _shots(self, house: House) -> Iterator[Shot]:
        yield Shot(self._sitter(house, "facade", self.size.facades), f"{house.name} from the street", None)
        for number, offer in enumerate(house.offers):
            drawing = DRAWING_OF.get(offer.kind, offer.kind)
            yield Shot(
                self._sitter(house, drawing, self.size.interiors),
                f"{house.name}: {UNIT_WORDS[offer.kind][0].lower()}",
                number,
            )
        shown = {DRAWING_OF.get(offer.kind, offer.kind) for offer in house.offers}
        for room in COMMON_ROOMS[house.kind]:
            if room not in shown:
                yield Shot(self._sitter(house, room, self.size.interiors), f"{house.name}: {COMMON_WORDS[room]}", None)

    def _sitter(self, house: House, kind: str, pool: int) -> Sitter:
        """A house's own picture, or its share of a pool."""
        if self.size.own_pictures:
            return Sitter(kind, house.slug)
        return Sitter(kind, f"{house.number % pool:03d}")
