import subprocess
import sys
from pathlib import Path


def embedded(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "project.kernel.embedded", *arguments, "--home", str(home)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


class TestCommandLine:
    def test_starts_tells_and_stops(self, home: Path) -> None:
        assert embedded("status", home=home).stdout == "stopped\n"

        assert embedded("start", home=home).returncode == 0
        status = embedded("status", home=home)
        assert (status.returncode, status.stdout) == (0, "running\n")

        assert embedded("stop", home=home).returncode == 0
        assert embedded("status", home=home).returncode == 3

    def test_tells_what_is_wrong_without_a_traceback(self, home: Path) -> None:
        result = embedded("start", "--setting", "no_such=1", home=home)

        assert result.returncode == 1
        assert "PostgreSQL did not start." in result.stderr
        assert "Traceback" not in result.stderr

    def test_starts_for_somebody_who_keeps_their_files_to_themselves(self, home: Path) -> None:
        """The server runs as another account and must be able to read what a strict umask would hide."""
        command = [sys.executable, "-m", "project.kernel.embedded", "start", "--home", str(home)]

        assert subprocess.run(command, umask=0o077, check=False).returncode == 0

    def test_needs_no_django(self) -> None:
        script = "import sys, project.kernel.embedded; sys.exit('django' in sys.modules)"

        assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
