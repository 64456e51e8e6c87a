import pytest

from project.catalog.models import Assignment, Property, Rate, UnitType
from project.kernel import clock
from tests.backoffice.asking import list_url, page_url, press, said
from tests.factories.booking import in_days
from tests.factories.catalog import create_locality, create_property, create_unit_type, show_photo

pytestmark = pytest.mark.django_db

NO_ROWS = {
    "unit_types-TOTAL_FORMS": 0,
    "unit_types-INITIAL_FORMS": 0,
    "photos-TOTAL_FORMS": 0,
    "photos-INITIAL_FORMS": 0,
}


@pytest.fixture
def draft(kaveri, house) -> Property:
    """A house with all that the public page needs."""
    draft = create_property("Second House", landlord=kaveri)
    create_unit_type(draft)
    show_photo(draft)
    return draft


def house_form(house: Property, **changed: object) -> dict[str, object]:
    fields = (
        "name", "kind", "gender_policy", "address", "pin_code", "latitude", "longitude", "time_zone", "summary",
        "free_cancel_days", "late_cancel_percent", "no_show_percent",
    )  # fmt: skip
    typed = {name: getattr(house, name) for name in fields} | {"locality": house.locality_id, "house_rules": ""}
    return typed | NO_ROWS | changed


class TestPublish:
    def test_shows_a_house_that_has_everything(self, office, draft):
        assert said(press(office, draft, "publish")) == ["Everybody can see this house now."]
        assert Property.objects.get(pk=draft.pk).is_published

    def test_says_everything_that_is_missing(self, office, kaveri, house):
        bare = create_property("Bare House", landlord=kaveri, summary="")

        page = press(office, bare, "publish").content.decode()

        assert "Describe it in one line." in page
        assert "Add a photo." in page
        assert not Property.objects.get(pk=bare.pk).is_published

    def test_takes_a_house_away_again(self, office, house):
        press(office, house, "unpublish")

        assert not Property.objects.get(pk=house.pk).is_published

    def test_knows_no_foreign_house(self, office, foreign_offer):
        assert press(office, foreign_offer.property, "unpublish").status_code == 404
        assert Property.objects.get(pk=foreign_offer.property_id).is_published

    def test_leads_to_the_public_page_only_while_there_is_one(self, office, house, draft):
        assert f"/rooms/{house.slug}/" in office.get(page_url(house)).content.decode()
        assert f"/rooms/{draft.slug}/" not in office.get(page_url(draft)).content.decode()


class TestHouseForm:
    def test_a_landlord_adds_a_house(self, office, kaveri, house):
        typed = house_form(house, name="New House", slug="new-house", landlord=kaveri.pk)

        office.post(list_url(Property) + "add/", typed)

        assert Property.objects.get(slug="new-house").landlord == kaveri

    def test_a_manager_changes_their_house_but_adds_none(self, enter, manager, house):
        client = enter(manager)

        client.post(page_url(house), house_form(house, name="Lotus House II"))

        assert Property.objects.get(pk=house.pk).name == "Lotus House II"
        assert client.get(list_url(Property) + "add/").status_code == 403

    def test_cannot_be_given_to_another_landlord(self, office, house, kaveri, foreign_offer):
        foreign = foreign_offer.property.landlord_id

        added = office.post(list_url(Property) + "add/", house_form(house, name="New", slug="new", landlord=foreign))
        office.post(page_url(house), house_form(house, landlord=foreign, slug="stolen", is_published=""))

        assert "Select a valid choice." in added.content.decode()
        assert not Property.objects.filter(slug="new").exists()
        kept = Property.objects.get(pk=house.pk)
        assert (kept.landlord, kept.slug, kept.is_published) == (kaveri, house.slug, True)

    @pytest.mark.parametrize("pin_code", ["012345", "56003", "56003A", ""])
    def test_says_what_a_pin_code_is(self, pin_code, office, house):
        response = office.post(page_url(house), house_form(house, pin_code=pin_code, name="Typed"))

        assert response.status_code == 200
        assert 'value="Typed"' in response.content.decode()
        assert Property.objects.get(pk=house.pk).pin_code == house.pin_code

    def test_takes_house_rules_a_line_each(self, office, house):
        office.post(page_url(house), house_form(house, house_rules="No smoking.\r\n\r\n Quiet after ten.\r\n"))

        assert Property.objects.get(pk=house.pk).house_rules == ["No smoking.", "Quiet after ten."]

    def test_any_locality_may_be_chosen(self, office, house):
        elsewhere = create_locality("Jayanagar")

        office.post(page_url(house), house_form(house, locality=elsewhere.pk))

        assert Property.objects.get(pk=house.pk).locality == elsewhere


