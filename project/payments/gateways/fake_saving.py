"""Saved methods at the gateway in memory; its words differ from any real provider's here too."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from project.payments.gateways.answers import Request, Session, SessionState
from project.payments.gateways.fake_asking import FakeApi, found
from project.payments.gateways.gateway import GatewayRefused
from project.payments.gateways.saving import (
    ChargeOrder,
    GatewayMandate,
    GatewayMethod,
    MandateProgress,
    Setup,
    SetupOrder,
    SetupProgress,
)

ANNOUNCED_FOR = timedelta(hours=26)


@dataclass
class FakeSaving(FakeApi):
    """See `Saving` for what each call promises."""

    can_save_methods: bool = True
    setups: dict[str, Setup] = field(default_factory=dict)
    methods: dict[str, GatewayMethod] = field(default_factory=dict)
    mandates: dict[str, GatewayMandate] = field(default_factory=dict)
    customers: dict[str, str] = field(default_factory=dict)

    # What a test does to it

    def save(self, setup_id: str, *, last4: str = "0123", progress: MandateProgress = MandateProgress.ACTIVE) -> None:
        """Do what a person does on the page."""
        method = GatewayMethod(f"pm_{setup_id}", "card", "Visa", last4, 12, 2034)
        mandate = GatewayMandate(f"mandate_{setup_id}", progress)
        self.methods[method.id], self.mandates[mandate.id] = method, mandate
        self.setups[setup_id] = replace(
            self.setups[setup_id], progress=SetupProgress.SAVED, method=method, mandate=mandate
        )

    def change_mandate(self, mandate_id: str, progress: MandateProgress) -> None:
        """Let the bank, or the person there, change a mandate."""
        self.mandates[mandate_id] = GatewayMandate(mandate_id, progress)

    # Saving

    def open_customer(self, *, key: str, reference: str, name: str, email: str) -> str:
        """Know a person once per key."""
        made: str = self._work("open_customer", lambda: self._once(key, {"who": reference}, "person"))
        self.customers[made] = email
        return made

    def write_setup(self, order: SetupOrder) -> Request:
        """Write what this provider wants to know."""
        about = {"keep_for": order.customer_id, "at_most": order.limit.paise, "often": order.interval}
        return about | {"mark": order.reference, "then": order.return_url}

    def open_setup(self, *, key: str, request: Request) -> Setup:
        """Open a page once per key."""
        return self._work("open_setup", lambda: self._setup_opened(key, request))

    def get_setup(self, setup_id: str) -> Setup:
        """Read a page."""
        return self._work("get_setup", lambda: found(self.setups, setup_id))

    def find_setup(self, *, customer_id: str, reference: str) -> Setup | None:
        """Look for the reference."""
        fits = (setup for setup in self.setups.values() if setup.reference == reference)
        return self._work("find_setup", lambda: next(fits, None))

    def close_setup(self, setup_id: str) -> Setup:
        """Close a page that is open."""
        return self._work("close_setup", lambda: self._setup_closed(setup_id))

    def get_method(self, method_id: str) -> GatewayMethod:
        """Read a method."""
        return self._work("get_method", lambda: found(self.methods, method_id))

    def detach_method(self, method_id: str) -> None:
        """Remove a method."""
        self._work("detach_method", lambda: self._detached(method_id))

    def get_mandate(self, mandate_id: str) -> GatewayMandate:
        """Read a mandate."""
        return self._work("get_mandate", lambda: found(self.mandates, mandate_id))

    def write_charge(self, order: ChargeOrder) -> Request:
        """Write what this provider wants to know; `from` makes it a charge."""
        price = {"price": order.amount.paise, "currency": order.amount.currency, "marks": order.marks}
        order_no = order.marks.get("attempt", "")
        about = {"from": order.method_id, "under": order.mandate_id, "order": order_no}
        return price | about | {"closes": (order.asked_at + timedelta(minutes=30)).isoformat()}

    # How it works

    def _setup_opened(self, key: str, request: Request) -> Setup:
        made = self._once(key, request, "setup")
        return self.setups.setdefault(
            made, Setup(made, f"https://save.example/{made}", SetupProgress.OPEN, request["mark"])
        )

    def _setup_closed(self, setup_id: str) -> Setup:
        setup = found(self.setups, setup_id)
        if setup.progress is SetupProgress.OPEN:
            self.setups[setup_id] = replace(setup, progress=SetupProgress.CLOSED)
        return self.setups[setup_id]

    def _detached(self, method_id: str) -> None:
        self.methods[method_id] = replace(found(self.methods, method_id), is_attached=False)

    def _charged(self, made: str, request: Request) -> Session:
        """Announce a charge, as Indian banks do; a mandate that has ended is a no."""
        if self.mandates[request["under"]].progress is not MandateProgress.ACTIVE:
            raise GatewayRefused("The mandate is not active.")
        announced = Session(made, "", SessionState.PROCESSING, request["order"], decided_by=self.now() + ANNOUNCED_FOR)
        return self.sessions.setdefault(made, announced)
