"""Events, and the deliveries that carry them to the product."""

from collections.abc import Callable
from contextvars import ContextVar

from project.payments.stripesim import objects
from project.payments.stripesim.checker import problems_of_object
from project.payments.stripesim.errors import ApiError, Json
from project.payments.stripesim.faults import Fault, FaultPlan
from project.payments.stripesim.store import Store

KEPT_FOR = 30 * 86_400
NO_REQUEST: Json = {"id": None, "idempotency_key": None}

# The API call that is being answered, so that an event can name what caused it.
current_request: ContextVar[Json] = ContextVar("current_request", default=NO_REQUEST)


class WrongShape(Exception):
    """The stand-in made something the SDK's own types forbid: a mistake in the stand-in, never in its caller."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class EventLog:
    """Everything that happened, each with a snapshot of the object, and who is to be told."""

    def __init__(self, store: Store, now: Callable[[], int], faults: FaultPlan) -> None:
        self._store = store
        self._now = now
        self._faults = faults

    def record(self, type: str, subject: Json) -> None:
        """Keep a snapshot of the object as an event and queue its delivery.

        Raises: WrongShape when the event or its object is not what the SDK describes.
        """
        event = objects.event(
            id=self._store.next_id("evt_"),
            created=self._now(),
            type=type,
            subject=subject,
            request=current_request.get(),
            pending=1 if self.target else 0,
        )
        problems = problems_of_object(event) + problems_of_object(subject)
        if problems:
            raise WrongShape(problems)
        fault = self._faults.take("hook", type)
        if fault and fault.action == "never_made":
            return
        self._store.add(event)
        if self.target:
            self._queue_as_planned(event, fault or Fault("none"))

    # Where deliveries go

    @property
    def target(self) -> Json | None:
        """The endpoint: `secret` and `url`; without a url deliveries wait to be collected."""
        target: Json | None = self._store.setting("webhook_target", None)
        return target

    def send_to(self, *, url: str | None, secret: str) -> None:
        """Make this the one endpoint of the account.

        Raises: ApiError when the address is no web address or the secret is empty.
        """
        if url is not None and not url.startswith(("http://", "https://")):
            raise ApiError(f"Not a web address: '{url}'", param="url")
        if not secret:
            raise ApiError("A secret is needed to sign hooks.", param="secret")
        self._store.set_setting("webhook_target", {"url": url, "secret": secret})

    # Queueing

    def hold(self, *, on: bool) -> None:
        """Keep new deliveries back until they are released, or no longer."""
        self._store.set_setting("hooks_held", on)

    def queue(self, event: Json, disguise: str = "none") -> None:
        """Queue one delivery of an event, which may be disguised as a bad one."""
        now, held = self._now(), self._store.setting("hooks_held", False)
        rank = self._store.rows("SELECT coalesce(max(rank), 0) + 1 AS next FROM deliveries")[0]["next"]
        self._store.write(
            "INSERT INTO deliveries (event, type, state, disguise, rank, created, next_try_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (event["id"], event["type"], "held" if held else "pending", disguise, rank, now, now),
        )

    def _queue_as_planned(self, event: Json, fault: Fault) -> None:
        if fault.action == "drop":
            self._store.save({**event, "pending_webhooks": 0})
            return
        copies = 1 + fault.times if fault.action == "duplicate" else 1
        disguise = "none" if fault.action == "duplicate" else fault.action
        for _ in range(copies):
            self.queue(event, disguise)
