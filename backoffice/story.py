"""A person's story in short, as far as the one who reads it may know it."""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Sum, Value
from django.db.models.functions import Concat

from backoffice.scopes import scoped
from project.booking.models import Booking, BookingState
from project.identity.models import User
from project.kernel.money import Money
from project.notifications.channels import Channel
from project.notifications.kinds import KINDS
from project.notifications.letters import Letter, write_letter, write_short
from project.notifications.models import Delivery
from project.notifications.queries import wording_of
from project.notifications.rules import without_secrets
from project.payments.models import Payment, Refund, RefundState


@dataclass(frozen=True, slots=True)
class Story:
    """Where somebody lives or will live, and their money in three sums."""

    person: User
    now: list[Booking]
    bookings: int
    paid: Money
    returned: Money


LIVE = (BookingState.STAYING, BookingState.BOOKED, BookingState.HELD)


def homes(reader: User) -> QuerySet[Booking]:
    """Where the person of the outer query lives or is about to, at the reader's houses; what is nearest first."""
    mine = scoped(Booking.objects.filter(tenant=OuterRef("pk"), state__in=LIVE), reader)
    name = Concat("unit_type__property__name", Value(" · "), "unit__room__name", Value(" "), "unit__label")
    return mine.order_by("move_in").annotate(home=name).values("home")[:1]


def tell(person: User, reader: User) -> Story:
    """Sum up what a person has to do with the reader's houses: three queries."""
    bookings = scoped(Booking.objects.filter(tenant=person), reader)
    known = list(bookings.select_related("unit__room", "unit_type__property").order_by("-id"))
    paid = scoped(Payment.objects.filter(payer=person), reader).aggregate(sum=Sum("amount_paise"))["sum"]
    back = scoped(Refund.objects.filter(payment__payer=person).exclude(state=RefundState.FAILED), reader)
    return Story(
        person=person,
        now=[booking for booking in known if booking.state in LIVE],
        bookings=len(known),
        paid=Money(paid or 0),
        returned=Money(back.aggregate(sum=Sum("amount_paise"))["sum"] or 0),
    )


def letter_of(delivery: Delivery) -> Letter | None:
    """What a mail says, in its reader's language; without what opens their account, also while it still waits."""
    kind = KINDS.get(delivery.kind)
    if kind is None or not kind.has_mail:
        return None
    shown = without_secrets(delivery.context)
    return write_letter(kind, shown, to=delivery.to, said=wording_of(kind, delivery.to.language))


def short_of(delivery: Delivery) -> str:
    """What a push message or an SMS says, in its reader's language."""
    kind = KINDS.get(delivery.kind)
    if kind is None or not kind.has_short:
        return ""
    said = wording_of(kind, delivery.to.language) if delivery.channel == Channel.PUSH else None
    return write_short(kind, delivery.context, to=delivery.to, said=said)


def subject_of(delivery: Delivery) -> str:
    """What a message was about, in our own words: a list of them must not ask for each what the office says instead."""
    kind = KINDS.get(delivery.kind)
    if kind is None:
        return delivery.kind
    if not kind.has_mail:
        return write_short(kind, delivery.context, to=delivery.to)
    return write_letter(kind, without_secrets(delivery.context), to=delivery.to).subject
