"""Made-up content for the style guide; plain English, since only makers read it."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.templatetags.static import static

from portal.design_tokens import read_colours

PLACES = ("Koramangala", "HSR Layout", "Indiranagar", "Whitefield", "Jayanagar", "Electronic City", "Malleshwaram")
SHARING = (("", "Any sharing"), ("1", "A room of one's own"), ("2", "Two sharing"), ("3", "Three sharing"))
FOOD = (("veg", "Vegetarian"), ("egg", "With egg"), ("none", "No meals"))


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Your name", help_text="As on your identity card.")
    email = forms.EmailField(label="E-mail")
    rent = forms.IntegerField(label="Rent up to", required=False)
    sharing = forms.ChoiceField(label="Sharing", choices=SHARING, required=False)
    move_in = forms.DateField(label="Move in", widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(label="Anything we should know", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    photo = forms.ImageField(label="Your photo", required=False, help_text="JPEG or PNG, up to 5 MB.")
    food = forms.ChoiceField(label="Food", choices=FOOD, widget=forms.RadioSelect)
    rules = forms.BooleanField(label="I have read the house rules")
    alerts = forms.BooleanField(label="Tell me when a bed gets free", required=False)
    closed = forms.CharField(label="Fixed by the house", disabled=True, required=False, initial="Tower B, room 204")


def bound_form(prefix: str) -> SampleForm:
    """Make a form that was sent with mistakes in it."""
    data = {"name": "", "email": "asha", "rent": "12000", "sharing": "2", "move_in": "2026-12-01", "alerts": "on"}
    return SampleForm(data | {"food": "veg"}, auto_id=f"{prefix}_%s")


def places_like(text: str) -> list[dict[str, str]]:
    """Find the places whose name holds the text."""
    return [
        {"value": name, "label": name, "note": "Bengaluru", "icon": "map-pin"}
        for name in PLACES
        if text.casefold() in name.casefold()
    ]


def pictures() -> list[dict[str, Any]]:
    """List six drawn pictures."""
    names = ("dusk", "morning", "room", "dusk", "morning", "room")
    return [
        {"url": static(f"nivas/styleguide/{name}.svg"), "width": 800, "height": 600, "alt": f"A drawing: {name}"}
        for name in names
    ]


def price_lines() -> list[dict[str, Any]]:
    """Say what is paid now and what later."""
    return [
        {"label": "Refundable deposit", "amount": 1_700_000, "note": "Back within 7 days of leaving"},
        {"label": "Booking fee", "amount": 0},
        {"label": "To pay now", "amount": 1_700_000, "total": True},
    ]


def steps() -> list[dict[str, str]]:
    """Tell a stay from paying to moving in."""
    return [
        {"title": "Deposit paid", "state": "done", "icon": "check", "when": "Sun 22 Nov, 10:42 am IST"},
        {
            "title": "Your bed is booked",
            "state": "now",
            "icon": "bed-double",
            "text": "Bed B in room 204 waits for you.",
        },
        {"title": "Move in", "icon": "key-round", "when": "Tue 1 Dec", "text": "From 10 am; bring your identity card."},
        {"title": "First rent", "icon": "receipt-indian-rupee", "when": "Fri 1 Jan 2027"},
    ]


def table() -> dict[str, Any]:
    """Lay out three rows of a landlord's day."""
    label = {"label": "Room", "url": "?sort=room", "sort": "ascending"}
    rows = (("204 B", "Two sharing", "Asha Rao", "₹8,500"), ("301", "Single", "Imran Khan", "₹14,000"))
    return {
        "columns": [label, {"label": "Type"}, {"label": "Person"}, {"label": "Rent", "number": True}],
        "rows": [
            [room, {"text": kind, "label": "Type"}, {"text": who, "label": "Person"}, money(rent)]
            for room, kind, who, rent in (*rows, ("302", "Single", "Free from 1 Dec", "₹14,000"))
        ],
    }


def money(text: str) -> dict[str, Any]:
    """Make a figure's cell."""
    return {"text": text, "label": "Rent", "number": True}


def middle_page() -> "Page[int]":
    """Open page 5 of 12."""
    return Paginator(range(120), 10).page(5)


def everything() -> dict[str, Any]:
    """Gather all that the page needs beside its forms and holds."""
    return {
        "colours": list(read_colours()),
        "pictures": pictures(),
        "picture": pictures()[0],
        "lines": price_lines(),
        "steps": steps(),
        "table": table(),
        "page": middle_page(),
        "options": places_like(""),
        "day": date(2026, 12, 1),
        "far_day": date(2027, 1, 1),
        "crumbs": [
            {"label": "Rooms", "url": "/rooms/"},
            {"label": "Koramangala", "url": "#"},
            {"label": "Gulmohar House"},
        ],
        "tabs": [
            {"label": "Stay", "url": "#", "current": True, "icon": "house"},
            {"label": "Bills", "url": "#", "count": 2},
            {"label": "Messages", "url": "#"},
        ],
        "bar": [
            {"label": "Home", "url": "#", "icon": "house"},
            {"label": "Search", "url": "#", "icon": "search"},
            {"label": "Stay", "url": "#", "icon": "bed-double", "current": True},
            {"label": "Receipts", "url": "#", "icon": "receipt-indian-rupee"},
            {"label": "Account", "url": "#", "icon": "circle-user-round"},
        ],
    }
