"""Carries events to the product: signed by the SDK's own code, tried again until it answers 2xx, for three days."""

import http.client
import json
import logging
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from typing import Any

from stripe import WebhookSignature

from project.payments.stripesim.errors import ApiError, Json
from project.payments.stripesim.events import EventLog
from project.payments.stripesim.store import Store

GIVE_UP_AFTER = 3 * 86_400
LONGEST_WAIT = 3600
TIMEOUT = 10
AN_HOUR = 3600
_DISGUISES = ("none", "bad_signature", "stale", "future", "old_version", "other_account")

log = logging.getLogger("stripesim.webhooks")


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Follow nothing: a redirect is not a 2xx, Stripe counts it as a failed delivery."""


_opener = urllib.request.build_opener(_NoRedirects, urllib.request.ProxyHandler({}))


class Deliveries:
    """The queue of what is to be sent, and the sending."""

    def __init__(self, store: Store, events: EventLog, now: Callable[[], int]) -> None:
        self._store = store
        self._events = events
        self._now = now
        self._one_at_a_time = threading.Lock()

    def deliver_due(self) -> list[Json]:
        """Send everything whose time has come and give what was answered.

        One caller at a time: a delivery is never under way twice, and whoever waits here finds the work done.
        """
        answers: list[Json] = []
        with self._one_at_a_time:
            while (target := self._events.target) and target["url"] and (due := self._next_due()):
                answers.append(self._send(due, target))
        return answers

    def collect(self) -> list[Json]:
        """Hand over the deliveries that are due instead of posting them.

        For tests that give the bytes to the product themselves; each counts as delivered.
        """
        collected = []
        with self._one_at_a_time:
            while (target := self._events.target) and (due := self._next_due()):
                body, signature = self._packed(due, target["secret"])
                self._note(due, answer="collected", delivered=True)
                collected.append({"event": due["event"], "type": due["type"], "body": body, "signature": signature})
        return collected

    def release(self, order: str | Sequence[str] = "as_sent") -> int:
        """Let held deliveries go: as they were sent, in reverse, or in the order of these event ids.

        Raises: ApiError when the order is none of these.
        """
        with self._store.transaction():
            self._events.hold(on=False)
            held = self._store.rows("SELECT id, event, rank FROM deliveries WHERE state = 'held' ORDER BY rank")
            ranks = [row["rank"] for row in held]
            for row, rank in zip(_ordered(held, order), ranks, strict=True):
                self._store.write("UPDATE deliveries SET state = 'pending', rank = ? WHERE id = ?", (rank, row["id"]))
        return len(held)

    def resend(self, event_id: str, *, disguise: str = "none", times: int = 1) -> None:
        """Deliver an event again, good or disguised as a bad one.

        Raises: ApiError when there is no such event or disguise.
        """
        event = self._store.get("event", event_id)
        if event is None or disguise not in _DISGUISES:
            raise ApiError(f"Cannot resend '{event_id}' as '{disguise}'. Known: {', '.join(_DISGUISES)}")
        for _ in range(times):
            self._events.queue(event, disguise)

    def _next_due(self) -> Json | None:
        rows = self._store.rows(
            "SELECT * FROM deliveries WHERE state = 'pending' AND next_try_at <= ? ORDER BY rank, id LIMIT 1",
            (self._now(),),
        )
        return rows[0] if rows else None

    def _send(self, delivery: Json, target: Json) -> Json:
        body, signature = self._packed(delivery, target["secret"])
        answer = _post(target["url"], body.encode(), signature)
        delivered = answer.isdigit() and 200 <= int(answer) < 300
        self._note(delivery, answer=answer, delivered=delivered)
        log.info("%s %s: %s", delivery["type"], delivery["event"], answer)
        return {"event": delivery["event"], "type": delivery["type"], "answer": answer}

    def _packed(self, delivery: Json, secret: str) -> tuple[str, str]:
        """Sign with real time, wherever the virtual clock stands: the receiver compares it with its own."""
        event = self._store.need("event", delivery["event"])
        disguise = delivery["disguise"]
        if disguise == "old_version":
            event["api_version"] = "2020-08-27"
        if disguise == "other_account":
            event["account"] = "acct_ofsomebodyelse"
        body = json.dumps(event, indent=2)
        moment = int(time.time()) + {"stale": -AN_HOUR, "future": AN_HOUR}.get(disguise, 0)
        key = "whsec_of_somebody_else" if disguise == "bad_signature" else secret
        return body, WebhookSignature.generate_signature_header(body, key, moment)

    def _note(self, delivery: Json, *, answer: str, delivered: bool) -> None:
        wait = min(2 ** delivery["attempts"], LONGEST_WAIT)
        given_up = self._now() + wait > delivery["created"] + GIVE_UP_AFTER
        state = "delivered" if delivered else "failed" if given_up else "pending"
        with self._store.transaction():
            self._store.write(
                "UPDATE deliveries SET state = ?, attempts = attempts + 1, next_try_at = ?, last_answer = ? "
                "WHERE id = ?",
                (state, self._now() + wait, answer, delivery["id"]),
            )
            if delivered:
                self._settle_event(delivery["event"])

    def _settle_event(self, event_id: str) -> None:
        self._store.save({**self._store.need("event", event_id), "pending_webhooks": 0})


def _post(url: str, body: bytes, signature: str) -> str:
    request = urllib.request.Request(  # noqa: S310 - the scheme was checked when the target was set
        url,
        data=body,
        headers={
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": signature,
            "User-Agent": "Stripe/1.0 (+stripesim)",
        },
    )
    try:
        with _opener.open(request, timeout=TIMEOUT) as response:
            return str(response.status)
    except urllib.error.HTTPError as error:
        error.close()
        return str(error.code)
    except (OSError, http.client.HTTPException) as error:
        return f"no answer: {type(error).__name__}"


def _ordered(held: list[Json], order: str | Sequence[str]) -> list[Json]:
    if order == "as_sent":
        return held
    if order == "reverse":
        return held[::-1]
    if isinstance(order, str):
        raise ApiError(f"No such order: '{order}'. Known: as_sent, reverse, or a list of event ids", param="order")
    place = {event: number for number, event in enumerate(order)}
    return sorted(held, key=lambda row: place.get(row["event"], len(place)))
