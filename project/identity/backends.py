"""Who a session belongs to, read by one plain statement: every request of a signed-in person waits for it."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection

from project.identity.models import User

COLUMNS = [field.attname for field in User._meta.concrete_fields]
READ = f"SELECT {', '.join(COLUMNS)} FROM identity_user WHERE id = %s"  # our own column names


class SignInBackend(AuthenticationBackend):
    """allauth's way of signing in, without the ORM on the way back."""

    def get_user(self, user_id: Any) -> User | None:
        """Give the person of a session, unless their account is closed."""
        with connection.cursor() as cursor:
            cursor.execute(READ, [user_id])
            row = cursor.fetchone()
        person = User.from_db(connection.alias, COLUMNS, row) if row else None
        return person if person is not None and self.user_can_authenticate(person) else None
