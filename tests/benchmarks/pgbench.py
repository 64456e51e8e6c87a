"""Raw pgbench of our claim: what the database alone can do with it."""

import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from project.booking.claim import CLAIM, WHAT_NOBODY_IS_TAKING
from project.kernel.embedded.places import places_of
from tests.benchmarks.world import make_offer, make_people, move_in

PARAMETERS = {
    "unit_type": ":unit_type", "move_in": "'{day}'", "tenant": "(:person + :client_id)", "key": "gen_random_uuid()",
    "public_id": "gen_random_uuid()", "tenant_public_id": "gen_random_uuid()",
    "unit_type_public_id": "gen_random_uuid()", "rent_paise": "850000", "deposit_paise": "1700000",
    "notice_days": "30", "minutes": "10",
}  # fmt: skip


def sold_out(seconds: int = 5, clients: int = 8) -> dict[str, Any]:
    """Claims a second when everything is taken: what the losers of a stampede cost."""
    offer, people = make_offer(0), make_people(clients)
    values = {name: text.format(day=move_in()) for name, text in PARAMETERS.items()}
    statement = CLAIM.format(unit=WHAT_NOBODY_IS_TAKING, columns="id") % values
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(" ".join(statement.split()) + ";\n")
        script.flush()
        variables = ["-D", f"unit_type={offer.pk}", "-D", f"person={people[0].pk}"]
        options = ["-n", "-c", str(clients), "-j", "2", "-T", str(seconds), "-f", script.name, *variables]
        result = subprocess.run(
            [str(program()), *options, dsn()], capture_output=True, text=True, check=True, timeout=seconds + 60
        )
    found = re.search(r"tps = ([\d.]+)", result.stdout)
    return {"case": "pgbench sold out", "way": "raw", "per_second": round(float(found[1]), 1) if found else None}


def program() -> Path:
    """The pgbench beside the embedded server's other binaries."""
    return Path(places_of(settings.HOME).program("pgbench"))


def dsn() -> str:
    """The benchmark's own database, as libpq wants it."""
    database = connection.settings_dict
    return f"host={database['HOST']} dbname={database['NAME']} user={database['USER']}"
