"""For whom one of the staff keeps words and hours: a landlord, or support."""

from django.http import Http404
from django.utils.translation import gettext as _

from project.chat import queries
from project.identity.access import SignedInRequest
from project.identity.models import Landlord

SUPPORT = "support"


def choices_for(request: SignedInRequest) -> list[tuple[str, str]]:
    """Everybody this person may write for, as a form offers them."""
    support = [(SUPPORT, _("Support"))] if request.user.is_superuser else []
    return support + [(one.slug, one.name) for one in queries.landlords_to_write_for(request.user)]


def landlord_named(request: SignedInRequest, slug: str) -> Landlord | None:
    """One of them; None for support. Anybody else does not exist."""
    if slug == SUPPORT and request.user.is_superuser:
        return None
    found = queries.landlords_to_write_for(request.user).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found
