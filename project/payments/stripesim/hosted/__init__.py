"""The pages that a person sees on the stand-in: pay, save a card, confirm with the bank, tell about an account."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs

from project.payments.stripesim import api
from project.payments.stripesim.errors import Json, ResourceMissing
from project.payments.stripesim.hosted import intents, onboarding, payment
from project.payments.stripesim.hosted.parts import PACKAGE, Page, notice
from project.payments.stripesim.simulation import Simulation

_ASSETS = {"pay.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}


def asset(name: str) -> tuple[bytes, str] | None:
    """Find one of the two files that the pages use, and its type."""
    if name not in _ASSETS:
        return None
    return (PACKAGE / "assets" / name).read_bytes(), _ASSETS[name]


def answer(sim: Simulation, method: str, path: str, text: str) -> Page:
    """Answer a browser; `text` is the form that was posted, or what stands behind the address."""
    api.tend(sim)
    form = {name: values[-1] for name, values in parse_qs(text, keep_blank_values=True).items()}
    for pattern, verb, view in _VIEWS:
        if verb == method and (found := re.fullmatch(pattern, path)):
            try:
                return view(sim, found[1], form)
            except ResourceMissing:
                break
    return notice("This page is not here", "Go back to where you came from and start the payment again.", status=404)


_View = Callable[[Simulation, str, Json], Page]
_VIEWS: tuple[tuple[str, str, _View], ...] = (
    (r"/pay/(\w+)", "GET", payment.show),
    (r"/pay/(\w+)", "POST", payment.submit),
    (r"/pay/(\w+)/verify", "GET", payment.show_verification),
    (r"/pay/(\w+)/verify", "POST", payment.verify),
    (r"/bank/(\w+)", "GET", intents.show_question),
    (r"/bank/(\w+)", "POST", intents.answer_question),
    (r"/setup/(\w+)", "GET", intents.show_card_form),
    (r"/setup/(\w+)", "POST", intents.save_card),
    (r"/onboarding/(\w+)", "GET", onboarding.show),
    (r"/onboarding/(\w+)", "POST", onboarding.finish),
)
