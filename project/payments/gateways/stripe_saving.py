"""Stripe's customers, setup intents, payment methods and mandates, and charges without the person."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from project.payments.gateways import stripe_reading as reading
from project.payments.gateways.answers import Request, Session, SessionState
from project.payments.gateways.gateway import GatewayMissing, GatewayRefused
from project.payments.gateways.saving import (
    ChargeOrder,
    GatewayMandate,
    GatewayMethod,
    MandateProgress,
    Setup,
    SetupOrder,
    SetupProgress,
)
from project.payments.gateways.stripe_asking import Body, StripeApi

EXPAND_SETUP = ["payment_method", "mandate"]
EXPAND_CHARGE = ["latest_charge.balance_transaction"]
# India's mandates are asked for by their own name; `maximum` lets each bill take what it is, up to the limit.
INDIA, UP_TO = ["india"], "maximum"

_PROGRESS = {"succeeded": SetupProgress.SAVED, "canceled": SetupProgress.CLOSED}
_INTENTS = {
    "succeeded": SessionState.PAID,
    "processing": SessionState.PROCESSING,
    "requires_payment_method": SessionState.FAILED,
    "canceled": SessionState.EXPIRED,
}


class StripeSaving(StripeApi):
    """See `Saving` for what each call promises."""

    @property
    def can_save_methods(self) -> bool:
        """Only the stand-in has a page for it: Stripe itself wants one of ours, with its script in it."""
        return bool(self._stand_in)

    def open_customer(self, *, key: str, reference: str, name: str, email: str) -> str:
        """POST a customer, marked as ours."""
        body = {"name": name, "email": email, "metadata": {"person": reference}}
        made: str = self._body(self._api.customers.create, body, {"idempotency_key": key})["id"]
        return made

    def write_setup(self, order: SetupOrder) -> Request:
        """Write the body of a SetupIntent with India's mandate options."""
        mandate = {
            "amount": order.limit.paise,
            "amount_type": UP_TO,
            "currency": order.limit.currency.lower(),
            "interval": order.interval,
            "reference": order.reference,
            "start_date": int(order.starts_at.timestamp()),
            "supported_types": INDIA,
        }
        return {
            "customer": order.customer_id,
            "usage": "off_session",
            "payment_method_options": {"card": {"mandate_options": mandate}},
            "metadata": {"setup": order.reference, "back": order.return_url},
        }

    def open_setup(self, *, key: str, request: Request) -> Setup:
        """POST the frozen request under its key."""
        return self._setup(self._body(self._api.setup_intents.create, request, {"idempotency_key": key}))

    def get_setup(self, setup_id: str) -> Setup:
        """Read the setup with what it saved in one call."""
        expand = {"expand": EXPAND_SETUP}
        return self._setup(self._body(self._api.setup_intents.retrieve, setup_id, expand))

    def find_setup(self, *, customer_id: str, reference: str) -> Setup | None:
        """List the customer's setups and compare the mark."""
        found = self._first(
            self._api.setup_intents.list,
            {"customer": customer_id, "limit": 100},
            lambda body: (body.get("metadata") or {}).get("setup") == reference,
        )
        return self.get_setup(found["id"]) if found else None

    def close_setup(self, setup_id: str) -> Setup:
        """Cancel; a setup that has ended is read instead."""
        try:
            return self._setup(self._body(self._api.setup_intents.cancel, setup_id))
        except GatewayMissing:
            raise
        except GatewayRefused:
            return self.get_setup(setup_id)

    def get_method(self, method_id: str) -> GatewayMethod:
        """Read one payment method."""
        return method(self._body(self._api.payment_methods.retrieve, method_id))

    def detach_method(self, method_id: str) -> None:
        """Detach; a no may mean that it is done already."""
        try:
            self._body(self._api.payment_methods.detach, method_id)
        except GatewayMissing:
            return
        except GatewayRefused:
            if self.get_method(method_id).is_attached:
                raise

    def get_mandate(self, mandate_id: str) -> GatewayMandate:
        """Read one mandate."""
        return mandate(self._body(self._api.mandates.retrieve, mandate_id))

    def write_charge(self, order: ChargeOrder) -> Request:
        """Write the body of a PaymentIntent that is confirmed at once, without the person."""
        return {
            "amount": order.amount.paise,
            "currency": order.amount.currency.lower(),
            "customer": order.customer_id,
            "payment_method": order.method_id,
            "mandate": order.mandate_id,
            "off_session": True,
            "confirm": True,
            "description": order.description,
            "metadata": order.marks | {"asked_at": str(int(order.asked_at.timestamp()))},
            "expand": EXPAND_CHARGE,
        }

    def _charge(self, key: str, request: Request) -> Session:
        return charge_session(self._body(self._api.payment_intents.create, request, {"idempotency_key": key}))

    def _get_charge(self, intent_id: str) -> Session:
        expand = {"expand": EXPAND_CHARGE}
        return charge_session(self._body(self._api.payment_intents.retrieve, intent_id, expand))

    def _find_charge(self, reference: str, asked: Request) -> Session | None:
        found = self._first(
            self._api.payment_intents.list,
            asked,
            lambda body: (body.get("metadata") or {}).get("attempt") == reference,
        )
        return self._get_charge(found["id"]) if found else None

    def _cancel_charge(self, intent_id: str) -> Session:
        """Cancel; one that a bank is deciding about, or has decided, is read instead."""
        try:
            return charge_session(self._body(self._api.payment_intents.cancel, intent_id))
        except GatewayMissing:
            raise
        except GatewayRefused:
            return self._get_charge(intent_id)

    def _setup(self, body: Body) -> Setup:
        marks = body.get("metadata") or {}
        saved, granted = body.get("payment_method"), body.get("mandate")
        return Setup(
            id=body["id"],
            url=f"{self._stand_in}/setup/{body['id']}?return_url={quote(marks.get('back', ''), safe='')}",
            progress=_PROGRESS.get(body["status"], SetupProgress.OPEN),
            reference=marks.get("setup", ""),
            method=method(saved) if isinstance(saved, dict) else None,
            mandate=mandate(granted) if isinstance(granted, dict) else None,
        )


