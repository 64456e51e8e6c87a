"""What somebody typed into a form when they were not, or no longer, signed in."""

import re
import time
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

SESSION_KEY = "kept_form"
KEPT_SECONDS = 3600
LARGEST = 64_000
SECRET = re.compile(r"pass|secret|token|csrf|otp|cvc|card", re.IGNORECASE)


@dataclass(frozen=True)
class KeptForm:
    """One unsent form: where it was going, the page it stood on, and its fields."""

    action: str
    page: str
    fields: dict[str, list[str]]
    until: int

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every field with each of its values, in the order of the form."""
        return [(name, value) for name, values in self.fields.items() for value in values]


def keep_typed(request: HttpRequest) -> None:
    """Keep an unsent form for the time after signing in, without its secrets."""
    fields = {name: values for name, values in request.POST.lists() if not SECRET.search(name)}
    if sum(len(value) for values in fields.values() for value in values) > LARGEST:
        return
    form = KeptForm(request.get_full_path(), page_before(request), fields, int(time.time()) + KEPT_SECONDS)
    request.session[SESSION_KEY] = asdict(form)


def kept_form(request: HttpRequest) -> KeptForm | None:
    """Give the unsent form of this browser, if one is kept."""
    stored: dict[str, Any] | None = request.session.get(SESSION_KEY)
    if stored is None or stored["until"] < time.time():
        return None
    return KeptForm(**stored)


def restore_typed(request: HttpRequest) -> QueryDict | None:
    """Hand back, once, what was typed on the page now asked for.

    For a view that shows its form again: `Form(initial=typed.dict())` or `Form(typed)`.
    """
    form = kept_form(request)
    if form is None or urlsplit(form.page).path != request.path:
        return None
    del request.session[SESSION_KEY]
    typed = QueryDict(mutable=True)
    for name, values in form.fields.items():
        typed.setlist(name, values)
    return typed


def forget_typed(request: HttpRequest) -> None:
    """Drop the kept form once it is sent."""
    form = kept_form(request)
    if form is not None and form.action == request.get_full_path():
        del request.session[SESSION_KEY]


def page_before(request: HttpRequest) -> str:
    """The page somebody was looking at: what htmx says, else what the browser says, else this address."""
    said = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    if said and url_has_allowed_host_and_scheme(said, {request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(said)
        return parts.path + (f"?{parts.query}" if parts.query else "")
    return request.get_full_path()
