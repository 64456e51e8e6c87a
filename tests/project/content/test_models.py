"""Where pages stand for visitors."""

import pytest

from project.catalog.models import Property
from project.content.models import HelpPage, HomePage, HousePage
from project.identity.models import User
from tests.factories import catalog, content

pytestmark = pytest.mark.django_db


class TestAddresses:
    def test_of_a_house_page_is_the_portals(self):
        house = catalog.create_published_property()

        assert content.create_house_page(house).url == f"/rooms/{house.slug}/"

    def test_of_a_hidden_houses_page_is_none(self):
        page = content.create_house_page(catalog.create_published_property())
        Property.objects.update(is_published=False)

        assert HousePage.objects.get(pk=page.pk).url is None

    def test_of_the_home_page_is_the_root_and_a_landlords_is_the_search(self):
        page = content.create_house_page(catalog.create_published_property())

        assert HomePage.objects.get().url == "/"
        assert page.get_parent().specific.url == "/rooms/"

    def test_of_help_is_wagtails_own(self):
        assert HelpPage.objects.get().url == "/help/"


class TestCopy:
    def test_is_about_no_house_yet(self):
        page = content.create_house_page(catalog.create_published_property())

        copy = page.copy(update_attrs={"slug": "copy"}, user=User.objects.first())

        assert copy.property is None
