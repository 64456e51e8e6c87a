"""The page of a session: pay or save a card, confirm with the bank, and what is said when nothing is to be done."""

from html import escape

from project.payments.stripesim import checkout, paying
from project.payments.stripesim.errors import Json
from project.payments.stripesim.hosted.parts import (
    FILLED_IN,
    Html,
    Page,
    card_form,
    notice,
    page,
    question,
    read_card,
    redirect,
)
from project.payments.stripesim.money import amount_text
from project.payments.stripesim.simulation import Simulation


def show(sim: Simulation, id: str, _form: Json) -> Page:
    """Show the card form, or why there is none."""
    session = checkout.find_session(sim, id)
    if session["status"] != "open":
        return _closed(session)
    if paying.waiting_intent(sim, session) is not None:
        return redirect(f"/pay/{id}/verify", session["success_url"])
    email = sim.store.hidden(id).get("email") or ""
    return _page(sim, session, {**FILLED_IN, "email": email}, {})


def submit(sim: Simulation, id: str, form: Json) -> Page:
    """Take the card form."""
    session = checkout.find_session(sim, id)
    card, errors = read_card(form, now=sim.clock.now(), needs_email=session["customer_email"] is None)
    if session["status"] == "open" and card is None:
        return _page(sim, session, {**FILLED_IN, **form}, errors)
    if card is not None:
        attempt = int(form["attempt"]) if form.get("attempt", "").isdigit() else None
        session = paying.use_card(sim, id, card, email=form.get("email") or None, attempt=attempt)
    return _go_on(session)


def show_verification(sim: Simulation, id: str, _form: Json) -> Page:
    """Show the question of the bank."""
    session = checkout.find_session(sim, id)
    if paying.waiting_intent(sim, session) is None:
        return redirect(f"/pay/{id}", session["success_url"])
    return bank_question(
        merchant=_merchant(session),
        amount=_amount(session),
        action=f"/pay/{id}/verify",
        back=session["success_url"],
    )


def verify(sim: Simulation, id: str, form: Json) -> Page:
    """Take the answer to the bank's question."""
    session = checkout.find_session(sim, id)
    if form.get("answer") not in ("accept", "refuse"):
        return redirect(f"/pay/{id}", session["success_url"])
    return _go_on(paying.answer_verification(sim, id, accepted=form["answer"] == "accept"))


def bank_question(*, merchant: str, amount: str, action: str, back: str | None) -> Page:
    """Ask the person as their bank does; without an amount it is about saving the card."""
    if amount:
        text = f"{merchant} asks for {amount}. Confirm it here, or say no and nothing is paid."
    else:
        text = f"{merchant} wants to charge your card again later, without asking you each time."
    return question(
        title="Is it you?",
        who="Your bank",
        text=text,
        action=action,
        yes=f"Yes, pay {amount}" if amount else "Yes, allow it",
        no="No, do not pay" if amount else "No, do not allow it",
        back=back,
    )


def _go_on(session: Json) -> Page:
    """Redirect after every post: going back or reloading then never pays again."""
    if session["status"] == "complete":
        return redirect(_success_url(session), session["success_url"])
    return redirect(f"/pay/{session['id']}", session["success_url"])


def _success_url(session: Json) -> str:
    url: str = session["success_url"]
    return url.replace("{CHECKOUT_SESSION_ID}", session["id"])


def _page(sim: Simulation, session: Json, values: Json, errors: dict[str, str]) -> Page:
    amount = _amount(session)
    verb = f"Pay {amount}" if amount else "Save this card"
    nothing = "Nothing was paid." if amount else "Nothing was saved."
    refusal = paying.last_error(sim, session)
    return page(
        "pay.html" if amount else "save.html",
        session["success_url"],
        status=422 if errors else 200,
        title=f"{amount} to {_merchant(session)}" if amount else f"A card for {_merchant(session)}",
        merchant=_merchant(session),
        amount=amount,
        verb=verb,
        items=Html(_items(checkout.line_items(sim, session["id"]))),
        message=Html(_message(session)),
        hidden="attempt",
        attempt=str(sim.store.hidden(session["id"])["attempts"]),
        action=f"/pay/{session['id']}",
        back=Html(_back(session)),
        **card_form(values, errors, refusal, email=session["customer_email"], nothing=nothing),
    )


def _amount(session: Json) -> str:
    """Write what is to be paid; nothing when a card is only saved."""
    return amount_text(session["amount_total"], session["currency"]) if session["mode"] == "payment" else ""


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


def _back(session: Json) -> str:
    if not session["cancel_url"]:
        return ""
    words = f"Back to {_merchant(session)} without paying"
    return f'<a class="back" href="{escape(session["cancel_url"])}">{escape(words)}</a>'


def _closed(session: Json) -> Page:
    merchant = _merchant(session)
    if session["status"] == "complete":
        paid = session["mode"] == "payment"
        return notice(
            "This is paid" if paid else "Your card is saved",
            f"Your payment to {merchant} arrived. You are not charged again." if paid else "Nothing was paid.",
            link=(_success_url(session), f"Go on to {merchant}"),
        )
    link = (session["cancel_url"], f"Back to {merchant}") if session["cancel_url"] else None
    return notice(
        "The time for this payment is over",
        f"Nothing was paid. Go back to {merchant} to start again.",
        link=link,
    )


def _merchant(session: Json) -> str:
    name: str = session["branding_settings"]["display_name"]
    return name
