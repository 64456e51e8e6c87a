"""Tables for telling people besides mail: the push services we post to, and the texts of the demo's SMS."""

# A browser names the service that reaches it. We post only to those that browsers really use.
KNOWN_PUSH_SERVICES: tuple[str, ...] = (
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