class TestSetRate:
    def test_prices_it_from_a_day_on(self, office, offer):
        day = in_days(30)

        press(office, offer, "set_rate", from_date=day, rent="9000.50", deposit="18000", notice_days="30")

        rate = Rate.objects.get(unit_type=offer, from_date=day)
        assert (rate.rent_paise, rate.deposit_paise, rate.notice_days) == (9_000_50, 18_000_00, 30)

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"from_date": "2020-01-01"}, "not on a day that has passed"),
            ({"rent": "0"}, "greater than or equal to 1"),
            ({"rent": "many"}, "Enter a number."),
            ({"deposit": "1.005"}, "no more than 2 decimal places"),
        ],
    )
    def test_refuses_what_cannot_be(self, typed, words, office, offer):
        asked = {"from_date": clock.today(), "rent": "9000", "deposit": "18000", "notice_days": "30", **typed}

        assert words in press(office, offer, "set_rate", **asked).content.decode()
        assert Rate.objects.filter(unit_type=offer).count() == 1

    def test_knows_no_foreign_unit_type(self, office, foreign_offer):
        typed = {"from_date": clock.today(), "rent": "1", "deposit": "1", "notice_days": "1"}

        assert press(office, foreign_offer, "set_rate", **typed).status_code == 404
        assert Rate.objects.filter(unit_type=foreign_offer).count() == 1


class TestOffer:
    def test_stops_and_starts_again(self, office, offer, house):
        create_unit_type(house, name="Single room")

        press(office, offer, "withdraw")
        assert not UnitType.objects.get(pk=offer.pk).is_offered

        press(office, offer, "offer")
        assert UnitType.objects.get(pk=offer.pk).is_offered

    def test_the_last_thing_to_book_stays(self, office, offer):
        assert "This is the last thing people can book here." in press(office, offer, "withdraw").content.decode()
        assert UnitType.objects.get(pk=offer.pk).is_offered


class TestAssignment:
    def test_a_landlord_says_who_works_where_and_takes_it_back(self, office, kaveri, house, manager):
        Assignment.objects.all().delete()
        membership = manager.memberships.get()

        office.post(list_url(Assignment) + "add/", {"membership": membership.pk, "property": house.pk})
        assignment = Assignment.objects.get()
        office.post(page_url(assignment, "delete"), {"post": "yes"})

        assert assignment.property == house
        assert not Assignment.objects.exists()

    def test_a_manager_cannot_let_themselves_into_another_house(self, enter, manager, kaveri, house):
        other = create_property("Second House", landlord=kaveri)
        typed = {"membership": manager.memberships.get().pk, "property": other.pk}

        assert enter(manager).post(list_url(Assignment) + "add/", typed).status_code == 403
        assert not other.assignments.exists()

    def test_nobody_is_sent_to_a_foreign_house(self, office, manager, foreign_offer):
        typed = {"membership": manager.memberships.get().pk, "property": foreign_offer.property_id}

        response = office.post(list_url(Assignment) + "add/", typed)

        assert "Select a valid choice." in response.content.decode()
        assert not foreign_offer.property.assignments.exists()
