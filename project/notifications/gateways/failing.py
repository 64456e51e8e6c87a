"""How carrying can fail, in our words."""

import smtplib
import socket

import requests

from project.kernel.errors import GatewayError

# A mail server says so when it closes for a while.
CLOSING = 421
PERMANENT = 500
# “We do not take this from you”: that says nothing of the mailbox.
POLICY = (b"5.7.", b"4.7.")


class Unreachable(GatewayError):
    """Nobody who could carry it answered; another try may go through."""


class NobodyThere(GatewayError):
    """There is nobody left to carry it to."""


def is_down(error: BaseException) -> bool:
    """Whether the provider itself does not answer, so that the next message would wait in vain as well."""
    if isinstance(error, smtplib.SMTPConnectError | smtplib.SMTPServerDisconnected | smtplib.SMTPHeloError):
        return True
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code == CLOSING
    return isinstance(
        error, ConnectionError | TimeoutError | socket.gaierror | requests.ConnectionError | requests.Timeout
    )


def is_no_mailbox(error: BaseException) -> bool:
    """Whether the server knows no such mailbox: asking again would only hurt our name."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= PERMANENT for code, _words in error.recipients.values())


def is_refused_by_policy(error: BaseException) -> bool:
    """Whether the server refuses us and not the mailbox, which may well exist."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return any(words.startswith(POLICY) for _code, words in error.recipients.values())
