"""allauth's mails as kinds of `project.notifications`: owed with the change itself, sent by a worker."""

from contextlib import nullcontext
from typing import Any

from django.utils import timezone

from project.identity.models import User
from project.identity.queries import get_person_by_email
from project.kernel.transactions import in_transaction, transaction
from project.notifications.operations import notify

# What changed in an account, by the end of allauth's template name.
CHANGES = frozenset(
    {
        "email_changed",
        "email_deleted",
        "password_changed",
        "password_reset",
        "password_set",
        "recovery_codes_generated",
        "totp_activated",
        "totp_deactivated",
        "webauthn_added",
        "webauthn_removed",
    }
)


def queue_mail(template: str, email: str, context: dict[str, Any]) -> None:
    """Owe one of allauth's mails to the person it is about."""
    name = template.rpartition("/")[2]
    person = context.get("user") or get_person_by_email(email)
    if person is None:
        return
    with nullcontext() if in_transaction() else transaction():
        send_kind(name, person, email, context)


def send_kind(name: str, person: User, email: str, context: dict[str, Any]) -> None:
    """Choose the kind for an allauth mail and what it shows."""
    if name in ("email_confirmation", "email_confirmation_signup"):
        notify(kind="account_code", to=person, address=email, context={"code_secret": context["code"]})
    elif name == "password_reset_key":
        path = path_of(context["password_reset_url"])
        notify(kind="account_password_reset", to=person, address=email, context={"reset_secret_path": path})
    elif name == "account_already_exists":
        notify(kind="account_exists", to=person, context={"reset_path": path_of(context["password_reset_url"])})
    elif name in CHANGES:
        changed = {"change": name, "changed_at": timezone.now().isoformat()}
        notify(kind="account_changed", to=person, address=email, context=changed)


def path_of(url: str) -> str:
    """The address without our origin, which letters add themselves."""
    return "/" + url.split("://", 1)[-1].partition("/")[2]
