import pytest

from project.identity.models import Membership, Role, User
from project.notifications.models import Delivery
from tests.backoffice.asking import list_url, page_url, rows_of
from tests.factories.booking import create_booked
from tests.factories.identity import create_person
from tests.factories.payments import create_payment, create_refund

pytestmark = pytest.mark.django_db


class TestPersonsPage:
    def test_tells_the_story_in_tabs_as_far_as_it_is_this_landlords(
        self, office, offer, foreign_offer, tenant, fake_gateway
    ):
        ours = create_booked(offer, by=tenant)
        theirs = create_booked(foreign_offer, by=tenant)
        payment = create_payment(by=tenant, subject=ours.subject)
        create_payment(by=tenant, subject=theirs.subject)
        create_refund(payment)
        Delivery.objects.create(
            kind="booking_cancelled",
            to=tenant,
            context={"booking_path": f"/bookings/{ours.public_id}/", "property": "Lotus House", "refund_paise": 0},
        )

        response = office.get(page_url(tenant))
        page = response.content.decode()

        story = response.context["person_story"]
        assert (story.now, story.bookings, story.paid.paise, story.returned.paise) == ([ours], 1, 1700000, 1700000)
        assert "Banyan House" not in page
        assert [len(tab.formset.queryset) for tab in response.context["inline_admin_formsets"]][:2] == [1, 1]

    def test_an_administrator_reads_all_of_it(self, enter, administrator, offer, foreign_offer, tenant):
        create_booked(offer, by=tenant)
        create_booked(foreign_offer, by=tenant)

        assert enter(administrator).get(page_url(tenant)).context["person_story"].bookings == 2

    def test_a_stranger_is_not_there(self, office, foreign_offer, tenant):
        create_booked(foreign_offer, by=tenant)

        assert office.get(page_url(tenant)).status_code == 404

    @pytest.mark.parametrize("words", ["asha", "9845012345", "098450 12345"])
    def test_is_found_by_name_and_phone(self, words, office, offer, tenant):
        create_booked(offer, by=tenant)

        assert rows_of(office, f"{list_url(User)}?q={words}") == [tenant]

    def test_costs_the_same_for_a_long_story(self, office, offer, tenant, django_assert_max_num_queries):
        for _ in range(3):
            create_booked(offer, by=tenant)

        with django_assert_max_num_queries(30):
            office.get(page_url(tenant))


class TestRoles:
    def test_a_landlord_hires_somebody_who_can_then_enter(self, office, kaveri):
        person = create_person("Kiran Rao")

        office.post(list_url(Membership) + "add/", {"email": person.email, "landlord": kaveri.pk, "role": "manager"})

        assert Membership.objects.get(user=person).role == Role.MANAGER
        assert User.objects.get(pk=person.pk).is_staff

    def test_a_landlord_lets_them_go(self, office, kaveri, cook):
        cook.memberships.get().assignments.all().delete()

        office.post(page_url(cook.memberships.get(), "delete"), {"post": "yes"})

        assert not cook.memberships.exists()
        assert not User.objects.get(pk=cook.pk).is_staff

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"email": "nobody@example.test"}, "Nobody signs in with this e-mail."),
            ({"email": "nonsense"}, "Enter a valid email address."),
            ({"role": "landlord"}, "Select a valid choice."),
        ],
    )
    def test_refuses_what_is_not_theirs_to_give(self, typed, words, office, kaveri, landlord):
        person = create_person("Kiran Rao")
        asked = {"email": person.email, "landlord": kaveri.pk, "role": "manager", **typed}

        assert words in office.post(list_url(Membership) + "add/", asked).content.decode()
        assert not person.memberships.exists()

    def test_cannot_hire_for_a_foreign_landlord(self, office, landlord, foreign_offer):
        person = create_person("Kiran Rao")
        asked = {"email": person.email, "landlord": foreign_offer.property.landlord_id, "role": "manager"}

        assert "Select a valid choice." in office.post(list_url(Membership) + "add/", asked).content.decode()
        assert not person.memberships.exists()

    def test_nobody_puts_a_landlord_out_of_their_house(self, office, landlord):
        assert office.post(page_url(landlord.memberships.get(), "delete"), {"post": "yes"}).status_code == 403
        assert landlord.memberships.exists()

    def test_an_administrator_lets_somebody_stand_for_a_landlord(self, enter, administrator, kaveri):
        person = create_person("Kiran Rao")
        asked = {"email": person.email, "landlord": kaveri.pk, "role": "landlord"}

        enter(administrator).post(list_url(Membership) + "add/", asked)

        assert person.memberships.get().role == Role.LANDLORD
