"""The cases of `make bench`, in the order they run; each gives rows for the table and for bench.json.

A new case is a module with one function from the bench to rows, and a line here.
"""

from collections.abc import Callable

from tests.benchmarks.bench import Bench
from tests.benchmarks.cases.killed import killed
from tests.benchmarks.cases.live import live
from tests.benchmarks.cases.messages import messages
from tests.benchmarks.cases.operation import operation
from tests.benchmarks.cases.pages import pages
from tests.benchmarks.cases.postings import postings
from tests.benchmarks.cases.raw import raw
from tests.benchmarks.cases.relay import relay
from tests.benchmarks.cases.requests import stampede, steady
from tests.benchmarks.cases.webhooks import webhooks
from tests.benchmarks.rows import Row

CASES: dict[str, Callable[[Bench], list[Row]]] = {
    "stampede": stampede,
    "steady": steady,
    "operation": operation,
    "raw": raw,
    "webhooks": webhooks,
    "postings": postings,
    "relay": relay,
    "live": live,
    "messages": messages,
    "killed": killed,
    "pages": pages,
}
