"""What a landlord does with a house: price it, offer it, show it, take it away again."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import ClassVar

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from project.catalog import locks, rules
from project.catalog.models import Assignment, Photo, Property, Rate, UnitType
from project.catalog.queries import managed_properties
from project.catalog.rules import Gap
from project.catalog.sizes import ALL_SIZES
from project.events.operations import publish
from project.identity.models import Membership, User
from project.kernel import clock
from project.kernel.errors import Refusal
from project.kernel.money import Money
from project.kernel.transactions import outside_transaction, transaction, transaction_required
from project.kernel.triggers import refusing

GAP_SENTENCES: dict[Gap, str | Promise] = {
    Gap.ADDRESS: _("Write the address."),
    Gap.POINT: _("Set its point on the map."),
    Gap.SUMMARY: _("Describe it in one line."),
    Gap.PHOTO: _("Add a photo."),
    Gap.OFFER: _("Offer at least one unit type."),
    Gap.RATE: _("Give every offered unit type a rate that is in force today."),
}


class PropertyIncomplete(Refusal):
    """The house lacks something the public page needs; `gaps` names everything at once."""

    code = "property_incomplete"
    message = _("This house cannot be published yet.")

    def __init__(self, gaps: Iterable[Gap]) -> None:
        super().__init__()
        self.gaps = list(gaps)

    def __str__(self) -> str:
        return " ".join([str(self.message), *(str(GAP_SENTENCES[gap]) for gap in self.gaps)])


class RateBeginsInThePast(Refusal):
    """People were already shown what it cost on those days."""

    code = "rate_begins_in_the_past"
    message = _("A rate can begin today or later, not on a day that has passed.")


class RateNotPossible(Refusal):
    """No rent, or a deposit that cannot be paid."""

    code = "rate_not_possible"
    message = _("The rent must be more than zero and the deposit at least 50 paise.")
    status: ClassVar[int] = 422


class LastOffer(Refusal):
    """A published house with nothing to book would be a dead end."""

    code = "last_offer"
    message = _("This is the last thing people can book here. Unpublish the house first.")


@transaction()
def publish_property(*, property_id: int, by: User, now: datetime | None = None) -> Property:
    """Show a house to the public, if it has all that the public page needs.

    Raises: PropertyIncomplete; Property.DoesNotExist when it is not theirs.
    Locks: the property.
    """
    house = locks.lock_property(managed_properties(by), property_id)
    moment = now or clock.now()
    gaps = rules.publishing_gaps(_readiness(house, moment.date()))
    if gaps:
        raise PropertyIncomplete(gaps)
    if not house.is_published:
        house.is_published, house.published_at = True, moment
        house.save(update_fields=["is_published", "published_at"])
        _tell("catalog.published", house)
    return house


def _readiness(house: Property, today: date) -> rules.Readiness:
    in_force = Rate.objects.filter(unit_type=OuterRef("pk"), from_date__lte=today)
    offered = house.unit_types.filter(is_offered=True)
    return rules.Readiness(
        address=house.address,
        has_point=house.latitude is not None,
        summary=house.summary,
        photos=house.photos.count(),
        offers=offered.count(),
        offers_without_rate=offered.exclude(Exists(in_force)).count(),
    )


@transaction()
def unpublish_property(*, property_id: int, by: User) -> Property:
    """Take a house off every public page at once; bookings and stays go on.

    Raises: Property.DoesNotExist when it is not theirs.
    Locks: the property.
    """
    house = locks.lock_property(managed_properties(by), property_id)
    if house.is_published:
        house.is_published = False
        house.save(update_fields=["is_published"])
        _tell("catalog.unpublished", house)
    return house


@transaction()
def set_rate(
    *,
    unit_type_id: int,
    from_date: date,
    rent: Money,
    deposit: Money,
    notice_days: int,
    by: User,
    today: date | None = None,
) -> Rate:
    """Say what a unit type costs from a day on, replacing a rate that begins that same day.

    Whoever has booked keeps the price they were shown: a booking carries its own copy.

    Raises: RateBeginsInThePast, RateNotPossible; UnitType.DoesNotExist when it is not theirs.
    Locks: the property, then the unit type.
    """
    unit_type = locks.lock_unit_type(managed_properties(by), unit_type_id)
    if rules.begins_in_the_past(from_date, today or clock.today(unit_type.property.time_zone)):
        raise RateBeginsInThePast
    amounts = {"rent_paise": rent.paise, "deposit_paise": deposit.paise, "notice_days": notice_days}
    impossible = {"rate_rent_is_positive": RateNotPossible, "rate_deposit_can_be_paid": RateNotPossible}
    with refusing(impossible):
        rate, _made = Rate.objects.update_or_create(unit_type=unit_type, from_date=from_date, defaults=amounts)
    _tell("catalog.rate_set", unit_type.property)
    return rate


@transaction()
def offer_unit_type(*, unit_type_id: int, by: User) -> UnitType:
    """Let people book a unit type again.

    Raises: UnitType.DoesNotExist when it is not theirs.
    Locks: the property, then the unit type.
    """
    return _set_offered(locks.lock_unit_type(managed_properties(by), unit_type_id), is_offered=True)


@transaction()
def withdraw_unit_type(*, unit_type_id: int, by: User) -> UnitType:
    """Stop new bookings of a unit type; whoever lives there stays.

    Raises: LastOffer; UnitType.DoesNotExist when it is not theirs.
    Locks: the property, then the unit type.
    """
    unit_type = locks.lock_unit_type(managed_properties(by), unit_type_id)
    others = unit_type.property.unit_types.filter(is_offered=True, rates__isnull=False).exclude(pk=unit_type.pk)
    if unit_type.property.is_published and not others.exists():
        raise LastOffer
    return _set_offered(unit_type, is_offered=False)


def _set_offered(unit_type: UnitType, *, is_offered: bool) -> UnitType:
    if unit_type.is_offered != is_offered:
        unit_type.is_offered = is_offered
        unit_type.save(update_fields=["is_offered"])
        _tell("catalog.offers_changed", unit_type.property)
    return unit_type


@outside_transaction()
def draw_sizes(*, property_id: int) -> int:
    """Make every size of a house's photos, so that no visitor waits for one; returns how many there are.

    Safe to run again: a size that exists is found, not made.
    """
    photos = Photo.objects.filter(shown_in__property=property_id).order_by("shown_in__position")
    return sum(len(photo.get_renditions(*ALL_SIZES)) for photo in photos)


@transaction_required()
def assign(*, membership: Membership, house: Property) -> Assignment:
    """Let somebody with a role at this landlord work at one of their houses."""
    assignment = Assignment.objects.create(membership=membership, property=house)
    _tell_assignment("catalog.assigned", assignment)
    return assignment


@transaction_required()
def unassign(*, assignment: Assignment) -> None:
    """End somebody's work at a house; what they have open of it closes at once."""
    _tell_assignment("catalog.unassigned", assignment)
    assignment.delete()


def _tell_assignment(news: str, assignment: Assignment) -> None:
    """The row of a membership and a house is one, so its lock is the order of its events."""
    membership, house = assignment.membership, assignment.property
    payload = {"person": str(membership.user.public_id), "property": str(house.public_id)}
    publish(type=news, key=f"assignment:{membership.public_id}:{house.public_id}", payload=payload)


def _tell(news: str, house: Property) -> None:
    publish(type=news, key=f"property:{house.public_id}", payload={"property": str(house.public_id)})
