"""The kitchen's screen: for how many people it cooks today, moving by itself."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from project.booking import queries as booking
from project.identity.access import SignedInRequest, office
from project.kernel import clock


@office("mess_staff", "manager", "landlord")
@require_GET
def kitchen(request: SignedInRequest) -> HttpResponse:
    """The people of each house this person works for: who lives there, and who should walk in today."""
    now = clock.now()
    context = {"tables": booking.tables_of(request.user, clock.today()), "now": now}
    return render(request, "backoffice/kitchen/kitchen.html", context)
