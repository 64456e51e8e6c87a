"""Raw pgbench of our two statements: what the database alone can do with them."""

import os
import re
import subprocess
import tempfile
from typing import Any

from django.conf import settings
from django.db import connection

from project.booking.claim import LOOK, NEVER_HELD, claim_of
from project.catalog.models import UnitType
from project.kernel.embedded.places import places_of
from tests.benchmarks.bench import Bench
from tests.benchmarks.rows import Row
from tests.benchmarks.world import let_all_go, make_offer, move_in

CLIENTS = 8
# Each transaction is another person's: a client counts its turns.
NEXT_PERSON = "\\set turn :turn + 1\n\\set tenant :first + :client_id * :each + :turn\n"


def raw(bench: Bench) -> list[Row]:
    """The look that turns the losers away, and the claim while there is a unit for everybody."""
    each = len(bench.people) // CLIENTS
    rows = [Row("pgbench look, sold out", "raw"), Row("pgbench claim, in stock", "raw")]
    for _ in range(bench.few):
        let_all_go()
        sold_out, in_stock = make_offer(0), make_offer(each * CLIENTS)
        run(rows[0], look_sql(sold_out), bench, each)
        run(rows[1], claim_sql(in_stock), bench, each)
    let_all_go()
    return rows


def look_sql(offer: UnitType) -> str:
    """What every loser of a stampede costs."""
    return LOOK % values(offer)


def claim_sql(offer: UnitType) -> str:
    """What every winner costs."""
    return claim_of(NEVER_HELD, columns=["id"]) % values(offer)


def values(offer: UnitType) -> dict[str, Any]:
    """The parameters as pgbench writes them."""
    key = "gen_random_uuid()"
    return {
        "unit_type": f"'{offer.public_id}'::uuid", "move_in": f"'{move_in()}'::date", "tenant": ":tenant", "key": key,
        "tenant_public_id": key, "public_id": key, "property_slug": "NULL::text",
        "expected_deposit_paise": "NULL::bigint", "history_id": "NULL", "history_metadata": "NULL",
    }  # fmt: skip


def run(row: Row, statement: str, bench: Bench, each: int) -> None:
    """One round: each of the clients as often as it has people."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(NEXT_PERSON + " ".join(statement.split()) + ";\n")
        script.flush()
        first = bench.people[0].user.pk - 1
        variables = [f"--define={name}" for name in (f"first={first}", f"each={each}", "turn=0")]
        told = pgbench(script.name, *variables, f"--transactions={each}")
    row.per_second.append(figure(r"tps = ([\d.]+)", told))
    row.p50_ms.append(figure(r"latency average = ([\d.]+)", told))


def pgbench(script: str, *options: str) -> str:
    """Run the program beside the embedded server's other binaries, on the connection settings of ours."""
    database = connection.settings_dict
    command = [places_of(settings.HOME).program("pgbench"), "--no-vacuum", f"--file={script}", "--jobs=2", *options]
    dsn = f"host={database['HOST']} dbname={database['NAME']} user={database['USER']}"
    # As PreparedStatement does: planned by index from the first row on.
    planned = f"{database['OPTIONS']['options']} -c enable_seqscan=off"
    result = subprocess.run(
        [*command, f"--client={CLIENTS}", "--protocol=prepared", dsn],
        env={**os.environ, "PGOPTIONS": planned}, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return result.stdout


def figure(pattern: str, told: str) -> float:
    """One number of what pgbench says."""
    found = re.search(pattern, told)
    assert found, told
    return round(float(found[1]), 2)
