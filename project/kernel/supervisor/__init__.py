"""Runs the programs of the house as one: starts them, restarts what dies, and leaves nothing behind.

Nothing here imports Django, so that a broken setting is told by the program that meets it.
"""

from project.kernel.supervisor.console import Console
from project.kernel.supervisor.ports import is_free, next_free_port
from project.kernel.supervisor.programs import Program
from project.kernel.supervisor.stopping import Stopped, StopSignals
from project.kernel.supervisor.supervisor import ProgramEnded, Supervisor

__all__ = ["Console", "Program", "ProgramEnded", "StopSignals", "Stopped", "Supervisor", "is_free", "next_free_port"]
