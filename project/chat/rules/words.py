"""Words by which we notice abuse and the usual lures. Short on purpose: a flag is a question, not a verdict.

Whole words, in small letters, as people type them in each language and in Latin letters.
"""

ABUSE = {
    "en": ("bastard", "bitch", "fuck", "fucker", "fucking", "motherfucker", "slut", "whore"),
    "hi": (
        "behenchod",
        "bhenchod",
        "chutiya",
        "gandu",
        "harami",
        "kutti",
        "madarchod",
        "randi",
        "रंडी",
        "चूतिया",
        "हरामी",
    ),
    "kn": ("bewarsi", "bolimaga", "sulemaga", "sule", "ಬೇವರ್ಸಿ", "ಸೂಳೆ", "ಬೋಳಿಮಗ"),
}
LURES = (
    "account number",
    "advance pay",
    "bank transfer",
    "gift card",
    "google pay",
    "gpay",
    "ifsc",
    "otp",
    "paytm",
    "phone pe",
    "phonepe",
    "send money",
    "token amount",
    "upi",
    "western union",
    "whatsapp me",
)
