"""EMAIL_URL in Django's words: `file:` (a folder of readable mails), `smtp://` or `smtps://`."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from project.environment import ConfigurationError

FILES = "project.notifications.mailbox.FileMailbox"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
# A mail server that hangs must not hold a worker.
TIMEOUT_SECONDS = 10
PORTS = {"smtp": 587, "smtps": 465}
EXAMPLES = "file:, file:/var/mail/nivas, smtp://user:password@host:587 or smtps://user:password@host"


def parse_email_url(url: str, home: Path) -> dict[str, Any]:
    """Give Django's mail settings; an empty address means files under `home`/mail.

    `smtp://` turns to TLS when the address has a password, `?starttls=yes` or `=no` says otherwise.

    Raises: ConfigurationError in plain words.
    """
    try:
        parts = urlsplit(url or "file:")
        if parts.scheme == "file":
            return {"EMAIL_BACKEND": FILES, "EMAIL_FILE_PATH": str(Path(unquote(parts.path) or home / "mail"))}
        if parts.scheme in PORTS and parts.hostname:
            return _smtp(parts)
    except ValueError as error:
        raise ConfigurationError(f"EMAIL_URL cannot be read ({error}). Examples: {EXAMPLES}") from None
    raise ConfigurationError(f"EMAIL_URL must be one of these: {EXAMPLES}")


def _smtp(parts: SplitResult) -> dict[str, Any]:
    asked = parse_qs(parts.query).get("starttls", ["yes" if parts.password else "no"])[0]
    return {
        "EMAIL_BACKEND": SMTP,
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp" and asked == "yes",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": TIMEOUT_SECONDS,
    }
