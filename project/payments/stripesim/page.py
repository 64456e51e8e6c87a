"""The hosted pages a person sees: pay, confirm with the bank, and what is said when there is nothing to pay."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files
from string import Template
from urllib.parse import parse_qs, urlsplit

from project.payments.stripesim import api, checkout
from project.payments.stripesim.cards import CARDS, Card, card_numbered, grouped
from project.payments.stripesim.errors import Json, ResourceMissing
from project.payments.stripesim.money import amount_text
from project.payments.stripesim.simulation import Simulation

_PACKAGE = files(__package__)
_EXPIRY = re.compile(r"\s*(0[1-9]|1[0-2])\s*/\s*(?:20)?(\d\d)\s*\Z")
_CVC = re.compile(r"\s*\d{3,4}\s*\Z")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+\Z")
_FILLED_IN = {"number": grouped(CARDS[0].number), "expiry": "12 / 34", "cvc": "123"}
_ASSETS = {"pay.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}


@dataclass(frozen=True)
class Page:
    """What a browser is given."""

    status: int
    body: str
    headers: dict[str, str] = field(default_factory=dict)


def asset(name: str) -> tuple[bytes, str] | None:
    """Find one of the two files that the pages use, and its type."""
    if name not in _ASSETS:
        return None
    return (_PACKAGE / "assets" / name).read_bytes(), _ASSETS[name]


def answer(sim: Simulation, method: str, path: str, text: str) -> Page:
    """Answer a browser that is on its way through a payment."""
    api.tend(sim)
    form = {name: values[-1] for name, values in parse_qs(text, keep_blank_values=True).items()}
    for pattern, verb, view in _VIEWS:
        if verb == method and (found := re.fullmatch(pattern, path)):
            try:
                return view(sim, found[1], form)
            except ResourceMissing:
                break
    return _notice("This page is not here", "Go back to where you came from and start the payment again.", status=404)


def _show_payment(sim: Simulation, id: str, _form: Json) -> Page:
    session = checkout.find_session(sim, id)
    if session["status"] != "open":
        return _closed(session)
    if checkout.waiting_intent(sim, session) is not None:
        return _redirect(f"/pay/{id}/verify", session)
    email = sim.store.hidden(id).get("email") or ""
    return _payment_page(sim, session, {**_FILLED_IN, "email": email}, {})


def _pay(sim: Simulation, id: str, form: Json) -> Page:
    session = checkout.find_session(sim, id)
    card, errors = _read_card(form, now=sim.clock.now(), needs_email=session["customer_email"] is None)
    if session["status"] == "open" and card is None:
        return _payment_page(sim, session, {**_FILLED_IN, **form}, errors)
    if card is not None:
        attempt = int(form["attempt"]) if form.get("attempt", "").isdigit() else None
        session = checkout.pay_session(sim, id, card, email=form.get("email") or None, attempt=attempt)
    return _go_on(session)


def _show_verification(sim: Simulation, id: str, _form: Json) -> Page:
    session = checkout.find_session(sim, id)
    if checkout.waiting_intent(sim, session) is None:
        return _redirect(f"/pay/{id}", session)
    return _page(
        "verify.html",
        _form_target(session),
        merchant=_merchant(session),
        amount=amount_text(session["amount_total"], session["currency"]),
        action=f"/pay/{id}/verify",
    )


def _verify(sim: Simulation, id: str, form: Json) -> Page:
    number = sim.store.hidden(checkout.find_session(sim, id)["id"]).get("card", "")
    card = card_numbered(number)
    if card is None or form.get("answer") not in ("accept", "refuse"):
        return _redirect(f"/pay/{id}", checkout.find_session(sim, id))
    return _go_on(checkout.answer_verification(sim, id, card, accepted=form["answer"] == "accept"))


def _go_on(session: Json) -> Page:
    """Redirect after every post: going back or reloading then never pays again."""
    if session["status"] == "complete":
        return _redirect(_success_url(session), session)
    return _redirect(f"/pay/{session['id']}", session)


def _success_url(session: Json) -> str:
    url: str = session["success_url"]
    return url.replace("{CHECKOUT_SESSION_ID}", session["id"])


def _read_card(form: Json, *, now: int, needs_email: bool) -> tuple[Card | None, dict[str, str]]:
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


# What is shown


def _payment_page(sim: Simulation, session: Json, values: Json, errors: dict[str, str]) -> Page:
    refusal = checkout.last_error(sim, session)
    amount = amount_text(session["amount_total"], session["currency"])
    return _page(
        "pay.html",
        _form_target(session),
        status=422 if errors else 200,
        merchant=_merchant(session),
        amount=amount,
        items=_Html(_items(checkout.line_items(sim, session["id"]))),
        message=_Html(_message(session)),
        alert=_Html(_alert(errors, refusal)),
        fields=_Html(_fields(session, values, errors)),
        cards=_Html(_cards()),
        attempt=str(sim.store.hidden(session["id"])["attempts"]),
        action=f"/pay/{session['id']}",
        back=_Html(_back(session)),
    )


class _Html(str):
    """Text that is markup already."""

    __slots__ = ()


def _items(items: list[Json]) -> str:
    rows = []
    for item in items:
        amount = escape(amount_text(item["amount_total"], item["currency"]))
        times = f" <span class=times>× {item['quantity']}</span>" if item["quantity"] > 1 else ""
        rows.append(f"<li><span>{escape(item['description'])}{times}</span> <b>{amount}</b></li>")
    return "".join(rows)


def _message(session: Json) -> str:
    message = (session["custom_text"]["submit"] or {}).get("message")
    return f'<p class="message">{escape(message)}</p>' if message else ""


def _alert(errors: dict[str, str], refusal: Json | None) -> str:
    if errors:
        text = "Nothing was paid. Look at the fields that are marked."
    elif refusal:
        text = f"Nothing was paid. {refusal['message']}"
    else:
        return ""
    return f'<p class="alert" role="alert">{_ICON_WRONG}<span>{escape(text)}</span></p>'


def _fields(session: Json, values: Json, errors: dict[str, str]) -> str:
    email = session["customer_email"]
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


def _back(session: Json) -> str:
    if not session["cancel_url"]:
        return ""
    words = f"Back to {_merchant(session)} without paying"
    return f'<a class="back" href="{escape(session["cancel_url"])}">{escape(words)}</a>'


def _closed(session: Json) -> Page:
    merchant = _merchant(session)
    if session["status"] == "complete":
        return _notice(
            "This is paid",
            f"Your payment to {merchant} arrived. You are not charged again.",
            link=(_success_url(session), f"Go on to {merchant}"),
        )
    link = (session["cancel_url"], f"Back to {merchant}") if session["cancel_url"] else None
    return _notice(
        "The time for this payment is over",
        f"Nothing was paid. Go back to {merchant} to start again.",
        link=link,
    )


def _notice(title: str, text: str, *, link: tuple[str, str] | None = None, status: int = 200) -> Page:
    button = f'<a class="button" href="{escape(link[0])}">{escape(link[1])}</a>' if link else ""
    return _page("notice.html", "'none'", status=status, title=title, text=text, link=_Html(button))


def _merchant(session: Json) -> str:
    name: str = session["branding_settings"]["display_name"]
    return name


def _page(name: str, form_target: str, *, status: int = 200, **values: str) -> Page:
    """Fill one template; whatever is not markup already is escaped."""
    safe = {key: value if isinstance(value, _Html) else escape(value) for key, value in values.items()}
    inner = Template((_PACKAGE / "pages" / name).read_text(encoding="utf-8")).substitute(safe)
    frame = Template((_PACKAGE / "pages" / "frame.html").read_text(encoding="utf-8"))
    title = safe.get("title") or f"{safe['amount']} to {safe['merchant']}"
    return Page(status, frame.substitute(title=title, body=inner), _headers(form_target))


def _redirect(url: str, session: Json) -> Page:
    return Page(303, "", {**_headers(_form_target(session)), "Location": url})


def _headers(form_target: str) -> dict[str, str]:
    policy = (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action {form_target}"
    )
    return {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }


def _form_target(session: Json) -> str:
    """Allow the way back too: browsers hold the redirect after a form to `form-action`."""
    parts = urlsplit(session["success_url"])
    return f"'self' {parts.scheme}://{parts.netloc}"


_ICON_WRONG = (
    '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9"/>'
    '<path d="M12 7.5v5.5M12 16.4v.1"/></svg>'
)

_View = Callable[[Simulation, str, Json], Page]
_VIEWS: tuple[tuple[str, str, _View], ...] = (
    (r"/pay/(\w+)", "GET", _show_payment),
    (r"/pay/(\w+)", "POST", _pay),
    (r"/pay/(\w+)/verify", "GET", _show_verification),
    (r"/pay/(\w+)/verify", "POST", _verify),
)
