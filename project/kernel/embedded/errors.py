"""What can go wrong with the database that comes with the project, told to the person who started it."""


class EmbeddedPostgresError(RuntimeError):
    """The embedded PostgreSQL cannot do what was asked; the message says why and what to do."""
