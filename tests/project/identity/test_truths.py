"""What the database keeps true about people, tried by going around the operations."""

import pytest

from project.identity.models import Membership, Role, User
from tests.factories.identity import create_landlord, create_manager, create_tenant
from tests.truths import broken_by

pytestmark = pytest.mark.django_db


class TestUser:
    @pytest.fixture
    def row(self):
        return User.objects.filter(pk=create_tenant().pk)

    def test_email_is_lower_case(self, row):
        assert broken_by(lambda: row.update(email="Asha@example.test")) == "user_email_is_lower_case"

    def test_language_is_known(self, row):
        assert broken_by(lambda: row.update(language="fr")) == "user_language_is_known"

    def test_theme_is_known(self, row):
        assert broken_by(lambda: row.update(theme="pink")) == "user_theme_is_known"

    def test_history_tells_what_changed_but_never_a_password(self, row):
        row.update(name="Asha Iyer", password="x")

        first, second = User.objects.get(pk=row.get().pk).events.order_by("pgh_id")
        assert (first.name, second.name) == ("Asha Rao", "Asha Iyer")
        assert not hasattr(second, "password")


class TestMembership:
    def test_role_is_held_once(self):
        landlord = create_landlord()
        manager = create_manager(landlord=landlord)

        again = {"user": manager, "landlord": landlord, "role": Role.MANAGER}

        assert broken_by(lambda: Membership.objects.create(**again)) == "membership_role_is_held_once"

    def test_role_is_known(self):
        rows = Membership.objects.filter(user=create_manager())

        assert broken_by(lambda: rows.update(role="king")) == "membership_role_is_known"
