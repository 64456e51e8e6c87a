"""What each person sees in the back office: one table from model to the rows of theirs.

Every scope is a subquery, never a list of ids, and each asks for the roles that manage: whoever cooks at a house
sees nobody's money or papers there, also when they manage another one.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import CharField, Model, Q, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Concat

from project.booking.models import Booking, Occupancy, Room, Unit, WaitlistEntry
from project.catalog.models import Assignment, Property, PropertyPhoto, Rate, UnitType
from project.catalog.queries import managed_properties
from project.identity.models import Landlord, Membership, Role, User
from project.ledger.models import Account, Entry, Posting
from project.notifications.models import Delivery
from project.payments.models import Attempt, Dispute, Payment, Receipt, Refund

Scope = Callable[[QuerySet[Any], User], QuerySet[Any]]


def of_property(path: str) -> Scope:
    """Rows that belong to a property this person manages."""
    return lambda rows, user: rows.filter(**{f"{path}__in": managed_properties(user).values("pk")})


def of_booking_subject(path: str) -> Scope:
    """Money whose subject is a booking at one of this person's properties."""
    return lambda rows, user: rows.filter(**{f"{path}__in": subjects_of(scoped(Booking.objects.order_by(), user))})


def postings(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    """What was posted about bookings at the houses of the landlords this person stands for; managers see no books."""
    houses = Booking.objects.order_by().filter(unit_type__property__landlord__in=landlords_of(user, Role.LANDLORD))
    return rows.filter(subject__in=subjects_of(houses))


def subjects_of(bookings: QuerySet[Booking]) -> QuerySet[Any]:
    """What payments calls these bookings."""
    subject = Concat(Value("booking:"), Cast("public_id", CharField()))
    return bookings.annotate(named=subject).values("named")


def mails(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    """What we told people about bookings at this person's properties; nothing about their accounts."""
    path = Concat(Value("/bookings/"), Cast("public_id", CharField()), Value("/"))
    paths = scoped(Booking.objects.order_by(), user).annotate(path=path).values("path")
    return rows.annotate(about=KeyTextTransform("booking_path", "context")).filter(about__in=paths)


def owned(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    """The landlords this person stands for."""
    return rows.filter(pk__in=landlords_of(user, Role.LANDLORD))


def people(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    """Tenants of this person's properties, those who work for their landlords, and they themselves."""
    tenants = scoped(Booking.objects.order_by(), user).values("tenant")
    colleagues = Membership.objects.filter(landlord__in=landlords_of(user, Role.LANDLORD)).values("user")
    return rows.filter(Q(pk__in=tenants) | Q(pk__in=colleagues) | Q(pk=user.pk))


def of_own_landlord(path: str) -> Scope:
    """Rows about the people of the landlords this person stands for: only a landlord hires and places them."""
    return lambda rows, user: rows.filter(**{f"{path}__in": landlords_of(user, Role.LANDLORD)})


def landlords_of(user: User, *roles: Role) -> QuerySet[Any]:
    """The landlords for whom a person holds one of these roles."""
    return Membership.objects.filter(user=user, role__in=roles).values("landlord")


SCOPES: dict[type[Model], Scope] = {
    Property: of_property("pk"),
    UnitType: of_property("property"),
    Rate: of_property("unit_type__property"),
    PropertyPhoto: of_property("property"),
    Assignment: of_own_landlord("membership__landlord"),
    Room: of_property("property"),
    Unit: of_property("unit_type__property"),
    Occupancy: of_property("unit__unit_type__property"),
    Booking: of_property("unit_type__property"),
    WaitlistEntry: of_property("unit_type__property"),
    Attempt: of_booking_subject("subject"),
    Payment: of_booking_subject("subject"),
    Receipt: of_booking_subject("payment__subject"),
    Refund: of_booking_subject("payment__subject"),
    Dispute: of_booking_subject("payment__subject"),
    Account: of_own_landlord("landlord"),
    Entry: of_own_landlord("account__landlord"),
    Posting: postings,
    Delivery: mails,
    Landlord: owned,
    User: people,
    Membership: of_own_landlord("landlord"),
}


def scoped(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    """Only what this person may see; an administrator sees all, and nobody else what has no scope."""
    if user.is_superuser:
        return rows
    scope = SCOPES.get(rows.model)
    return scope(rows, user) if scope else rows.none()


def booking_of(subject: str) -> Booking | None:
    """The booking that money names as its subject: whoever sees the money sees the booking."""
    try:
        public_id = UUID(subject.removeprefix("booking:"))
    except ValueError:
        return None
    return Booking.objects.filter(public_id=public_id).select_related("tenant", "unit__room").first()
