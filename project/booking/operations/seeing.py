"""What holding and waiting check alike, from one look: is it on offer, at a price, on a day that can be had."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from project.booking.claim import Asked, Sight, look
from project.booking.rules import HORIZON_DAYS, move_in_problem
from project.kernel.errors import Refusal


class MoveInOutOfRange(Refusal):
    """The day has passed or is too far ahead; `first` and `last` are the days that can be had."""

    code = "move_in_out_of_range"
    message = _("Choose a day from %(first)s to %(last)s.")
    status = 422


class NotOffered(Refusal):
    """There is no such unit type, or nobody may book it now."""

    code = "not_offered"
    message = _("This room is not on offer.")
    status = 404


def see(asked: Asked) -> Sight:
    """Look once. Raises: NotOffered when there is no such unit type, or not in the house of that slug."""
    sight = look(asked)
    if sight is None or asked.property_slug not in {None, sight.property_slug}:
        raise NotOffered
    return sight


def refuse_what_is_not_offered(sight: Sight, move_in: date) -> None:
    """Say no to a day that cannot be had and to what has no price then. Raises: NotOffered; MoveInOutOfRange."""
    if not sight.is_offered:
        raise NotOffered
    if move_in_problem(move_in=move_in, today=sight.today):
        last_day = sight.today + timedelta(days=HORIZON_DAYS)
        first, last = date_format(sight.today, "j F Y"), date_format(last_day, "j F Y")
        raise MoveInOutOfRange(first=first, last=last, first_day=sight.today, last_day=last_day)
    if sight.deposit_paise is None:
        raise NotOffered
