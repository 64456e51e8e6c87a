"""What the database refuses, in words for whoever typed it."""

from django.db import DatabaseError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from project.kernel.triggers import constraint_name

WORDS: dict[str, Promise] = {
    "room_beds_never_exceed_its_licence": _("A room cannot have more beds in use than the people it is licensed for."),
    "room_licence_covers_its_beds": _("More beds are in use in this room than that. Retire beds first."),
    "room_name_is_unique_in_its_property": _("This house already has a room of that name."),
    "room_stays_in_its_property": _("A room cannot move to another house."),
    "unit_label_is_unique_in_its_room": _("This room already has a unit with that label."),
    "unit_and_its_type_share_a_property": _("Choose a unit type of the same house."),
    "assignment_stays_within_one_landlord": _("This person does not work for the landlord of that house."),
    "property_photo_shows_its_own_unit_type": _("Choose a unit type of the same house for the photo."),
    "property_photo_is_shown_once": _("This photo is in the gallery already."),
    "published_property_has_a_priced_offer": _("A published house needs something to book with a rate."),
    "last_offer_of_a_published_property_stays": _("This is the last thing people can book here. Unpublish first."),
}


def refused_words(error: DatabaseError) -> Promise:
    """Why it was not saved. Raises the error itself when it is none of the known ones: then it is a bug."""
    words = WORDS.get(constraint_name(error) or "")
    if words is None:
        raise error
    return words
