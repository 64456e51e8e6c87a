"""What we say to somebody who signed in with a form still unsent."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class ResumeWords:
    """The offer to send a kept form now."""

    title: Promise
    text: Promise
    button: Promise


ANYTHING = ResumeWords(
    _("You were about to send something"),
    _("You were not signed in any more when you sent your form, so we kept it. Shall it go out now?"),
    _("Send it now"),
)
BY_NAME = {
    "hold": ResumeWords(
        _("You are signed in. Shall we hold your choice now?"),
        _("Nothing is held yet. One tap holds it for ten minutes, and costs nothing."),
        _("Hold it now"),
    ),
    "waitlist_join": ResumeWords(
        _("You are signed in. Shall we put you on the waitlist now?"),
        _("It costs nothing, and you can leave it at any time."),
        _("Join the waitlist"),
    ),
}


def resume_words(action: str) -> ResumeWords:
    """Words that fit where the form was going."""
    try:
        name = resolve(urlsplit(action).path).url_name or ""
    except Resolver404:  # the address was ours when the form was kept, but a release may come between
        return ANYTHING
    return BY_NAME.get(name, ANYTHING)
