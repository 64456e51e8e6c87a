"""What allauth says, in our words. A message that is missing here is not worth a toast."""

from django.utils.translation import gettext_lazy as _

ACCOUNT_ERRORS = {
    "account_inactive": _("This account is closed. Write to us if that is a mistake."),
    "cannot_remove_primary_email": _("This is the e-mail you sign in with. Add another one first."),
    "duplicate_email": _("You already use this e-mail."),
    "email_password_mismatch": _("E-mail and password do not fit together. Check both and try again."),
    "email_taken": _("Somebody already signs in with this e-mail."),
    "enter_current_password": _("This is not your password now."),
    "incorrect_code": _("This code does not fit. Check it, or ask for a new one."),
    "incorrect_password": _("This is not your password."),
    "invalid_or_expired_key": _("This link was used already or is too old. Ask for a new one."),
    "invalid_login": _("E-mail and password do not fit together. Check both and try again."),
    "invalid_password_reset": _("This link was used already or is too old. Ask for a new one."),
    "max_email_addresses": _("You cannot add more than %d e-mail addresses."),
    "rate_limited": _("That was a lot in a short time. Wait a few minutes, then try again."),
    "same_as_current": _("This is what it is already."),
    "too_many_login_attempts": _("Too many tries did not work. Wait five minutes, or set a new password."),
    "unknown_email": _("Nobody signs in with this e-mail."),
    "unverified_primary_email": _("Confirm the e-mail you sign in with first."),
}

SECOND_FACTOR_ERRORS = {
    "add_email_blocked": _("First take away the passkeys and app codes, then change the e-mail."),
    "cannot_delete_authenticator": _("This has to stay: it keeps your account safe."),
    "cannot_generate_recovery_codes": _("Add a passkey or an app code first. Recovery codes stand in for those."),
    "incorrect_code": ACCOUNT_ERRORS["incorrect_code"],
    "unverified_email": _("Confirm your e-mail first."),
}

MESSAGES = {
    "account/messages/cannot_delete_primary_email.txt": ACCOUNT_ERRORS["cannot_remove_primary_email"],
    "account/messages/email_confirmation_failed.txt": ACCOUNT_ERRORS["email_taken"],
    "account/messages/email_confirmation_sent.txt": _("We sent a code to %(email)s."),
    "account/messages/email_confirmed.txt": _("%(email)s is confirmed."),
    "account/messages/email_deleted.txt": _("%(email)s is removed."),
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is set."),
    "account/messages/primary_email_set.txt": _("You sign in with the new e-mail from now on."),
    "account/messages/unverified_primary_email.txt": ACCOUNT_ERRORS["unverified_primary_email"],
    "mfa/messages/recovery_codes_generated.txt": _("Here are your new recovery codes. Keep them somewhere safe."),
    "mfa/messages/totp_activated.txt": _("Your app is connected."),
    "mfa/messages/totp_deactivated.txt": _("Your app is disconnected."),
    "mfa/messages/webauthn_added.txt": _("Your passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
    "usersessions/messages/sessions_logged_out.txt": _("You are signed out everywhere else."),
}
