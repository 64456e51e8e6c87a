import pytest

from project.identity.backends import SignInBackend
from project.identity.models import User
from tests.factories.identity import create_tenant

pytestmark = pytest.mark.django_db


class TestGetUser:
    def test_gives_the_same_person_as_the_model_does(self):
        tenant = create_tenant(phone="+919845012345", portrait="people/x.jpg", language="kn")

        read = SignInBackend().get_user(tenant.pk)

        known = User.objects.get(pk=tenant.pk)
        assert read == known
        for field in User._meta.concrete_fields:
            assert getattr(read, field.attname) == getattr(known, field.attname)

    def test_reads_in_one_statement_and_can_be_saved(self, django_assert_num_queries):
        tenant = create_tenant()

        with django_assert_num_queries(1):
            read = SignInBackend().get_user(tenant.pk)

        read.name = "Asha Iyer"
        read.save()
        assert User.objects.get(pk=tenant.pk).name == "Asha Iyer"
        assert User.objects.count() == 1

    def test_gives_nobody_for_a_closed_account(self):
        assert SignInBackend().get_user(create_tenant(is_active=False).pk) is None

    def test_gives_nobody_for_an_unknown_one(self):
        assert SignInBackend().get_user(0) is None
