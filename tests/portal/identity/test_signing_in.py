import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client

from project.identity.models import User
from project.notifications.models import Delivery
from project.notifications.operations import send_waiting
from tests.factories.identity import PASSWORD, create_manager, create_tenant

pytestmark = pytest.mark.django_db

NEW = {"name": "Asha Rao", "email": "Asha@Example.test", "phone": "9845012345", "password1": "jacaranda-9"}


def sign_in(client: Client, person: User, password: str = PASSWORD, **extra):
    return client.post("/account/login/", {"login": person.email, "password": password, **extra})


def show_it_is_me(client: Client) -> None:
    client.post("/account/reauthenticate/", {"password": PASSWORD})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def delivery(kind: str) -> Delivery:
    return Delivery.objects.get(kind=kind)


class TestSigningUp:
    def test_makes_a_person_who_is_in_once_the_code_from_the_mail_is_typed(self, client):
        assert client.post("/account/signup/", NEW)["Location"] == "/account/confirm-email/"
        assert not is_signed_in(client)
        owed = delivery("account_code")
        assert (owed.address, owed.state) == ("asha@example.test", "waiting")

        response = client.post("/account/confirm-email/", {"code": owed.context["code_secret"]})

        assert (response.status_code, response["Location"]) == (302, "/stay/")
        assert is_signed_in(client)
        person = User.objects.get()
        assert (person.email, person.name, str(person.phone)) == ("asha@example.test", "Asha Rao", "+919845012345")

    def test_keeps_the_way_back_through_the_code(self, client):
        client.post("/account/signup/", NEW | {"next": "/account/resume/"})

        response = client.post("/account/confirm-email/", {"code": delivery("account_code").context["code_secret"]})

        assert response["Location"] == "/account/resume/"

    def test_refuses_a_wrong_code(self, client):
        client.post("/account/signup/", NEW)

        response = client.post("/account/confirm-email/", {"code": "000000"})

        assert "This code does not fit" in response.content.decode()
        assert not is_signed_in(client)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("name", ""),
            ("phone", ""),
            ("phone", "12"),
            ("email", "asha"),
            ("password1", "short"),
            ("password1", "password123"),
        ],
    )
    def test_refuses_what_is_missing_or_weak(self, client, field, value):
        response = client.post("/account/signup/", NEW | {field: value})

        assert field in response.context["form"].errors
        assert not User.objects.exists()

    def test_does_not_tell_strangers_who_has_an_account(self, client):
        owner = create_tenant(email="asha@example.test")

        response = client.post("/account/signup/", NEW)

        assert response["Location"] == "/account/confirm-email/"
        assert delivery("account_exists").to == owner
        assert User.objects.count() == 1


class TestSigningIn:
    def test_works_with_the_e_mail_in_any_case(self, client):
        tenant = create_tenant(email="asha@example.test", password=PASSWORD)
        tenant.email = "ASHA@example.test"

        assert sign_in(client, tenant)["Location"] == "/stay/"
        assert is_signed_in(client)

    def test_takes_staff_to_the_office(self, client):
        assert sign_in(client, create_manager(password=PASSWORD))["Location"] == "/office/"

    def test_refuses_a_wrong_password_in_our_words(self, client):
        response = sign_in(client, create_tenant(password=PASSWORD), "wrong")

        assert "E-mail and password do not fit together" in response.content.decode()
        assert not is_signed_in(client)

    def test_stops_guessing_at_one_account_but_not_at_its_neighbours(self, client):
        tenant, roommate = create_tenant(password=PASSWORD), create_tenant(password=PASSWORD)
        for _ in range(5):
            sign_in(client, tenant, "wrong")

        refused = sign_in(client, tenant)

        assert "Too many tries" in refused.content.decode()
        assert sign_in(Client(), roommate).status_code == 302

    def test_needs_a_confirmed_e_mail(self, client):
        tenant = create_tenant(password=PASSWORD)
        tenant.emailaddress_set.update(verified=False)

        assert sign_in(client, tenant)["Location"] == "/account/confirm-email/"
        assert not is_signed_in(client)

    def test_never_leads_away_from_us(self, client):
        assert sign_in(client, create_tenant(password=PASSWORD), next="https://evil.example/")["Location"] == "/stay/"


class TestSigningOut:
    def test_is_a_post(self, client):
        client.force_login(create_tenant())

        assert client.get("/account/logout/").status_code == 200
        assert is_signed_in(client)
        assert client.post("/account/logout/")["Location"] == "/"
        assert not is_signed_in(client)

    def test_everywhere_else_ends_other_sessions_at_once(self):
        tenant = create_tenant(password=PASSWORD)
        phone, laptop = Client(), Client()
        sign_in(phone, tenant)
        sign_in(laptop, tenant)

        laptop.post("/account/sessions/")

        assert phone.get("/account/").status_code == 302
        assert laptop.get("/account/").status_code == 200


