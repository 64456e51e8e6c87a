"""`python -m project.kernel.embedded start|run|stop|status|url|reset`: the embedded PostgreSQL by hand."""

import argparse
import os
import sys
from pathlib import Path

from project.kernel import embedded


def main(arguments: list[str] | None = None) -> int:
    """Obey one command line and give the exit code."""
    options = _parse(arguments)
    settings = dict(pair.split("=", 1) for pair in options.setting)
    try:
        return _obey(options.command, options.home, settings)
    except embedded.EmbeddedPostgresError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1


def _obey(command: str, home: Path, settings: dict[str, str]) -> int:
    match command:
        case "start":
            embedded.start(home, settings=settings)
        case "run":
            embedded.replace_this_process(home, settings=settings)
        case "stop":
            embedded.stop(home)
        case "reset":
            embedded.reset(home)
        case "url":
            sys.stdout.write(f"{embedded.database_url(home)}\n")
        case "status":
            running = embedded.is_running(home)
            sys.stdout.write("running\n" if running else "stopped\n")
            return 0 if running else 3
    return 0


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m project.kernel.embedded", description=__doc__)
    parser.add_argument("command", choices=["start", "run", "stop", "status", "url", "reset"])
    parser.add_argument("--home", type=Path, default=Path(os.environ.get("NIVAS_HOME", ".nivas")))
    parser.add_argument("--setting", action="append", default=[], metavar="NAME=VALUE", help="a server setting")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
