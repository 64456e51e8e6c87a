"""The last step of a comparison: the gateway's balance against the ledger, cause by cause and in sum."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from project.kernel.money import Money
from project.kernel.transactions import outside_transaction
from project.payments.models import Dispute, FindingKind, Movement, Payment, ReconciliationRun, Refund
from project.payments.operations.movements import name_causes
from project.payments.operations.run_log import note
from project.payments.queries import Disagreement, disagreements, gateway_balance, posted_balance

if TYPE_CHECKING:
    from project.payments.operations.comparison import Comparison

# A comparison that would find more has something larger to say first.
MOST_FINDINGS = 200
_NOUNS: dict[str, type[Payment | Refund | Dispute]] = {"payment": Payment, "refund": Refund, "dispute": Dispute}


@outside_transaction()
def balance_books(run: ReconciliationRun, comparison: Comparison) -> None:
    """Read again whatever both sides see differently, then write down the two balances and name what is left."""
    name_causes()
    for differs in disagreements(before=run.started_at, most=MOST_FINDINGS):
        row = _row_of(differs.source)
        if row is not None:
            comparison.ask_after(row)
    for differs in disagreements(before=run.started_at, most=MOST_FINDINGS):
        _name(run, differs)
    for movement in Movement.objects.filter(source="").order_by("pk")[:MOST_FINDINGS]:
        _name_movement(run, movement)
    run.gateway_paise, run.ledger_paise = gateway_balance().paise, posted_balance(before=run.started_at).paise


def _name(run: ReconciliationRun, differs: Disagreement) -> None:
    told, booked = differs.told_paise or 0, differs.booked_paise or 0
    kind = FindingKind.NOT_AT_GATEWAY if differs.told_paise is None else FindingKind.AMOUNT_DIFFERS
    text = f"Payment provider: {told} paise, ledger: {booked} paise."
    note(run, kind, differs.source, is_repaired=False, amount=Money(told - booked), text=text)


def _name_movement(run: ReconciliationRun, movement: Movement) -> None:
    amount, text = Money(movement.net_paise, movement.currency), movement.kind
    note(run, FindingKind.MOVEMENT_UNKNOWN, movement.gateway_id, is_repaired=False, amount=amount, text=text)


def _row_of(source: str) -> Payment | Refund | Dispute | None:
    noun, _, mark = source.partition(":")
    model = _NOUNS.get(noun)
    return model._default_manager.filter(public_id=UUID(mark)).first() if model else None
