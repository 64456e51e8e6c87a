"""What the portal reads of what was written."""

import pytest

from project.content.models import NoticePage, NoticesPage
from project.content.queries import Nearby, house_story, latest_notice, public_pages
from tests.factories import catalog, content

pytestmark = pytest.mark.django_db


class TestHouseStory:
    def test_sorts_the_blocks_by_what_they_are_about(self):
        house = catalog.create_published_property()
        content.create_house_page(house, body=content.full_body())

        story = house_story(house)

        assert [chapter.heading for chapter in story.chapters] == ["Mornings"]
        assert [(picture.photo.title, picture.caption) for picture in story.pictures] == [
            ("Terrace", "From the terrace")
        ]
        assert story.rules == ["Shoes stay at the door."]
        assert [text.source for text in story.around] == ["<p>Under rain trees.</p>"]
        assert story.nearby == [Nearby("Metro", 9, "walk")]
        assert story.nearby[0].icon == "footprints"

    def test_is_none_until_the_page_is_live(self):
        house = catalog.create_published_property()
        assert house_story(house) is None

        content.create_house_page(house, live=False)

        assert house_story(house) is None


class TestLatestNotice:
    def test_is_the_newest_that_is_live(self):
        board = NoticesPage.objects.get()
        for title in ("Water tank", "Diwali dinner"):
            board.add_child(instance=NoticePage(title=title, intro="Soon.")).save_revision().publish()
        board.add_child(instance=NoticePage(title="Draft", intro="Later.", live=False))

        assert latest_notice().title == "Diwali dinner"
        assert {page.title for page in public_pages()} == {"Help", "Water tank", "Diwali dinner"}
