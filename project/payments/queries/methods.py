"""What people left with us to pay with, and what of it may be charged without them."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from project.identity.models import User
from project.kernel import clock
from project.kernel.money import Money
from project.payments.gateways import gateway
from project.payments.models import (
    LIVE_MANDATES,
    LIVE_STATES,
    Attempt,
    Charge,
    Mandate,
    MandateState,
    MethodState,
    SavedMethod,
    SetupAttempt,
)
from project.payments.rules import chargeable_paise


def can_save_methods() -> bool:
    """Say whether the gateway has a page that saves methods."""
    return gateway().can_save_methods


def methods_of(person: User) -> QuerySet[SavedMethod]:
    """Give a person's saved methods with their mandates (`live_mandates`), the one used first at the top."""
    live = Mandate.objects.filter(state__in=LIVE_MANDATES).order_by("-pk")
    mine = SavedMethod.objects.filter(person=person, state=MethodState.ACTIVE)
    return mine.prefetch_related(Prefetch("mandates", live, to_attr="live_mandates")).order_by("-is_default", "-pk")


def method_for(person: User, public_id: UUID) -> SavedMethod | None:
    """Give one of the person's own saved methods."""
    return methods_of(person).filter(public_id=public_id).first()


def default_method(person: User) -> SavedMethod | None:
    """Give the method that is used first."""
    return methods_of(person).filter(is_default=True).first()


def active_mandate(method: SavedMethod) -> Mandate | None:
    """Give the mandate under which a method may be charged now; there being one says nothing, its state does."""
    return Mandate.objects.filter(method=method, state=MandateState.ACTIVE).first()


def chargeable(mandate: Mandate) -> Money:
    """Say how much one payment may take without the person."""
    return Money(chargeable_paise(mandate.max_paise), mandate.currency)


def setup_for(person: User, public_id: UUID) -> SetupAttempt | None:
    """Give one of the person's own tries to save a method."""
    return SetupAttempt.objects.filter(person=person, public_id=public_id).first()


def charges_under_way(person: User) -> QuerySet[Attempt]:
    """Give what is being charged to a person's methods and is not decided yet."""
    mine = Attempt.objects.filter(payer=person, state__in=LIVE_STATES, charge__isnull=False)
    return mine.select_related("charge__method").order_by("pk")


def charge_of(attempt: Attempt) -> Charge | None:
    """Say how an attempt charges without the person, None when it has a page."""
    return Charge.objects.filter(attempt=attempt).select_related("method").first()


def not_announced() -> QuerySet[Attempt]:
    """Leave out charges whose bank is still in its notice: nothing can be heard of them before it ends."""
    return Attempt.objects.exclude(charge__decided_by__gt=clock.now())
