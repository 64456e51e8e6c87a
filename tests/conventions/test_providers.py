"""Only its gateway, its stand-in and its door know Stripe: another provider is another file in `gateways/`."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("project", "portal", "backoffice", "jobs")
AT_HOME = ("project/payments/gateways/", "project/payments/stripesim/")
# The door has Stripe's name on it: its address is fixed, and so is the header that carries the signature.
DOOR = "portal/payments/views.py"
IMPORTS = re.compile(r"^\s*(import|from) stripe\b", re.MULTILINE)
WORDS = re.compile(
    r"payment_intents?\b|latest_charge|balance_transactions?\b|checkout\.session|charge\.(succeeded|dispute|refunded)"
    r"|client_reference_id|unit_amount|expires_at\"|evidence_details|api_version\": \"20|Stripe-Signature|\bpm_card|\bacct_"
)


def knows_stripe(source: str) -> list[str]:
    """The imports and the words of Stripe's interface that a file uses; prose may name Stripe."""
    return [match.group() for pattern in (IMPORTS, WORDS) for match in pattern.finditer(source)]


class TestTheRuleItself:
    @pytest.mark.parametrize(
        "line",
        ["import stripe", "    from stripe import Refund", 'body["payment_intent"]', '"checkout.session.expired"'],
    )
    def test_sees_who_knows_stripe(self, line: str) -> None:
        assert knows_stripe(line)

    @pytest.mark.parametrize(
        "line", ['"""Ask Stripe again."""', "intent_id = 1", "from project.payments import stripesim"]
    )
    def test_lets_our_own_words_pass(self, line: str) -> None:
        assert not knows_stripe(line)


def outsiders() -> list[Path]:
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return sorted(path for path in files if not str(path.relative_to(ROOT)).startswith(AT_HOME))


@pytest.mark.parametrize("path", outsiders(), ids=lambda path: str(path.relative_to(ROOT)))
def test_knows_no_provider(path: Path) -> None:
    allowed = {"Stripe-Signature"} if str(path.relative_to(ROOT)) == DOOR else set()

    assert set(knows_stripe(path.read_text())) - allowed == set()
