"""Mail as files, for the demo: one readable `.eml` per message instead of a mail server."""

import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from project.kernel import clock


class FileMailbox(BaseEmailBackend):
    """Keeps each message under `EMAIL_FILE_PATH`, named by time, reader and subject."""

    def __init__(self, *args: Any, file_path: str | Path | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.folder = Path(file_path or settings.EMAIL_FILE_PATH)  # type: ignore[misc]

    def send_messages(self, email_messages: Any) -> int:
        """Write them all. A file appears whole or not at all, so that a reader never sees half a mail."""
        messages: list[EmailMessage] = list(email_messages)
        self.folder.mkdir(parents=True, exist_ok=True)
        for message in messages:
            place = self._free_place(message)
            draft = place.with_suffix(".part")
            draft.write_bytes(message.message().as_bytes(linesep="\r\n"))  # type: ignore[call-arg]
            draft.rename(place)
        return len(messages)

    def _free_place(self, message: EmailMessage) -> Path:
        name = file_name(message)
        places = [self.folder / f"{name}.eml", *(self.folder / f"{name}-{number}.eml" for number in range(2, 1000))]
        return next(place for place in places if not place.exists())


def file_name(message: EmailMessage) -> str:
    """Name a mail: `20261201-104200-tenant-nivas-example-your-bed-is-booked`."""
    moment = clock.now().astimezone(ZoneInfo(clock.HOUSE_ZONE))
    words = f"{' '.join(message.to)} {message.subject}"
    return f"{moment:%Y%m%d-%H%M%S}-{_plain(words)}"[:120].rstrip("-")


def _plain(words: str) -> str:
    return re.sub(r"[^\w]+", "-", words.lower()).strip("-")
