"""A landlord writes, an administrator lets it go live, and nobody reads another's drafts: through Wagtail's own pages."""

import pytest
from django.test import Client
from django.urls import reverse

from project.content.models import HousePage
from project.content.operations import open_landlord_space
from project.content.queries import house_story
from tests.factories import catalog, content, identity

pytestmark = pytest.mark.django_db

FORM = {
    "title": "Lotus House",
    "slug": "lotus",
    "body-count": "1",
    "body-0-deleted": "",
    "body-0-order": "0",
    "body-0-type": "rules",
    "body-0-id": "",
    "body-0-value-rules-count": "1",
    "body-0-value-rules-0-deleted": "",
    "body-0-value-rules-0-order": "0",
    "body-0-value-rules-0-type": "item",
    "body-0-value-rules-0-id": "",
    "body-0-value-rules-0-value": "Shoes stay at the door.",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.STAFF_NEED_SECOND_FACTOR = False


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def house():
    return catalog.create_published_property()


@pytest.fixture
def owner(house):
    owner = identity.create_landlord_user(landlord=house.landlord)
    open_landlord_space(landlord=house.landlord)
    return owner


@pytest.fixture
def rival():
    rival = identity.create_landlord_user(name="Sunil Bhat")
    house = catalog.create_published_property("Rival House", landlord=rival.memberships.get().landlord)
    content.create_house_page(house)
    return rival


def add_address(landlord):
    return reverse("wagtailadmin_pages:add", args=["content", "housepage", landlord.page.pk])


class TestModeration:
    def test_takes_a_page_live_only_through_an_administrator(self, house, owner):
        form = {**FORM, "property": house.pk, "action-submit": "1"}
        signed_in(owner).post(add_address(house.landlord), form)
        page = HousePage.objects.get()
        assert (page.live, page.current_workflow_state.status) == (False, "in_progress")
        assert house_story(house) is None

        task = page.current_workflow_task_state
        approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
        signed_in(identity.create_administrator()).post(approve, {"comment": ""})

        assert house_story(house).rules == ["Shoes stay at the door."]

    def test_gives_a_landlord_no_way_to_publish(self, house, owner):
        form = {**FORM, "property": house.pk, "action-publish": "1"}

        signed_in(owner).post(add_address(house.landlord), form)

        assert not HousePage.objects.get().live


class TestPreview:
    def test_may_stand_in_the_editors_frame_and_nowhere_else(self, house, owner):
        page = content.create_house_page(house, live=False)
        client = signed_in(owner)
        address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
        client.post(address, {**FORM, "property": house.pk})

        answer = client.get(address)

        assert "Shoes stay at the door." in answer.content.decode()
        assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "SAMEORIGIN"


class TestOwnSpace:
    def test_offers_no_house_of_another_landlord(self, house, owner, rival):
        foreign = rival.memberships.get().landlord.properties.get()

        answer = signed_in(owner).post(add_address(house.landlord), {**FORM, "property": foreign.pk})

        assert "property" in answer.context["form"].errors
        assert HousePage.objects.count() == 1

    def test_hides_the_pages_of_another_landlord(self, owner, rival):
        client = signed_in(owner)
        theirs = HousePage.objects.get()

        for address in (
            reverse("wagtailadmin_pages:edit", args=[theirs.pk]),
            reverse("wagtailadmin_pages:add", args=["content", "housepage", theirs.get_parent().pk]),
            reverse("wagtailadmin_pages:history", args=[theirs.pk]),
            reverse("wagtailadmin_pages:copy", args=[theirs.pk]),
        ):
            assert client.get(address).status_code in {302, 403}, address
        for address in (
            reverse("wagtailadmin_home"),
            reverse("wagtailadmin_explore_root"),
            reverse("wagtailadmin_pages:search") + "?q=Rival",
            reverse("wagtailadmin_choose_page") + "?page_type=wagtailcore.page",
            reverse("wagtailadmin_choose_page_child", args=[theirs.get_parent().pk]),
            reverse("wagtailadmin_choose_page_search") + "?q=Rival",
            reverse("wagtailadmin_reports:site_history"),
            reverse("wagtailadmin_reports:aging_pages"),
            "/cms/api/main/pages/?fields=title&for_explorer=1",
            "/cms/api/main/pages/?fields=title",
            f"/cms/api/main/pages/{theirs.pk}/",
        ):
            assert "Rival House" not in client.get(address, follow=True).content.decode(), address

    def test_hides_the_pictures_of_another_landlord(self, owner, rival):
        landlord = rival.memberships.get().landlord
        photo = catalog.create_photo("Rival terrace", collection=landlord.page.collection)
        client = signed_in(owner)

        for name in ("wagtailimages:index", "wagtailimages_chooser:choose", "wagtailimages_chooser:choose_results"):
            assert "Rival terrace" not in client.get(reverse(name)).content.decode(), name
        for name in ("wagtailimages:edit", "wagtailimages_chooser:chosen", "wagtailimages:image_usage"):
            answer = client.get(reverse(name, args=[photo.pk]), follow=True)
            assert "Rival terrace" not in answer.content.decode(), name
        for address in (
            "/cms/api/main/images/",
            f"/cms/api/main/images/{photo.pk}/",
            f"/cms/images/{photo.pk}/preview/width-9/",
        ):
            assert client.get(address).status_code == 404, address

    def test_is_closed_to_tenants_and_to_guests(self):
        assert signed_in(identity.create_tenant()).get("/cms/").status_code == 403
        assert Client().get("/cms/").status_code == 302
