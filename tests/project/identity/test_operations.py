import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from project.identity.models import Membership, Role, User
from project.identity.operations import give_role, remove_portrait, set_portrait, set_preferences, take_role
from project.kernel.pictures import NotAPicture
from project.kernel.transactions import transaction
from tests.factories.catalog import picture_bytes
from tests.factories.identity import create_administrator, create_landlord, create_manager, create_tenant

pytestmark = pytest.mark.django_db


class TestSetPreferences:
    def test_changes_only_what_was_chosen(self):
        tenant = create_tenant(language="kn", theme="dark")

        set_preferences(person=tenant, theme="light")

        tenant.refresh_from_db()
        assert (tenant.language, tenant.theme) == ("kn", "light")


class TestSetPortrait:
    @pytest.fixture(autouse=True)
    def own_files(self, monkeypatch, tmp_path):
        monkeypatch.setattr(User._meta.get_field("portrait"), "storage", FileSystemStorage(tmp_path))
        return tmp_path

    def test_gives_the_file_a_name_that_tells_nothing(self):
        tenant = set_portrait(person=create_tenant(), picture=ContentFile(picture_bytes(), "asha-rao.png"))

        assert tenant.portrait.name.startswith("people/")
        assert tenant.portrait.name.endswith(".png")
        assert "asha" not in tenant.portrait.name

    def test_refuses_what_is_no_picture_and_keeps_the_one_before(self, own_files):
        tenant = set_portrait(person=create_tenant(), picture=ContentFile(picture_bytes(), "me.png"))
        before = tenant.portrait.name

        with pytest.raises(NotAPicture):
            set_portrait(person=tenant, picture=ContentFile(b"no picture", "me.png"))

        assert User.objects.get(pk=tenant.pk).portrait.name == before
        assert (own_files / before).exists()

    def test_deletes_the_file_only_once_the_change_is_kept(self, own_files, django_capture_on_commit_callbacks):
        tenant = set_portrait(person=create_tenant(), picture=ContentFile(picture_bytes(), "me.png"))
        before = own_files / tenant.portrait.name

        with django_capture_on_commit_callbacks() as after_commit:
            remove_portrait(person=tenant)

        assert before.exists()
        for callback in after_commit:
            callback()
        assert not before.exists()


class TestRoles:
    def test_given_open_the_back_office(self):
        tenant, landlord = create_tenant(), create_landlord()

        with transaction():
            membership = give_role(to=tenant, landlord=landlord, role=Role.MANAGER)
            assert give_role(to=tenant, landlord=landlord, role=Role.MANAGER) == membership

        tenant.refresh_from_db()
        assert tenant.is_staff

    def test_taken_close_it_with_the_last_one(self):
        manager = create_manager()
        first = Membership.objects.get(user=manager)
        with transaction():
            second = give_role(to=manager, landlord=create_landlord("Tungabhadra Stays"), role=Role.MESS_STAFF)

        with transaction():
            take_role(membership=first)
        manager.refresh_from_db()
        assert manager.is_staff

        with transaction():
            take_role(membership=second)
        manager.refresh_from_db()
        assert not manager.is_staff

    def test_taken_leave_an_administrator_in(self):
        administrator = create_administrator()
        with transaction():
            membership = give_role(to=administrator, landlord=create_landlord(), role=Role.LANDLORD)
            take_role(membership=membership)

        administrator.refresh_from_db()
        assert administrator.is_staff
