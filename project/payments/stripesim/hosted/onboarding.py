"""The page where an account tells about itself: here that is one button."""

from project.payments.stripesim import connect
from project.payments.stripesim.errors import Json
from project.payments.stripesim.hosted.parts import Page, notice, question, redirect
from project.payments.stripesim.simulation import Simulation


def show(sim: Simulation, id: str, _form: Json) -> Page:
    """Ask whether everything was told."""
    account = connect.find_account(sim, id)
    back = sim.store.hidden(id).get("return_url")
    if account["details_submitted"]:
        return notice("This account is ready", "It can receive money.", link=(back, "Go on") if back else None)
    return question(
        title="Tell Stripe about yourself",
        who=account["email"] or id,
        text="A real account would be asked for its name, its papers and a bank account. Here one click is enough.",
        action=f"/onboarding/{id}",
        yes="All told, let it receive money",
        no="Not now",
        back=back,
    )


def finish(sim: Simulation, id: str, form: Json) -> Page:
    """Let the account receive money, or leave it as it is, and go back."""
    with sim.store.transaction():
        account = connect.find_account(sim, id)
        if form.get("answer") == "accept" and not account["details_submitted"]:
            connect.enable_account(sim, id)
    back = sim.store.hidden(id).get("return_url")
    return redirect(back or f"/onboarding/{id}", back)
