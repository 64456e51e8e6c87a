import pytest

from project.booking.models import Occupancy, Room, Unit
from tests.backoffice.asking import list_url, page_url, press, said
from tests.factories.booking import create_block, create_booked, create_room, create_unit, in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(offer) -> Unit:
    return Unit.objects.filter(unit_type=offer).first()


def forms_of(room: Room, *new: dict[str, object]) -> dict[str, object]:
    """What the units' tab of a room sends."""
    rows = [{"id": unit.pk, "label": unit.label, "unit_type": unit.unit_type_id} for unit in room.units.all()]
    sent: dict[str, object] = {"units-TOTAL_FORMS": len(rows) + len(new), "units-INITIAL_FORMS": len(rows)}
    for place, row in enumerate([*rows, *new]):
        sent |= {f"units-{place}-{name}": value for name, value in {"room": room.pk, **row}.items()}
    return sent


def room_form(room: Room, *new: dict[str, object], **changed: object) -> dict[str, object]:
    typed = {"name": room.name, "floor": room.floor, "licensed_capacity": room.licensed_capacity, **changed}
    return typed | forms_of(room, *new)


class TestBlock:
    def test_takes_a_unit_off_the_market_with_a_reason(self, office, unit):
        response = press(office, unit, "block", start=in_days(1), end=in_days(4), reason="Painting")

        block = Occupancy.objects.get(unit=unit)
        assert said(response) == ["The unit is blocked."]
        assert (block.kind, block.reason) == ("blocked", "Painting")
        assert (block.during.lower, block.during.upper) == (in_days(1), in_days(4))

    def test_may_have_no_end(self, office, unit):
        press(office, unit, "block", start=in_days(1), end="", reason="Painting")

        assert Occupancy.objects.get(unit=unit).during.upper is None

    def test_says_when_somebody_has_the_unit(self, office, offer):
        taken = create_booked(offer, move_in=in_days(2)).unit

        response = press(office, taken, "block", start=in_days(1), end=in_days(4), reason="Painting")

        assert "Somebody else has this unit on some of these days." in response.content.decode()
        assert not Occupancy.objects.filter(kind="blocked").exists()

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"start": "2026-12-05", "end": "2026-12-01", "reason": "x"}, "Choose a day after the first one."),
            ({"start": "2026-12-05", "reason": ""}, "This field is required."),
            ({"start": "soon", "reason": "x"}, "Enter a valid date."),
        ],
    )
    def test_refuses_what_makes_no_sense(self, office, unit, typed, words):
        assert words in press(office, unit, "block", **typed).content.decode()
        assert not Occupancy.objects.exists()

    def test_knows_no_foreign_unit(self, office, foreign_offer):
        foreign = Unit.objects.get(pk=foreign_offer.units.first().pk)

        assert office.get(page_url(foreign, "block")).status_code == 404
        assert press(office, foreign, "block", start=in_days(1), reason="x").status_code == 404
        assert not Occupancy.objects.exists()


class TestLift:
    def test_gives_the_unit_back_and_shows_it(self, office, unit):
        block = create_block(unit, in_days(0), None)

        response = press(office, block, "lift")

        assert response.url == page_url(unit)
        assert not Occupancy.objects.exists()

    def test_is_offered_only_for_blocks(self, office, offer):
        taken = Occupancy.objects.get(booking=create_booked(offer))

        assert office.get(page_url(taken)).context["actions_detail"] == []


class TestRooms:
    def test_a_landlord_adds_a_room_with_its_beds(self, office, house, offer):
        typed = {"property": house.pk, "name": "301", "floor": 3, "licensed_capacity": 2}
        beds = {"units-TOTAL_FORMS": 2, "units-INITIAL_FORMS": 0}
        for place, label in enumerate("AB"):
            beds |= {f"units-{place}-label": label, f"units-{place}-unit_type": offer.pk}

        response = office.post(list_url(Room) + "add/", typed | beds)

        assert response.status_code == 302
        assert [str(unit) for unit in Unit.objects.filter(room__name="301")] == ["301 · A", "301 · B"]

    def test_tells_in_the_form_when_there_are_more_beds_than_licensed(self, office, house, offer):
        room = create_room(house, licensed_capacity=1)
        create_unit(offer, room=room)

        response = office.post(page_url(room), room_form(room, {"label": "B", "unit_type": offer.pk}))

        page = response.content.decode()
        assert response.status_code == 200
        assert "A room cannot have more beds in use than the people it is licensed for." in page
        assert 'value="B"' in page
        assert room.units.count() == 1

    def test_tells_in_the_form_when_the_licence_is_too_small(self, office, house, offer):
        room = create_room(house, licensed_capacity=2)
        create_unit(offer, room=room)
        create_unit(offer, room=room)

        response = office.post(page_url(room), room_form(room, licensed_capacity=1))

        assert "More beds are in use in this room than that." in response.content.decode()
        assert Room.objects.get(pk=room.pk).licensed_capacity == 2

    def test_a_form_cannot_smuggle_in_a_foreign_house_or_unit_type(self, office, foreign_offer, house):
        typed = {"property": foreign_offer.property_id, "name": "301", "floor": 3, "licensed_capacity": 2}
        none = {"units-TOTAL_FORMS": 0, "units-INITIAL_FORMS": 0}
        room = create_room(house)

        response = office.post(list_url(Room) + "add/", typed | none)
        office.post(page_url(room), room_form(room, {"label": "A", "unit_type": foreign_offer.pk}))

        assert "Select a valid choice." in response.content.decode()
        assert not Room.objects.filter(name="301").exists()
        assert not room.units.exists()

    def test_offers_only_ones_own_houses_to_choose_from(self, office, house, foreign_offer):
        query = "?app_label=booking&model_name=room&field_name=property&term="

        found = office.get("/office/autocomplete/" + query).json()["results"]

        assert [choice["text"] for choice in found] == ["Lotus House"]
