"""allauth's forms in our words; `ACCOUNT_FORMS` and `MFA_FORMS` in the settings name each."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django.utils.translation import gettext_lazy as _


class OurWords:
    """Gives the fields of allauth's forms our labels, without its placeholders and its HTML help."""

    words: dict[str, Any] = {
        "login": _("E-mail"),
        "email": _("E-mail"),
        "password": _("Password"),
        "oldpassword": _("Password now"),
        "password1": _("New password"),
        "password2": _("New password again"),
        "code": _("Code"),
        "name": _("Name"),
    }
    helps: dict[str, Any] = {"password1": _("10 characters or more, and hard to guess.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.label = self.words.get(name, field.label)
            field.help_text = self.helps.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class SignInForm(OurWords, account_forms.LoginForm):
    """E-mail and password."""


class JoinForm(OurWords, account_forms.SignupForm):
    """A new account."""

    words = OurWords.words | {"name": _("Your name"), "password1": _("Password"), "phone": _("Phone")}
    helps = OurWords.helps | {"phone": _("The house calls you on this number when you move in.")}


class ChangeEmailForm(OurWords, account_forms.AddEmailForm):
    """A new e-mail for signing in."""

    words = OurWords.words | {"email": _("New e-mail")}


class ChangePasswordForm(OurWords, account_forms.ChangePasswordForm):
    """From one password to another."""


class SetPasswordForm(OurWords, account_forms.SetPasswordForm):
    """The first password of somebody who came without."""


class ForgottenPasswordForm(OurWords, account_forms.ResetPasswordForm):
    """Where to send the link."""


class NewPasswordForm(OurWords, account_forms.ResetPasswordKeyForm):
    """What the link in the mail leads to."""


class ConfirmItIsYouForm(OurWords, account_forms.ReauthenticateForm):
    """The password once more, before something serious."""


class EmailCodeForm(OurWords, account_forms.ConfirmEmailVerificationCodeForm):
    """The code from our mail."""


class OtherEmailForm(OurWords, account_forms.ChangeEmailForm):
    """Another e-mail while signing up."""


class AppCodeForm(OurWords, mfa_forms.AuthenticateForm):
    """The code from the app, or a recovery code."""

    words = OurWords.words | {"code": _("Code from your app, or a recovery code")}


class AppCodeAgainForm(OurWords, mfa_forms.ReauthenticateForm):
    """The same, before something serious."""

    words = AppCodeForm.words


class ConnectAppForm(OurWords, totp_forms.ActivateTOTPForm):
    """The first code an app shows."""

    words = OurWords.words | {"code": _("The six digits your app shows")}


class AddPasskeyForm(OurWords, passkey_forms.AddWebAuthnForm):
    """A passkey, and whether it is enough by itself."""

    words = OurWords.words | {"name": _("A name for it"), "passwordless": _("Let me sign in with it alone")}
    helps = {"passwordless": _("Your device then asks for a fingerprint, a face or its PIN.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(OurWords, passkey_forms.EditWebAuthnForm):
    """Another name for a passkey."""

    words = OurWords.words | {"name": _("A name for it")}
