"""Sessions in the database, read by one plain statement: every request of a signed-in person waits for it.

Django's own store asks through the ORM, which takes several times as long to think as the database to answer.
"""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import connection

READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > now()"


class SessionStore(DatabaseSessions):
    """Writes as Django does, reads by hand."""

    def load(self) -> dict[str, Any]:
        """Give what the session holds; a key that is unknown or too old is forgotten."""
        with connection.cursor() as cursor:
            cursor.execute(READ, [self.session_key])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])
