"""The relay process: numbers committed events and delivers them, one relay per database."""

import logging
import signal
import threading
from types import FrameType

from django.db import InterfaceError, OperationalError, connection

from project.events import locks, operations

log = logging.getLogger(__name__)

IDLE_SECONDS = 0.2
TURNS_BETWEEN_LOOKS = 10
STANDBY_SECONDS = 0.5
DATABASE_AWAY_SECONDS = 2.0


class Relay:
    """Runs until told to stop. A second relay stands by and takes over when the first one is gone, or hangs."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._leads = False
        self._quiet_turns = 0

    def stop(self, signum: int = 0, frame: FrameType | None = None) -> None:
        """Finish the event in hand, then end."""
        self._stopping.set()

    def run(self) -> None:
        """Work until stopped; a database that is away is waited for."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        log.info("relay started")
        self.work()
        log.info("relay stopped")

    def work(self) -> None:
        """Turn after turn until stopped, with the rest each of them asks for."""
        while not self._stopping.is_set():
            self._stopping.wait(self.turn())
        self._step_down()

    def turn(self) -> float:
        """One round of work; returns how many seconds to rest."""
        try:
            self._leads = self._leads or self._take_over()
            return self._deliver() if self._leads else STANDBY_SECONDS
        except (OperationalError, InterfaceError) as error:
            log.warning("the connection is gone; trying again", extra={"error": type(error).__name__})
            self._step_down()
            return DATABASE_AWAY_SECONDS

    def _take_over(self) -> bool:
        """Lead if nobody does, or if whoever does has fallen silent and so could not be told to stop."""
        if locks.take_relay_lock():
            return True
        if not locks.end_silent_relay():
            return False
        log.warning("took over from a relay that had fallen silent")
        return locks.take_relay_lock()

    def _deliver(self) -> float:
        """Number first; look at every subscriber when there is news, else only now and then."""
        has_news = bool(operations.number_committed())
        if has_news or self._quiet_turns % TURNS_BETWEEN_LOOKS == 0:
            has_news = bool(operations.deliver_round()) or has_news
        self._quiet_turns = 0 if has_news else self._quiet_turns + 1
        return 0.0 if has_news else IDLE_SECONDS

    def _step_down(self) -> None:
        """Closing the connection gives the lock back, so that another relay can take over."""
        self._leads = False
        connection.close()
