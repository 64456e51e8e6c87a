"""What has been written, as the portal shows it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from project.catalog.models import Photo, Property
from project.content.models import HelpPage, HomePage, HousePage, NoticePage


@dataclass(frozen=True, slots=True)
class Chapter:
    """A few paragraphs under a heading, which may be empty."""

    heading: str
    text: RichText


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo from the story's gallery."""

    photo: Photo
    caption: str


@dataclass(frozen=True, slots=True)
class Nearby:
    """A place and how long it takes to get there: `by` is walk, bus, metro or auto."""

    name: str
    minutes: int
    by: str

    @property
    def icon(self) -> str:
        """The Lucide drawing of how one gets there."""
        return {"walk": "footprints", "bus": "bus", "metro": "train-front"}.get(self.by, "car-taxi-front")


@dataclass(frozen=True, slots=True)
class HouseStory:
    """A live house page, sorted into what the portal shows where."""

    chapters: list[Chapter] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    around: list[RichText] = field(default_factory=list)
    nearby: list[Nearby] = field(default_factory=list)


def house_story(house: Property) -> HouseStory | None:
    """What its landlord tells about a house; None until an administrator has let the page go live."""
    page = HousePage.objects.live().filter(property=house).first()
    return read_story(page.body) if page else None


def read_story(body: StreamValue) -> HouseStory:
    """Sort the blocks of a house page by what they are about."""
    story = HouseStory()
    for block in body:
        _SORTERS[block.block_type](story, block.value)
    return story


_SORTERS: dict[str, Callable[[HouseStory, Any], None]] = {
    "story": lambda story, value: story.chapters.append(Chapter(value["heading"], value["text"])),
    "gallery": lambda story, value: story.pictures.extend(
        Picture(item["photo"], item["caption"]) for item in value if item["photo"]
    ),
    "rules": lambda story, value: story.rules.extend(value["rules"]),
    "neighbourhood": lambda story, value: _read_neighbourhood(story, value),  # noqa: PLW0108 - it is defined below
}


def _read_neighbourhood(story: HouseStory, value: dict) -> None:
    if value["text"]:
        story.around.append(value["text"])
    story.nearby.extend(Nearby(place["name"], place["minutes"], place["by"]) for place in value["nearby"])


def home_page() -> HomePage | None:
    """The words somebody gave the home page, if the site has been laid out."""
    return HomePage.objects.live().first()


def latest_notice() -> NoticePage | None:
    """The newest notice that is live."""
    return NoticePage.objects.live().order_by("-first_published_at").first()


def public_pages() -> list[HelpPage | NoticePage]:
    """Every page of help and every notice that anybody may read, for the sitemap."""
    return [*HelpPage.objects.live().public(), *NoticePage.objects.live().public()]
