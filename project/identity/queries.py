"""Who people are, and what they may do for whom."""

from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator

from project.identity.models import Language, Membership, Role, Theme, User

ADMINISTRATOR = "administrator"
TENANT = "tenant"

LANGUAGES = Language.choices
THEMES = Theme.choices


def roles_of(user: Any) -> set[str]:
    """Name every role of a person. Whoever is signed in may act as a tenant."""
    if not user.is_authenticated:
        return set()
    roles = set(Membership.objects.filter(user_id=user.pk).values_list("role", flat=True))
    return roles | {TENANT} | ({ADMINISTRATOR} if user.is_superuser else set())


def landlord_ids_for(user: Any, *roles: str) -> set[int]:
    """Give the landlords for whom a person holds one of these roles (any role without)."""
    if not user.is_authenticated:
        return set()
    held = Membership.objects.filter(user_id=user.pk, role__in=roles or Role.values)
    return set(held.values_list("landlord_id", flat=True))


def has_second_factor(user: Any) -> bool:
    """Say whether a person proves who they are by more than a password."""
    strong = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user_id=user.pk, type__in=strong).exists()


def profile_of(person: Any) -> dict[str, Any]:
    """Give what a person may change about themselves."""
    return {field: getattr(person, field) for field in ("name", "phone", "language", "theme", "time_zone")}


def get_person_with_portrait(*, public_id: UUID, seen_by: Any) -> User | None:
    """Find whose photo this is, if the viewer may see it."""
    if seen_by.public_id != public_id and not seen_by.is_superuser:
        return None
    return User.objects.filter(public_id=public_id).exclude(portrait="").first()


def get_person_by_email(email: str) -> User | None:
    """Find whoever signs in with this e-mail, whatever its case."""
    return User.objects.filter(email=email.lower()).first()


def administrators() -> list[User]:
    """Give everybody who may do everything and may sign in."""
    return list(User.objects.filter(is_superuser=True, is_active=True).order_by("pk"))
