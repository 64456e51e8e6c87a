"""What the pages are made of: the frame, the card form, a notice; and how a card form is read."""

import re
import time
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files
from string import Template
from urllib.parse import urlsplit

from project.payments.stripesim.cards import CARDS, Card, card_numbered, grouped
from project.payments.stripesim.errors import Json

PACKAGE = files("project.payments.stripesim")
FILLED_IN = {"number": grouped(CARDS[0].number), "expiry": "12 / 34", "cvc": "123"}
_EXPIRY = re.compile(r"\s*(0[1-9]|1[0-2])\s*/\s*(?:20)?(\d\d)\s*\Z")
_CVC = re.compile(r"\s*\d{3,4}\s*\Z")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+\Z")


@dataclass(frozen=True)
class Page:
    """What a browser is given."""

    status: int
    body: str
    headers: dict[str, str] = field(default_factory=dict)


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


def page(name: str, way_back: str | None, *, status: int = 200, **values: str) -> Page:
    """Fill one template; whatever is not markup already is escaped. A form on it may lead here or `way_back`."""
    safe = {key: value if isinstance(value, Html) else escape(value) for key, value in values.items()}
    inner = Template((PACKAGE / "pages" / name).read_text(encoding="utf-8")).substitute(safe)
    frame = Template((PACKAGE / "pages" / "frame.html").read_text(encoding="utf-8"))
    return Page(status, frame.substitute(title=safe["title"], body=inner), _headers(way_back))


def redirect(url: str, back: str | None) -> Page:
    """Send the browser on."""
    return Page(303, "", {**_headers(back), "Location": url})


def notice(title: str, text: str, *, link: tuple[str, str] | None = None, status: int = 200) -> Page:
    """Say something, with at most one way on."""
    button = f'<a class="button" href="{escape(link[0])}">{escape(link[1])}</a>' if link else ""
    return page("notice.html", None, status=status, title=title, text=text, link=Html(button))


def question(*, title: str, who: str, text: str, action: str, yes: str, no: str, back: str | None) -> Page:
    """Ask the person something that has two answers."""
    return page("question.html", back, title=title, who=who, text=text, action=action, yes=yes, no=no)


def read_card(form: Json, *, now: int, needs_email: bool) -> tuple[Card | None, dict[str, str]]:
    """Read a card form: the card, or by field what is wrong with it."""
    card = card_numbered(form.get("number", ""))
    wrong = {
        "number": None if card else "This stand-in knows only its own test cards. Choose one from the list below.",
        "expiry": None if _is_valid_on(form.get("expiry", ""), now) else "Write a month to come, like 12 / 34.",
        "cvc": None if _CVC.match(form.get("cvc", "")) else "Write the 3 or 4 digits.",
        "email": "Write your e-mail address, like asha@example.com."
        if needs_email and not _EMAIL.match(form.get("email", ""))
        else None,
    }
    errors = {name: text for name, text in wrong.items() if text}
    return (None if errors else card), errors


def _is_valid_on(expiry: str, now: int) -> bool:
    """Tell whether a card is still good: it is until the end of its month."""
    found, today = _EXPIRY.match(expiry), time.gmtime(now)
    return found is not None and (2000 + int(found[2]), int(found[1])) >= (today.tm_year, today.tm_mon)


def card_form(values: Json, errors: dict[str, str], refusal: Json | None, *, email: str | None, nothing: str) -> Json:
    """Give the parts of a page that asks for a card; `nothing` says what did not happen when it was of no use."""
    return {
        "alert": Html(_alert(errors, refusal, nothing)),
        "fields": Html(_fields(email, values, errors)),
        "cards": Html(_cards()),
    }


def _alert(errors: dict[str, str], refusal: Json | None, nothing: str) -> str:
    if errors:
        text = f"{nothing} Look at the fields that are marked."
    elif refusal:
        text = f"{nothing} {refusal['message']}"
    else:
        return ""
    return f'<p class="alert" role="alert">{_ICON_WRONG}<span>{escape(text)}</span></p>'


def _fields(email: str | None, values: Json, errors: dict[str, str]) -> str:
    asked = [("email", "E-mail", "email", "email")] if email is None else []
    asked += [
        ("number", "Card number", "cc-number", "text"),
        ("expiry", "Expires MM / YY", "cc-exp", "text"),
        ("cvc", "Security code", "cc-csc", "text"),
    ]
    known = f'<p class="known">Receipt goes to <b>{escape(email)}</b></p>' if email else ""
    return known + "".join(_field(*spec, str(values.get(spec[0], "")), errors.get(spec[0])) for spec in asked)


def _field(name: str, label: str, complete: str, kind: str, value: str, error: str | None) -> str:
    mode = "email" if kind == "email" else "numeric"
    wrong = f' aria-invalid="true" aria-describedby="{name}-error"' if error else ""
    text = f'<span class="error" id="{name}-error">{_ICON_WRONG}{escape(error)}</span>' if error else ""
    return (
        f'<p class="field {name}"><label for="{name}">{label}</label>'
        f'<input id="{name}" name="{name}" type="{kind}" inputmode="{mode}" autocomplete="{complete}" required'
        f' value="{escape(value)}"{wrong}>{text}</p>'
    )


def _cards() -> str:
    rows = (f"<tr><td><code>{grouped(card.number)}</code></td><td>{escape(card.says)}</td></tr>" for card in CARDS)
    return "".join(rows)


def _headers(back: str | None) -> dict[str, str]:
    policy = (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action {_form_target(back)}"
    )
    return {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }


def _form_target(back: str | None) -> str:
    """Allow the way back too: browsers hold the redirect after a form to `form-action`."""
    if back is None:
        return "'self'"
    way = urlsplit(back)
    return f"'self' {way.scheme}://{way.netloc}"


_ICON_WRONG = (
    '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9"/>'
    '<path d="M12 7.5v5.5M12 16.4v.1"/></svg>'
)
