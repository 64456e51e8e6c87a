"""How unfold looks and where its rail leads: our tokens, our words, our order."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

# The ink and paper of static/nivas/tokens.css in the steps unfold asks for.
BASE = {
    "50": "#fbf9f5", "100": "#f3efe7", "200": "#e6e1d8", "300": "#cfc8bc", "400": "#aba5b3", "500": "#756f7d",
    "600": "#5f5a66", "700": "#47424f", "800": "#34313b", "900": "#1d1b22", "950": "#141318",
}  # fmt: skip
PEACOCK = {
    "50": "#eef8f7", "100": "#ddf0ef", "200": "#b9e0de", "300": "#93e2e0", "400": "#6fd0cf", "500": "#2b8a92",
    "600": "#0b5d66", "700": "#0b5d66", "800": "#08474f", "900": "#12373b", "950": "#08272b",
}  # fmt: skip


def shows(label: str) -> Callable[[HttpRequest], bool]:
    """A permission that asks the list itself; imported late, because settings come before models."""

    def permission(request: HttpRequest) -> bool:
        from backoffice.rail import may_see

        return may_see(request, label)

    return permission


def manages(request: HttpRequest) -> bool:
    """True for landlords, managers and administrators."""
    from backoffice.roles import MANAGERS, may

    return may(request, MANAGERS)


def entry(title: Any, icon: str, label: str, badge: str | None = None) -> dict[str, Any]:
    """One line of the rail, shown to those who may see the list of `app.model`."""
    line = {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(f"admin:{label.replace('.', '_')}_changelist"),
        "permission": shows(label),
    }
    return line | ({"badge": f"backoffice.rail.{badge}"} if badge else {})


def kept(title: Any, icon: str, label: str) -> dict[str, Any]:
    """A list that everybody may look into from a form, and only administrators keep."""
    return entry(title, icon, label) | {"permission": lambda request: request.user.is_superuser}


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Nivas",
    "SITE_HEADER": "Nivas",
    "SITE_SUBHEADER": _("Back office"),
    "SITE_SYMBOL": "home_work",
    "SITE_URL": "/",
    "SITE_ICON": lambda request: static("nivas/brand/favicon.svg"),
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("nivas/brand/favicon.svg")}
    ],
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": True,
    "SHOW_BACK_BUTTON": True,
    "BORDER_RADIUS": "10px",
    "COLORS": {"base": BASE, "primary": PEACOCK},
    "STYLES": [
        lambda request: static("nivas/tokens.css"),
        lambda request: static("nivas/live.css"),
        lambda request: static("nivas/office.css"),
        lambda request: static("nivas/office_lists.css"),
        lambda request: static("nivas/office_money.css"),
        lambda request: static("nivas/office_telling.css"),
    ],
    "ACCOUNT": {"navigation": [{"title": _("Alerts"), "link": reverse_lazy("alerts")}]},
    "DASHBOARD_CALLBACK": "backoffice.dashboard.fill",
    "THEME": "backoffice.look.theme",
    "SCRIPTS": [lambda request: static("nivas/office.js"), lambda request: static("nivas/js/palette.js")],
    "SIDEBAR": {
        "show_search": False,
        "command_search": True,
        "show_all_applications": False,
        "navigation": [
            {
                "items": [
                    {"title": _("Today"), "icon": "sun", "link": reverse_lazy("admin:index")},
                    {
                        "title": _("Messages"),
                        "icon": "messages-square",
                        "link": reverse_lazy("inbox"),
                        "permission": manages,
                        "badge": "backoffice.rail.messages_for_me",
                    },
                    entry(_("Bookings"), "key-round", "booking.booking", badge="running_holds"),
                    entry(_("Waitlist"), "list-ordered", "booking.waitlistentry"),
                    entry(_("People"), "users", "identity.user"),
                ]
            },
            {
                "title": _("Houses"),
                "separator": True,
                "items": [
                    entry(_("Properties"), "house", "catalog.property"),
                    entry(_("Unit types and rates"), "tag", "catalog.unittype"),
                    entry(_("Rooms"), "door-open", "booking.room"),
                    entry(_("Units"), "bed-double", "booking.unit"),
                    entry(_("Dates taken and blocked"), "calendar-x", "booking.occupancy"),
                ],
            },
            {
                "title": _("Money"),
                "separator": True,
                "items": [
                    entry(_("Payments"), "indian-rupee", "payments.payment"),
                    entry(_("Refunds"), "undo-2", "payments.refund", badge="refunds_to_mend"),
                    entry(_("Payment attempts"), "credit-card", "payments.attempt"),
                    entry(_("Receipts"), "receipt", "payments.receipt"),
                    entry(_("Saved methods"), "wallet-cards", "payments.savedmethod"),
                    entry(_("Disputes"), "scale", "payments.dispute", badge="disputes_to_answer"),
                ],
            },
            {
                "title": _("Ledger"),
                "separator": True,
                "items": [
                    {
                        "title": _("Books"),
                        "icon": "book-open-check",
                        "link": reverse_lazy("admin:books"),
                        "permission": lambda request: request.user.is_superuser,
                    },
                    entry(_("Accounts"), "landmark", "ledger.account"),
                    entry(_("Postings"), "notebook-tabs", "ledger.posting"),
                    entry(
                        _("Unmatched money"), "circle-question-mark", "payments.suspenseitem", badge="unmatched_money"
                    ),
                    entry(_("Reconciliation"), "git-compare", "payments.reconciliationrun"),
                ],
            },
            {
                "title": _("Organisation"),
                "separator": True,
                "items": [
                    entry(_("Landlords"), "handshake", "identity.landlord"),
                    entry(_("Staff and roles"), "id-card", "identity.membership"),
                    entry(_("Who works where"), "map-pinned", "catalog.assignment"),
                    {
                        "title": _("Moderation"),
                        "icon": "flag",
                        "link": reverse_lazy("moderation"),
                        "permission": lambda request: request.user.is_superuser,
                        "badge": "backoffice.rail.flags_to_look_at",
                    },
                    kept(_("Localities"), "map", "catalog.locality"),
                    kept(_("Amenities"), "list-checks", "catalog.amenity"),
                    {
                        "title": _("House pages"),
                        "icon": "notebook-pen",
                        "link": "/cms/",
                        "permission": lambda request: request.user.has_perm("wagtailadmin.access_admin"),
                    },
                ],
            },
            {
                "title": _("Machine room"),
                "separator": True,
                "collapsible": True,
                "items": [
                    entry(_("Timers"), "clock", "django_q.schedule"),
                    entry(_("Waiting jobs"), "hourglass", "django_q.ormq"),
                    entry(_("Failed jobs"), "circle-alert", "django_q.failure"),
                    entry(_("Deliveries"), "mail", "notifications.delivery"),
                    entry(_("Addresses held back"), "mail-x", "notifications.suppression"),
                    {
                        "title": _("What we tell people"),
                        "icon": "message-square-text",
                        "link": reverse_lazy("admin:kinds"),
                        "permission": lambda request: request.user.is_superuser,
                    },
                    entry(_("Webhooks"), "webhook", "payments.inboxevent"),
                    entry(_("Event log"), "activity", "events.event"),
                    entry(_("Subscribers"), "rss", "events.cursor"),
                    entry(_("Parked events"), "pause", "events.parked", badge="parked_events"),
                    entry(_("Archived months"), "archive", "events.archive"),
                ],
            },
        ],
    },
}
