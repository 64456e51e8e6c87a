"""Copies the balance that the gateway keeps for us, line by line, and says what in our books stands for each."""

from collections.abc import Iterable, Mapping

from project.kernel.money import Money
from project.kernel.transactions import outside_transaction, transaction
from project.ledger.models import Posting
from project.payments.gateways import gateway
from project.payments.gateways.gateway import GatewayMissing, MovementKind, MovementLine
from project.payments.models import Dispute, Movement, Refund
from project.payments.operations.books import post_movement
from project.payments.queries import sources_of

OF_THEIR_OWN = {MovementKind.PAYOUT, MovementKind.FEE}
MOST = 500


@outside_transaction()
def keep_movements(lines: list[MovementLine], *, intents: Mapping[str, str]) -> None:
    """Keep lines that are not kept yet, and name the causes of those whose cause was not known.

    `intents` says which intent a charge belongs to; the gateway is asked about the others.
    """
    ids = [line.id for line in lines]
    named = set(Movement.objects.filter(gateway_id__in=ids).exclude(source="").values_list("gateway_id", flat=True))
    fresh = [line for line in lines if line.id not in named]
    if not fresh:
        return
    captures = _sources_of_captures(fresh, intents)
    with transaction():
        sources = captures | _sources_of_others(fresh)
        _write([_row(line, sources.get(line.id, "")) for line in fresh])


@outside_transaction()
def name_causes() -> None:
    """Try again to name the causes of movements that nobody knew when they were kept."""
    unknown = Movement.objects.filter(source="").exclude(kind=MovementKind.OTHER).order_by("pk")[:MOST]
    keep_movements([_line(row) for row in unknown], intents={})


def _sources_of_captures(lines: list[MovementLine], intents: Mapping[str, str]) -> dict[str, str]:
    charges = {line.id: line.object_id for line in lines if line.kind is MovementKind.CAPTURE}
    intent_of = {line: intents.get(charge) or _intent_of(charge) for line, charge in charges.items()}
    sources = sources_of(intent_of.values())
    return {line: sources[intent] for line, intent in intent_of.items() if intent in sources}


def _intent_of(charge_id: str) -> str:
    try:
        capture = gateway().get_capture(charge_id)
    except GatewayMissing:
        return ""
    return capture.intent_id if capture else ""


def _sources_of_others(lines: list[MovementLine]) -> dict[str, str]:
    known: dict[str, str] = {}
    objects = [line.object_id for line in lines]
    strange = [f"stripe:{object_id}" for object_id in objects]
    for source in Posting.objects.filter(source__in=strange).values_list("source", flat=True):
        known[source.removeprefix("stripe:")] = source
    known |= {row.gateway_id or "": row.source for row in Refund.objects.filter(gateway_id__in=objects)}
    known |= {row.gateway_id: row.source for row in Dispute.objects.filter(gateway_id__in=objects)}
    own = {line.id: post_movement(line) for line in lines if line.kind in OF_THEIR_OWN}
    return {line.id: known[line.object_id] for line in lines if line.object_id in known} | own


def _row(line: MovementLine, source: str) -> Movement:
    return Movement(
        gateway_id=line.id,
        kind=line.kind,
        object_id=line.object_id,
        net_paise=line.net.paise,
        fee_paise=line.fee.paise,
        currency=line.net.currency,
        source=source,
        moved_at=line.moved_at,
    )


def _line(row: Movement) -> MovementLine:
    net, fee = Money(row.net_paise, row.currency), Money(row.fee_paise, row.currency)
    return MovementLine(row.gateway_id, MovementKind(row.kind), row.object_id, net, fee, row.moved_at)


def _write(rows: Iterable[Movement]) -> None:
    Movement.objects.bulk_create(rows, update_conflicts=True, unique_fields=["gateway_id"], update_fields=["source"])
