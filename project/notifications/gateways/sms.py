"""SMS by whoever carries them: a protocol, and the one of the demo, who only writes down what he would have sent.

In India every text is registered with the operators before it may be sent, and carries the id of its template.
"""

import json
import logging
from functools import cache
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from project.kernel import clock

logger = logging.getLogger(__name__)


class SmsGateway(Protocol):
    """Who carries SMS."""

    def send(self, *, to: str, text: str, template_id: str, id: str) -> None:
        """Hand a text over, once per id. Raises GatewayError, or the network's own errors, when that fails."""


class LoggedSms:
    """Writes each text to `NIVAS_HOME/sms/` and says so in the log: the demo's carrier."""

    def send(self, *, to: str, text: str, template_id: str, id: str) -> None:
        """Keep it as a file named by its id; handed over twice, it is there once."""
        folder = Path(settings.HOME) / "sms"
        folder.mkdir(parents=True, exist_ok=True)
        kept = {"to": to, "text": text, "template": template_id, "at": clock.now().isoformat()}
        draft = folder / f"{id}.part"
        draft.write_text(json.dumps(kept, ensure_ascii=False, indent=2), encoding="utf-8")
        draft.rename(folder / f"{id}.json")
        logger.info("SMS %s kept as a file, template %s", id, template_id)


def sms_gateway() -> SmsGateway:
    """Give the carrier the settings name."""
    return _made(settings.SMS_GATEWAY)


@cache
def _made(path: str) -> SmsGateway:
    made: SmsGateway = import_string(path)()
    return made
