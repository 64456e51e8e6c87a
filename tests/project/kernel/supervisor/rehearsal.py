"""A small house of dummy programs under the real supervisor: `python -m … '[{"name": …, "script": …}]'`."""

import json
import signal
import sys

from project.kernel.supervisor import Console, Program, Stopped, StopSignals, Supervisor


def cast(script: str, **options: object) -> Program:
    if "stop_signals" in options:
        options["stop_signals"] = tuple(signal.Signals[name] for name in options["stop_signals"])
    return Program(command=(sys.executable, "-u", "-c", script), **options)


def main() -> None:
    with StopSignals() as signals:
        supervisor = Supervisor(Console(), signals)
        try:
            for entry in json.loads(sys.argv[1]):
                supervisor.start(cast(**entry))
            supervisor.watch()
        except Stopped:
            pass
        finally:
            supervisor.stop()


if __name__ == "__main__":
    main()
