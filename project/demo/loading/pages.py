"""The pages a city has been given: each landlord's space, a story for each house, help and notices."""

from typing import Any

from wagtail.models import Page

from project.catalog.models import Photo, Property
from project.content.models import HelpPage, HomePage, NoticePage, NoticesPage
from project.content.operations import lay_out_site, open_landlord_space, write_house_page
from project.demo.city.places import PLACES, Place
from project.demo.city.words import CLOSINGS, PLACE_SENTENCES
from project.demo.dice import dice_for
from project.demo.loading.articles import HELP, NOTICES
from project.events.operations import publish
from project.identity.models import Landlord, User
from project.kernel.transactions import transaction

BY_FOOT, BY_OTHERS = ("walk",), ("walk", "auto", "bus", "metro")


def write_pages(*, stories: int, own_pictures: bool) -> None:
    """Give as many houses as wanted a live story, and their landlords a space.

    Not every landlord of a large city: Wagtail keeps collections sorted, so each new one moves half of the others.
    """
    admin = User.objects.get(email="admin@nivas.example")
    lay_out_site()
    houses = Property.objects.select_related("landlord", "locality").order_by("id")[:stories]
    for landlord in Landlord.objects.filter(properties__in=[house.pk for house in houses]).distinct().order_by("id"):
        space = open_landlord_space(landlord=landlord)
        if own_pictures:
            Photo.objects.filter(shown_in__property__landlord=landlord).update(collection=space.collection)
    for house in houses:
        write_house_page(house=house, body=_story_of(house), by=admin, live=True)
    _write_help_and_notices()
    _draw_sizes_of(houses)


def _story_of(house: Property) -> list[tuple[str, Any]]:
    dice = dice_for("page", house.slug)
    place = next(place for place in PLACES if place.slug == house.locality.slug)
    first, *others = house.description.split("\n\n")
    return [
        ("story", {"heading": "", "text": f"<p>{first}</p>"}),
        ("story", {"heading": "Living here", "text": "".join(f"<p>{text}</p>" for text in others)}),
        ("gallery", [{"photo": shown.photo, "caption": ""} for shown in house.photos.select_related("photo")[1:4]]),
        ("neighbourhood", _neighbourhood(dice, place)),
        ("story", {"heading": "From the owner", "text": f"<p>{dice.choice(CLOSINGS)}</p>"}),
    ]


def _neighbourhood(dice: Any, place: Place) -> dict[str, Any]:
    near, other = dice.sample(place.near, k=2)
    text = dice.choice(PLACE_SENTENCES).format(place=place.name, mood=place.mood, near=near, other=other)
    nearby = [
        {
            "name": _sentence_start(name),
            "minutes": dice.randint(3, 18),
            "by": dice.choice(BY_FOOT if number == 0 else BY_OTHERS),
        }
        for number, name in enumerate(place.near)
    ]
    return {"text": f"<p>{text}</p>", "nearby": nearby}


def _sentence_start(text: str) -> str:
    text = text.removeprefix("the ")
    return text[0].upper() + text[1:]


def _write_help_and_notices() -> None:
    home = HomePage.objects.get()
    shelf = HelpPage.objects.child_of(home).get()
    for article in HELP:
        _put(shelf, HelpPage(**article._asdict()))
    board = NoticesPage.objects.child_of(home).get()
    for article in NOTICES:
        _put(board, NoticePage(**article._asdict()))


def _put(parent: Page, page: Page) -> None:
    if not parent.get_children().filter(slug=page.slug).exists():
        parent.add_child(instance=page).save_revision().publish()


@transaction()
def _draw_sizes_of(houses: Any) -> None:
    """The worker makes every size of the photos, so that no visitor waits for one."""
    for house in houses:
        publish(type="catalog.published", key=f"property:{house.public_id}", payload={"property": str(house.public_id)})
