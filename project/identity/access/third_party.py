"""What the pages of other packages ask for: their views cannot carry our marks."""

from project.kernel.web.marks import EDITORS, OFFICE, PUBLIC, SIGNED_IN, Mark

# allauth's steps before anybody is signed in. Its other pages are private like everything else.
BEFORE_SIGN_IN = frozenset(
    {
        "account_login",
        "account_logout",
        "account_signup",
        "account_inactive",
        "account_email_verification_sent",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "mfa_login_webauthn",
    }
)

# Pages that others keep; each checks more finely inside.
AREAS = {"office/": OFFICE, "cms/": EDITORS}


def mark_of_unmarked(*, route: str, name: str | None) -> Mark:
    """The mark of a view that carries none: private, unless it is a known step before signing in."""
    for prefix, mark in AREAS.items():
        if route.startswith(prefix):
            return mark
    return PUBLIC if name in BEFORE_SIGN_IN else SIGNED_IN
