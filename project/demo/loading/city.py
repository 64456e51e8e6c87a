"""Builds a whole city: people, landlords, houses, first what is so today and then how it came to be."""

from datetime import date
from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify
from wagtail.models import Collection

from project.catalog.models import Amenity, Locality
from project.demo.city.crowd import Crowd
from project.demo.city.houses import House, build_houses, landlord_of
from project.demo.city.people import Person, name_landlord
from project.demo.city.places import PLACES
from project.demo.city.sizes import CitySize
from project.demo.city.stays import Calendar, UnitStory
from project.demo.city.words import AMENITIES
from project.demo.dice import dice_for, identity_of
from project.demo.loading.gallery import Gallery, Sitter
from project.demo.loading.homes import Home, HomeWriter
from project.demo.loading.lives import LifeWriter
from project.demo.loading.rows import Sheets, instant

PASSWORD = "demo-nivas"  # noqa: S105 - printed on the screen, and refused in production
NO_PASSWORD = "!"  # noqa: S105 - Django's mark for "nobody can sign in with a password"
PORTRAITS = 80
TENANTS_ROOM = "share-2"
MESS_HOUSES = ("pg", "hostel")


class Told(NamedTuple):
    """A unit whose present is written, and the first day of it."""

    home: Home
    earliest: date