class TestForgottenPassword:
    def test_is_replaced_by_the_link_in_the_mail(self, client):
        tenant = create_tenant(password=PASSWORD)
        client.post("/account/password/reset/", {"email": tenant.email})
        link = delivery("account_password_reset").context["reset_secret_path"]
        page = client.get(link, follow=True)

        client.post(page.redirect_chain[0][0], {"password1": "jacaranda-10", "password2": "jacaranda-10"})

        assert sign_in(Client(), tenant, "jacaranda-10").status_code == 302
        assert delivery("account_changed").context["change"] == "password_reset"

    def test_answers_the_same_for_an_unknown_e_mail_and_writes_to_nobody(self, client):
        response = client.post("/account/password/reset/", {"email": "nobody@example.test"})

        assert response["Location"] == "/account/password/reset/done/"
        assert not Delivery.objects.exists()

    def test_link_works_once(self, client):
        tenant = create_tenant(password=PASSWORD)
        client.post("/account/password/reset/", {"email": tenant.email})
        link = delivery("account_password_reset").context["reset_secret_path"]
        page = client.get(link, follow=True)
        client.post(page.redirect_chain[0][0], {"password1": "jacaranda-10", "password2": "jacaranda-10"})

        assert "This link no longer works" in Client().get(link, follow=True).content.decode()


@pytest.mark.django_db(transaction=True)
class TestAccountMail:
    def test_goes_out_by_the_worker_and_its_secret_is_forgotten(self, client):
        client.post("/account/signup/", NEW)
        code = delivery("account_code").context["code_secret"]
        assert mail.outbox == []

        assert send_waiting() == 1

        (sent,) = mail.outbox
        assert sent.to == ["asha@example.test"]
        assert code in sent.subject
        assert code in sent.body
        assert delivery("account_code").context == {}


class TestChangingTheEmail:
    def test_asks_for_the_password_again_first(self, client):
        sign_in(client, create_tenant(password=PASSWORD))

        response = client.post("/account/email/", {"email": "new@example.test", "action_add": ""})

        assert response["Location"].startswith("/account/reauthenticate/")
        assert not Delivery.objects.exists()

    def test_sends_the_code_to_the_new_address_and_changes_after_it(self, client):
        tenant = create_tenant(password=PASSWORD)
        sign_in(client, tenant)
        show_it_is_me(client)

        client.post("/account/email/", {"email": "new@example.test", "action_add": ""})
        assert delivery("account_code").address == "new@example.test"
        client.post("/account/confirm-email/", {"code": delivery("account_code").context["code_secret"]})

        before = tenant.email
        tenant.refresh_from_db()
        assert tenant.email == "new@example.test"
        assert delivery("account_changed").address == before


class TestSecondFactor:
    @pytest.fixture
    def manager(self, client) -> User:
        manager = create_manager(password=PASSWORD)
        sign_in(client, manager)
        show_it_is_me(client)
        return manager

    def connect_app(self, client: Client) -> str:
        page = client.get("/account/2fa/totp/activate/").content.decode()
        secret = re.search(r"<code>([A-Z2-7]+)</code>", page).group(1)
        client.post("/account/2fa/totp/activate/", {"code": code_for(secret)})
        return secret

    def test_app_is_connected_by_its_first_code(self, client, manager):
        self.connect_app(client)

        kinds = set(Authenticator.objects.filter(user=manager).values_list("type", flat=True))
        assert kinds == {"totp", "recovery_codes"}

    def test_seed_is_not_stored_in_the_clear(self, client, manager):
        secret = self.connect_app(client)

        assert secret not in str(Authenticator.objects.get(user=manager, type="totp").data)

    def test_is_asked_for_at_the_next_sign_in(self, client, manager):
        self.connect_app(client)
        other = Client()

        assert sign_in(other, manager)["Location"] == "/account/2fa/authenticate/"
        assert not is_signed_in(other)
        assert "One more step" in other.get("/account/2fa/authenticate/").content.decode()

    def test_recovery_code_opens_once(self, client, manager):
        self.connect_app(client)
        codes = Authenticator.objects.get(user=manager, type="recovery_codes").wrap().get_unused_codes()
        for expected in (True, False):
            other = Client()
            sign_in(other, manager)
            other.post("/account/2fa/authenticate/", {"code": codes[0]})
            assert is_signed_in(other) is expected

    def test_pages_are_in_our_look(self, client, manager):
        for page in ("", "webauthn/", "webauthn/add/", "totp/activate/"):
            response = client.get(f"/account/2fa/{page}")

            assert response.status_code == 200
            assert 'class="wrap wrap-narrow' in response.content.decode()


class TestPasskey:
    def test_sign_in_offers_a_challenge(self, client):
        response = client.get("/account/2fa/webauthn/login/", headers={"Accept": "application/json"})

        assert response.status_code == 200
        assert response.json()["request_options"]["publicKey"]["rpId"] == "testserver"

    def test_sign_in_refuses_nonsense(self, client):
        client.get("/account/2fa/webauthn/login/", headers={"Accept": "application/json"})

        assert client.post("/account/2fa/webauthn/login/", {"credential": "{}"}).status_code in (200, 302)
        assert not is_signed_in(client)


def code_for(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))
