"""The site from its first minute, and a space of one's own for each landlord."""

import pytest
from wagtail.models import Collection, Page, Site, Workflow

from project.content.models import HelpPage, HomePage, HousePage, LandlordPage, NoticesPage
from project.content.operations import lay_out_site, open_landlord_space, write_house_page
from tests.factories import catalog, content, identity

pytestmark = pytest.mark.django_db


class TestLayOutSite:
    def test_has_happened_once_migrations_are_done(self):
        home = HomePage.objects.get()

        assert Site.objects.get().root_page_id == home.pk
        assert HelpPage.objects.get().url_path == "/nivas/help/"
        assert NoticesPage.objects.get().url_path == "/nivas/notices/"
        assert home.get_workflow().name == "the administrators"

    def test_changes_nothing_when_run_again(self):
        before = list(Page.objects.order_by("pk").values_list("pk", "path"))

        lay_out_site()

        assert list(Page.objects.order_by("pk").values_list("pk", "path")) == before
        assert Workflow.objects.count() == 1

    def test_builds_everything_from_nothing(self):
        Site.objects.all().delete()
        Page.objects.all().delete()
        Collection.objects.all().delete()
        Workflow.objects.all().delete()

        home = lay_out_site()

        assert Site.objects.get().root_page_id == home.pk
        assert sorted(home.get_children().values_list("slug", flat=True)) == ["help", "notices"]


class TestOpenLandlordSpace:
    def test_gives_pages_pictures_and_a_group(self):
        owner = identity.create_landlord_user()
        landlord = owner.memberships.get().landlord

        space = open_landlord_space(landlord=landlord)

        assert space.page.get_parent().specific == HomePage.objects.get()
        assert list(space.group.user_set.all()) == [owner]
        assert owner.has_perm("wagtailadmin.access_admin")
        assert space.page.permissions_for_user(owner).can_add_subpage()
        assert not space.page.permissions_for_user(owner).can_publish_subpage()

    def test_brings_members_up_to_date_when_run_again(self):
        landlord = identity.create_landlord()
        open_landlord_space(landlord=landlord)
        manager = identity.create_manager(landlord=landlord)
        cook = identity.create_mess_staff(landlord=landlord)

        space = open_landlord_space(landlord=landlord)

        assert list(space.group.user_set.all()) == [manager]
        assert not cook.has_perm("wagtailadmin.access_admin")
        assert LandlordPage.objects.count() == 1


class TestWriteHousePage:
    def test_leaves_a_draft_that_nobody_sees(self):
        page = content.create_house_page(catalog.create_published_property(), live=False)

        assert (page.live, page.has_unpublished_changes) == (False, True)

    def test_writes_over_the_page_the_house_has(self):
        house = catalog.create_published_property()
        content.create_house_page(house)

        page = content.create_house_page(house, body=[("rules", {"rules": ["No drums."]})])

        assert HousePage.objects.get() == page
        assert [block.block_type for block in page.body] == ["rules"]

    def test_needs_a_space(self):
        house = catalog.create_property()

        with pytest.raises(LandlordPage.DoesNotExist):
            write_house_page(house=house, body=[], by=identity.create_administrator())

        assert not HousePage.objects.exists()
