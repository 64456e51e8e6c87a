#!/usr/bin/env python
"""Run a Nivas command; `manage.py up` starts the whole house."""

import os
import sys


def main() -> None:
    """Hand the command line to Django."""
    if sys.argv[1:2] == ["up"]:
        # It starts programs that load Django; loading it here as well would double the wait.
        from project.kernel.supervisor.up import main as up

        sys.exit(up(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