def is_charge(request: Request) -> bool:
    """Tell a charge without the person from a page."""
    return "off_session" in request


def asked_at(request: Request) -> datetime:
    """Read when a charge was asked for."""
    return datetime.fromtimestamp(int(request["metadata"]["asked_at"]), UTC)


def closes_after(request: Request, open_for: timedelta) -> datetime:
    """Say when a charge counts as closed; it has no page that could."""
    return asked_at(request) + open_for


def method(body: Body) -> GatewayMethod:
    """Read a PaymentMethod."""
    kind = body["type"]
    details: dict[str, Any] = body.get(kind) or {}
    return GatewayMethod(
        id=body["id"],
        kind=kind,
        brand=(details.get("brand") or "").capitalize() or ("UPI" if kind == "upi" else ""),
        last4=details.get("last4") or "",
        expires_month=details.get("exp_month"),
        expires_year=details.get("exp_year"),
        is_attached=bool(body.get("customer")),
    )


def mandate(body: Body) -> GatewayMandate:
    """Read a Mandate: that there is one says nothing, its status does."""
    return GatewayMandate(id=body["id"], progress=MandateProgress(body["status"]))


def charge_session(body: Body) -> Session:
    """Read a PaymentIntent that has no page."""
    card = (body.get("processing") or {}).get("card") or {}
    notice = card.get("customer_notification") or {}
    decided_by = notice.get("completes_at")
    return Session(
        id=body["id"],
        url="",
        state=_INTENTS.get(body["status"], SessionState.OPEN),
        reference=(body.get("metadata") or {}).get("attempt", ""),
        capture=reading.intent_capture(body),
        decided_by=datetime.fromtimestamp(decided_by, UTC) if decided_by else None,
        needs_approval=bool(notice.get("approval_requested")),
    )
