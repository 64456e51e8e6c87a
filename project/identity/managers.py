"""How people are found and made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager

if TYPE_CHECKING:
    from project.identity.models import User


class UserManager(BaseUserManager["User"]):
    """People are known by their e-mail, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The person with this e-mail."""
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a person; without a password they can only come in by reset or passkey."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make an administrator."""
        return self.create_user(email, password, **fields, is_staff=True, is_superuser=True)
