"""How messages leave the house besides mail: push services we post to, our key for them, and who carries SMS.

Production has SMS only where it names a carrier and the texts that are registered with the operators.
"""

from email.utils import parseaddr

from project.environment import DEMO_SMS_GATEWAY, environment

# A browser names the service that reaches it. We post only to those that browsers really use.
PUSH_SERVICES = (
    "https://fcm.googleapis.com",
    "https://updates.push.services.mozilla.com",
    "https://*.push.services.mozilla.com",
    "https://*.push.apple.com",
    "https://*.notify.windows.com",
)
# Made up, so that the demo shows what an SMS would say.
DEMO_SMS_TEMPLATES = {
    "booking_booked": "1107000000000000001",
    "booking_cancelled": "1107000000000000002",
    "waitlist_offered": "1107000000000000003",
    "late_payment_refunded": "1107000000000000004",
    "refund_arrived": "1107000000000000005",
    "payment_failed": "1107000000000000006",
}

VAPID_KEY = environment.vapid_private_key.get_secret_value()
VAPID_FILE = environment.nivas_home / "vapid.key"
VAPID_CONTACT = f"mailto:{parseaddr(environment.email_from)[1]}"
SMS_GATEWAY = environment.sms_gateway or ("" if environment.is_production else DEMO_SMS_GATEWAY)
SMS_TEMPLATES = environment.sms_templates or ({} if environment.is_production else DEMO_SMS_TEMPLATES)
