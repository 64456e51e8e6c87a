"""How allauth speaks and sends here: our words, our mails, our way home."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.encoding import force_bytes

from portal.identity.mail import queue_mail
from portal.identity.words import ACCOUNT_ERRORS, MESSAGES, SECOND_FACTOR_ERRORS
from portal.notifications.preferences import forget_this_device
from project.identity.models import User
from project.kernel.nudge import nudge


class AccountAdapter(DefaultAccountAdapter):
    """Accounts: sign-in, sign-up, passwords, e-mail."""

    error_messages = DefaultAccountAdapter.error_messages | ACCOUNT_ERRORS

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """Write name and phone with the account, in one row and one history entry."""
        user.name = form.cleaned_data["name"]
        user.phone = form.cleaned_data["phone"]
        user.language = request.LANGUAGE_CODE if request.LANGUAGE_CODE in dict(settings.LANGUAGES) else user.language
        return super().save_user(request, user, form, commit)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Owe the mail instead of sending it: a dead mail server must not hold up a page."""
        queue_mail(template_prefix, email, context)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Say whom it is about: the e-mail it goes to may no longer be theirs."""
        super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, email)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say it in our words; what goes without saying is not said."""
        words = message or MESSAGES.get(message_template or "")
        if words:
            messages.add_message(request, level, str(words) % (message_context or {}), extra_tags=extra_tags)

    def logout(self, request: HttpRequest) -> None:
        """Sign out: push ends on this browser, and pages that are open elsewhere look again whose they are."""
        person = request.user
        forget_this_device(request)  # type: ignore[arg-type]  # whoever signs out is signed in
        super().logout(request)
        if isinstance(person, User):
            nudge(f"person.{person.public_id}", about="rights")

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff go to their office, everybody else to their stay."""
        return settings.OFFICE_HOME if request.user.is_staff else settings.TENANT_HOME

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """A new person's stay, which tells them how to find a room."""
        return settings.TENANT_HOME


class SecondFactorAdapter(DefaultMFAAdapter):
    """Passkeys, app codes and recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | SECOND_FACTOR_ERRORS

    def encrypt(self, text: str) -> str:
        """A stolen backup of the database must not hold the seeds of people's codes."""
        return seed_box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The seed as it was."""
        return seed_box().decrypt(encrypted_text.encode()).decode()

    def _get_site_name(self) -> str:
        """Devices show this beside a passkey."""
        return settings.SITE_NAME


def seed_box() -> MultiFernet:
    """Encrypts with today's secret key and still reads what an earlier one wrote."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(derive(key))) for key in keys])


def derive(secret: str | bytes) -> bytes:
    """A key for this purpose only, so that it tells nothing about the others."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"second factor seeds").derive(force_bytes(secret))
