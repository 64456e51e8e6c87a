"""What a phone needs to know to keep Nivas on its home screen."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.design_tokens import read_colours

ICONS = [
    ("nivas/brand/icon-192.png", "192x192", "any"),
    ("nivas/brand/icon-512.png", "512x512", "any"),
    ("nivas/brand/icon-maskable-512.png", "512x512", "maskable"),
]


def web_manifest() -> dict[str, Any]:
    """The web app manifest, in the reader's language."""
    colours = read_colours()
    return {
        "id": "/",
        "name": "Nivas",
        "short_name": "Nivas",
        "description": _("Find a bed or a flat in Bengaluru, see what is free and when, and book it in minutes."),
        "lang": get_language(),
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "background_color": colours["paper"].light,
        "theme_color": colours["paper"].light,
        "icons": [
            {"src": static(path), "sizes": size, "type": "image/png", "purpose": use} for path, size, use in ICONS
        ],
        "shortcuts": [
            {"name": _("Search"), "url": reverse("room_search")},
            {"name": _("My stay"), "url": reverse("stay")},
            {"name": _("Receipts"), "url": reverse("bills")},
        ],
    }
