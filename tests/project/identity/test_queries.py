import pytest
from django.contrib.auth.models import AnonymousUser

from project.identity.models import Membership, Role, User
from project.identity.queries import (
    administrators,
    get_person_by_email,
    get_person_with_portrait,
    landlord_ids_for,
    roles_of,
)
from tests.factories.identity import (
    create_administrator,
    create_landlord,
    create_landlord_user,
    create_manager,
    create_tenant,
)

pytestmark = pytest.mark.django_db


class TestRolesOf:
    def test_a_guest_has_none(self):
        assert roles_of(AnonymousUser()) == set()

    def test_whoever_is_signed_in_may_rent(self):
        assert roles_of(create_tenant()) == {"tenant"}

    def test_somebody_can_have_several(self):
        landlord_user = create_landlord_user()
        Membership.objects.create(user=landlord_user, landlord=create_landlord(), role=Role.MESS_STAFF)

        assert roles_of(landlord_user) == {"tenant", "landlord", "mess_staff"}

    def test_an_administrator_is_one(self):
        assert roles_of(create_administrator()) == {"tenant", "administrator"}


class TestLandlordIdsFor:
    def test_gives_only_those_of_the_role_asked_for(self):
        kaveri, tunga = create_landlord("Kaveri Homes"), create_landlord("Tunga Stays")
        manager = create_manager(landlord=kaveri)
        Membership.objects.create(user=manager, landlord=tunga, role=Role.MESS_STAFF)
        create_manager()

        assert landlord_ids_for(manager, Role.MANAGER) == {kaveri.pk}
        assert landlord_ids_for(manager) == {kaveri.pk, tunga.pk}
        assert landlord_ids_for(manager, Role.LANDLORD) == set()

    def test_gives_a_guest_none(self):
        assert landlord_ids_for(AnonymousUser()) == set()


class TestGetPersonByEmail:
    def test_finds_them_whatever_the_case(self):
        tenant = create_tenant(email="asha@example.test")

        assert get_person_by_email("ASHA@Example.test") == tenant
        assert get_person_by_email("nobody@example.test") is None


class TestGetPersonWithPortrait:
    def test_finds_ones_own_and_an_administrator_anybodys(self):
        tenant = create_tenant(portrait="people/x.jpg")

        for viewer, expected in ((tenant, tenant), (create_administrator(), tenant), (create_tenant(), None)):
            assert get_person_with_portrait(public_id=tenant.public_id, seen_by=viewer) == expected

    def test_finds_nobody_without_one(self):
        tenant = create_tenant()

        assert get_person_with_portrait(public_id=tenant.public_id, seen_by=tenant) is None
        assert User.objects.count() == 1


class TestAdministrators:
    def test_are_those_who_may_do_everything_and_sign_in(self):
        administrator = create_administrator()
        create_administrator("Arun Bhat", is_active=False)
        create_landlord_user()
        create_tenant()

        assert administrators() == [administrator]