class CityWriter:
    """Fills the sheets; nothing reaches the database before they are loaded."""

    def __init__(self, size: CitySize, calendar: Calendar, sheets: Sheets, gallery: Gallery) -> None:
        self.size = size
        self.calendar = calendar
        self.sheets = sheets
        self.gallery = gallery
        self.first_user = sheets.users.next_id
        self.crowd = Crowd(size.name, self._write_person)
        self.homes = HomeWriter(size, calendar, sheets, gallery)
        self.lives = LifeWriter(size.name, sheets, self.first_user)
        self._password = make_password(PASSWORD, salt=identity_of("salt").hex)
        self._told: list[Told] = []

    def write(self) -> None:
        """Writes the city, all but its photos."""
        self.crowd.hire("admin")
        tenant = self.crowd.hire("tenant")
        landlords = [self._write_landlord(number) for number in range(self.size.landlords)]
        localities, amenities = self._write_localities(), self._write_amenities()
        for house in build_houses(self.size):
            property_id = self._write_property(house, landlords[house.landlord], localities)
            for slug in house.amenities:
                self.sheets.property_amenities.add(property_id, amenities[slug])
            self._write_staff(house, property_id, landlords[house.landlord])
            for home in self.homes.write(house, property_id):
                self._write_present(home, tenant)
        self._write_past()

    def write_photos(self) -> None:
        """Writes the photos' rows as their pictures get drawn."""
        root = Collection.get_first_root_node().pk
        made = instant(self.calendar.now)
        for sitter, title in self.homes.photo_titles.values():
            drawn = self.gallery.drawn(sitter)
            left, top, right, bottom = (round(edge) for edge in drawn.focus)
            focus = ((left + right) // 2, (top + bottom) // 2, right - left, bottom - top)
            size = (drawn.width, drawn.height)
            self.sheets.photos.add(root, title, sitter.path, *size, made, drawn.size, drawn.digest, title, *focus)

    def _write_person(self, person: Person) -> None:
        portrait = ""
        if person.number <= PORTRAITS:
            portrait = self.gallery.order(
                Sitter(f"portrait-{'woman' if person.is_woman else 'man'}", f"{self.size.name}-{person.number}")
            ).path
        user_id = self.sheets.users.add(
            self._password if person.has_login else NO_PASSWORD,
            person.is_superuser,
            person.email,
            person.name,
            person.phone,
            portrait,
            person.language,
            person.is_staff,
            self.calendar.opened,
            identity_of("person", self.size.name, person.number),
        )
        self.sheets.emails.add(user_id, person.email, True, True)

    def _write_landlord(self, number: int) -> int:
        dice = dice_for("landlord", self.size.name, number)
        owner = self.crowd.hire(None if number else "landlord", is_woman=dice.random() < 0.4)
        name = name_landlord(dice, owner)
        slug = f"{slugify(name)}-{number}" if number else slugify(name)
        identity = identity_of("landlord", self.size.name, number)
        landlord_id = self.sheets.landlords.add(name, slug, owner.email, owner.phone, self.calendar.opened, identity)
        self._give_role(owner, landlord_id, "landlord")
        return landlord_id

    def _give_role(self, person: Person, landlord_id: int, role: str) -> int:
        identity = identity_of("membership", self.size.name, person.number)
        return self.sheets.memberships.add(
            self.first_user + person.number - 1, landlord_id, role, self.calendar.opened, identity
        )

    def _write_localities(self) -> dict[str, int]:
        """Every locality is there; only those with a house of ours have a picture."""
        known = dict(Locality.objects.values_list("slug", "id"))
        lived_in = {house.place.slug for house in build_houses(self.size)}
        for place in PLACES:
            if place.slug in known:
                continue
            picture = (
                self.homes.photo_of(Sitter("map", place.slug), f"Map of {place.name}")
                if place.slug in lived_in
                else None
            )
            known[place.slug] = self.sheets.localities.add(
                place.name, place.slug, list(place.aliases), place.latitude, place.longitude, picture
            )
        return known

    def _write_amenities(self) -> dict[str, int]:
        known = dict(Amenity.objects.values_list("slug", "id"))
        for position, thing in enumerate(AMENITIES):
            if thing.slug not in known:
                known[thing.slug] = self.sheets.amenities.add(thing.name, thing.slug, thing.icon, position * 10)
        return known

    def _write_property(self, house: House, landlord_id: int, localities: dict[str, int]) -> int:
        opened = self.calendar.opened
        return self.sheets.properties.add(
            landlord_id,
            house.name,
            house.slug,
            house.kind,
            house.gender_policy,
            localities[house.place.slug],
            house.address,
            house.place.pin_code,
            house.latitude,
            house.longitude,
            house.summary,
            house.description,
            house.rules,
            house.includes_food,
            True,
            opened,
            opened,
            identity_of("house", house.slug),
        )

    def _write_staff(self, house: House, property_id: int, landlord_id: int) -> None:
        """A manager for every third house, somebody for the kitchen where there is a mess; both have a log-in at the first."""
        first = house.number == 0 or landlord_of(self.size, house.number - 1) != house.landlord
        if first or house.number % 3 == 0:
            manager = self.crowd.hire(None if house.number else "manager", is_woman=house.number % 2 == 0)
            self.sheets.assignments.add(self._give_role(manager, landlord_id, "manager"), property_id)
        if house.kind in MESS_HOUSES and (house.number == 0 or house.number % 2):
            cook = self.crowd.hire(None if house.number else "cook", is_woman=house.number % 4 == 1)
            self.sheets.assignments.add(self._give_role(cook, landlord_id, "mess_staff"), property_id)

    def _story(self, when: str, home: Home) -> UnitStory:
        dice = dice_for(when, self.size.name, home.unit_id - self._first_unit)
        return UnitStory(dice, self.calendar, self.crowd, home.house, home.offer)

    def _write_present(self, home: Home, tenant: Person) -> None:
        story = self._story("present", home)
        if self._is_the_tenants(home):
            stay = story.resident(tenant.number, is_woman=tenant.is_woman, days=134)
            self.lives.write_stay(home, stay)
            self._told.append(Told(home, stay.move_in))
            return
        for stay in story.present():
            self.lives.write_stay(home, stay)
        for repair in story.repairs:
            self.lives.write_repair(home, repair, self.calendar.now)
        self._told.append(Told(home, story.earliest))

    def _is_the_tenants(self, home: Home) -> bool:
        """The first bed for two in the landlord's first house is where the fixed tenant lives."""
        return (
            home.house.number == 0
            and home.offer.kind == TENANTS_ROOM
            and not any(told.home.unit_type_id == home.unit_type_id for told in self._told)
        )

    def _write_past(self) -> None:
        for home, earliest in self._told:
            story = self._story("past", home)
            story.earliest = earliest
            for stay in story.past():
                self.lives.write_stay(home, stay)

    @property
    def _first_unit(self) -> int:
        return self.sheets.units.next_id - self.sheets.units.rows
