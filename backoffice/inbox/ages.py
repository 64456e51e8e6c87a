"""How long somebody waits, in words, and from when on that is too long."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

# What we promise who writes, and what nobody should have to wait.
PROMISED = timedelta(minutes=15)
LATE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Age:
    """How long somebody waits; the tone never stands without its word."""

    words: str
    tone: str = ""


def age_of(since: datetime | None, now: datetime) -> Age | None:
    """How long somebody has waited for an answer; None for who waits for nothing."""
    if since is None:
        return None
    waited, time = now - since, spell(now - since)
    if waited >= LATE:
        return Age(_("Late, %(time)s") % {"time": time}, "brick")
    if waited >= PROMISED:
        return Age(_("Due, %(time)s") % {"time": time}, "amber")
    return Age(_("Waits %(time)s") % {"time": time})


def tone_of(since: datetime | None, now: datetime) -> str:
    """How grave a wait is among other things that need somebody."""
    return "brick" if since is not None and now - since >= LATE else "amber"


def spell(time: timedelta) -> str:
    """`12 min`, `3 h`, `2 days`: as much as one needs to know."""
    minutes = max(1, int(time.total_seconds() // 60))
    if minutes < 60:
        return _("%(number)d min") % {"number": minutes}
    if minutes < 48 * 60:
        return _("%(number)d h") % {"number": minutes // 60}
    return _("%(number)d days") % {"number": minutes // (24 * 60)}
