import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission
from django.test import Client

from tests.factories.identity import (
    create_administrator,
    create_landlord_user,
    create_manager,
    create_mess_staff,
    create_person,
    create_tenant,
)

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.project.identity.access.pages")]


def signed_in_as(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


class TestPublicPage:
    def test_opens_to_a_guest(self, client):
        assert client.get("/").status_code == 200


class TestSignedInPage:
    def test_sends_a_guest_to_sign_in_and_back(self, client):
        response = client.get("/own/?tab=2")

        assert response.status_code == 302
        assert response["Location"] == "/account/login/?next=%2Fown%2F%3Ftab%3D2"

    def test_opens_to_a_tenant(self):
        assert signed_in_as(create_tenant()).get("/own/").status_code == 200

    def test_is_closed_to_a_closed_account(self):
        assert signed_in_as(create_tenant(is_active=False)).get("/own/").status_code == 302

    def test_sends_htmx_by_its_own_header_to_the_page_the_person_saw(self, client):
        response = client.get(
            "/own/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/letter/?page=3"}
        )

        assert response.status_code == 200
        assert response["HX-Redirect"] == "/account/login/?next=%2Fletter%2F%3Fpage%3D3"

    def test_never_sends_to_a_page_of_somebody_else(self, client):
        response = client.get("/own/", headers={"HX-Request": "true", "HX-Current-URL": "https://evil.example/own/"})

        assert response["HX-Redirect"] == "/account/login/?next=%2Fown%2F"


class TestPageNobodyDecidedOn:
    def test_is_private(self, client):
        assert client.get("/forgotten/").status_code == 302

    @pytest.mark.parametrize("path", ["/office/forgotten/", "/cms/forgotten/"])
    def test_is_for_staff_where_staff_work(self, path):
        assert signed_in_as(create_tenant()).get(path).status_code == 403

    def test_opens_to_staff_under_office(self):
        assert signed_in_as(create_manager()).get("/office/forgotten/").status_code == 200

    def test_under_cms_asks_for_the_editors_permission(self):
        editor = create_manager()
        assert signed_in_as(editor).get("/cms/forgotten/").status_code == 403

        editor.user_permissions.add(Permission.objects.get(codename="access_admin"))

        assert signed_in_as(editor).get("/cms/forgotten/").status_code == 200


class TestOfficePage:
    @pytest.mark.parametrize("create", [create_landlord_user, create_manager, create_mess_staff, create_administrator])
    def test_opens_to_staff(self, create):
        assert signed_in_as(create()).get("/office/").status_code == 200

    def test_refuses_a_tenant(self):
        assert signed_in_as(create_tenant()).get("/office/").status_code == 403

    def test_with_a_role_opens_to_that_role(self):
        assert signed_in_as(create_mess_staff()).get("/office/kitchen/").status_code == 200

    def test_with_a_role_refuses_another(self):
        assert signed_in_as(create_manager()).get("/office/kitchen/").status_code == 403

    def test_with_a_role_opens_to_an_administrator(self):
        assert signed_in_as(create_administrator()).get("/office/kitchen/").status_code == 200

    def test_refuses_a_role_without_the_right_to_enter(self):
        cook = create_mess_staff()
        cook.is_staff = False
        cook.save(update_fields=["is_staff"])

        assert signed_in_as(cook).get("/office/kitchen/").status_code == 403


class TestSecondFactor:
    def test_is_not_asked_for_in_the_demo(self):
        assert signed_in_as(create_manager()).get("/office/").status_code == 200

    def test_is_set_up_before_the_office_opens(self, settings):
        settings.STAFF_NEED_SECOND_FACTOR = True

        response = signed_in_as(create_manager()).get("/office/")

        assert (response.status_code, response["Location"]) == (302, "/account/2fa/")

    @pytest.mark.parametrize("kind", [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
    def test_opens_the_office(self, settings, kind):
        settings.STAFF_NEED_SECOND_FACTOR = True
        manager = create_manager()
        Authenticator.objects.create(user=manager, type=kind, data={})

        assert signed_in_as(manager).get("/office/").status_code == 200

    def test_is_more_than_recovery_codes(self, settings):
        settings.STAFF_NEED_SECOND_FACTOR = True
        manager = create_manager()
        Authenticator.objects.create(user=manager, type=Authenticator.Type.RECOVERY_CODES, data={})

        assert signed_in_as(manager).get("/office/").status_code == 302

    def test_is_not_asked_of_tenants(self, settings):
        settings.STAFF_NEED_SECOND_FACTOR = True

        assert signed_in_as(create_person()).get("/own/").status_code == 200
