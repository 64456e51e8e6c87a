"""Which roles open which lists; asked once a request."""

from django.http import HttpRequest

from project.identity.models import Role
from project.identity.queries import roles_of

MANAGERS = frozenset({Role.LANDLORD.value, Role.MANAGER.value})
OWNERS = frozenset({Role.LANDLORD.value})
ADMINISTRATORS: frozenset[str] = frozenset()


def may(request: HttpRequest, roles: frozenset[str]) -> bool:
    """True for an administrator, and for staff with one of these roles."""
    user = request.user
    return bool(user.is_active and (user.is_superuser or not roles.isdisjoint(staff_roles(request))))


def staff_roles(request: HttpRequest) -> set[str]:
    """The roles of whoever asks."""
    if not hasattr(request, "_staff_roles"):
        request._staff_roles = roles_of(request.user)  # type: ignore[attr-defined]
    return request._staff_roles  # type: ignore[attr-defined]
