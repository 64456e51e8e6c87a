"""How messages leave the house besides mail: push services we post to, our key for them, and who carries SMS."""

from collections.abc import Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from project.environment import DEMO_SMS_GATEWAY, Environment

# A browser names the service that reaches it. We post only to those that browsers really use.
PUSH_SERVICES = (
    "https://fcm.googleapis.com",
    "https://updates.push.services.mozilla.com",
    "https://*.push.services.mozilla.com",
    "https://*.push.apple.com",
    "https://*.notify.windows.com",
)
# Made up, so that the demo shows what an SMS would say.
DEMO_SMS_TEMPLATES: Mapping[str, str] = {
    "booking_booked": "1107000000000000001",
    "booking_cancelled": "1107000000000000002",
    "waitlist_offered": "1107000000000000003",
    "late_payment_refunded": "1107000000000000004",
    "refund_arrived": "1107000000000000005",
    "payment_failed": "1107000000000000006",
}


def telling_settings(environment: Environment, home: Path) -> dict[str, Any]:
    """Django's settings for push and SMS. Production has SMS only where it names a carrier."""
    is_demo = not environment.is_production
    return {
        "PUSH_SERVICES": PUSH_SERVICES,
        "VAPID_KEY": environment.vapid_private_key.get_secret_value(),
        "VAPID_FILE": home / "vapid.key",
        "VAPID_CONTACT": f"mailto:{parseaddr(environment.email_from)[1]}",
        "SMS_GATEWAY": environment.sms_gateway or (DEMO_SMS_GATEWAY if is_demo else ""),
        "SMS_TEMPLATES": environment.sms_templates or (DEMO_SMS_TEMPLATES if is_demo else {}),
    }
