"""What several booking views share: finding what is this person's, and drawing it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.booking.pages import BookingPage, booking_page
from project.booking import operations, queries
from project.booking.models import Booking
from project.catalog import queries as catalog
from project.catalog.models import Property
from project.identity.access import SignedInRequest
from project.kernel.errors import Refusal


def find_house(slug: str) -> Property:
    """A published house; any other does not exist for the public."""
    house = catalog.get_published_property(slug)
    if house is None:
        raise Http404
    return house


def find_booking(request: SignedInRequest, public_id: UUID) -> Booking:
    """One of this person's own bookings; anybody else's does not exist for them."""
    booking = queries.bookings_of(request.user).filter(public_id=public_id).first()
    if booking is None:
        raise Http404
    return booking


def hold_for(request: SignedInRequest, slug: str, asked: Mapping[str, Any]) -> Booking:
    """Hold what this person asked for in a `HoldForm`; refuses as `booking.operations.hold_unit` does."""
    return operations.hold_unit(
        by=request.user,
        property_slug=slug,
        unit_type_id=asked["unit_type"],
        move_in=asked["move_in"],
        idempotency_key=asked["idempotency_key"],
        expected_deposit_paise=asked["expected_deposit"],
    )


def page_for(request: SignedInRequest, booking: Booking) -> BookingPage:
    """The booking's page at this moment."""
    return booking_page(booking, request.user, came_back="paid" in request.GET)


def show_booking(
    request: SignedInRequest,
    booking: Booking,
    *,
    template: str = "portal/booking/booking.html",
    status: int = HTTPStatus.OK,
    **extra: object,
) -> HttpResponse:
    """Draw the booking's page or one part of it."""
    page = page_for(request, booking)
    context = {"page": page, "booking": booking, "house": booking.unit_type.property, "new_key": uuid4(), **extra}
    return render(request, template, context, status=status)


def cancelled(request: SignedInRequest, booking: Booking, *, reason: str) -> HttpResponse:
    """Cancel and go to the booking, which says what goes back."""
    try:
        operations.cancel_booking(booking=booking, by=request.user, reason=reason)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The booking is cancelled."))
    return redirect("booking", booking.public_id)
