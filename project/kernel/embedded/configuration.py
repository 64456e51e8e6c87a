"""The embedded server's settings. The file is ours and written anew at every start."""

import os
from collections.abc import Mapping

from project.kernel.embedded.places import Places

_MEBIBYTE = 1024 * 1024

DEFAULTS: Mapping[str, str] = {
    "listen_addresses": "",
    "max_connections": "300",
    # Tests create and drop whole databases, and partitioned tables lock each partition.
    "max_locks_per_transaction": "256",
    "shared_preload_libraries": "pg_stat_statements",
    # Compiling a plan costs more than our short queries take.
    "jit": "off",
    "fsync": "on",
    "synchronous_commit": "on",
    "max_wal_size": "2GB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_lock_waits": "on",
    # A week of logs, each day's file overwritten a week later: bounded without anybody's care.
    "logging_collector": "on",
    "log_filename": "postgres-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_line_prefix": "%m [%p] %d ",
}


def render(places: Places, extra: Mapping[str, str] | None) -> str:
    """Write the file of our settings."""
    settings = {
        **DEFAULTS,
        "shared_buffers": f"{shared_buffers_in_mebibytes(memory_in_bytes())}MB",
        "unix_socket_directories": str(places.socket),
        "unix_socket_permissions": "0700",
        "log_directory": str(places.log),
        **(extra or {}),
    }
    lines = (f"{name} = {_quoted(str(value))}" for name, value in settings.items())
    return "# Written by Nivas at every start; changes here are lost.\n" + "\n".join(lines) + "\n"


def shared_buffers_in_mebibytes(memory: int) -> int:
    """Give the server an eighth of the machine's memory, between 256 and 1,024."""
    return min(1024, max(256, memory // 8 // _MEBIBYTE))


def memory_in_bytes() -> int:
    """Ask the system how much memory the machine has."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"
