"""Every element can be drawn, and says the little that matters about it."""

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

PICTURE = {"url": "/a.svg", "width": 4, "height": 3, "alt": "A façade"}


def draw(element: str, /, **context) -> str:
    request = RequestFactory().get("/rooms/?food=veg&page=2")
    return render_to_string(f"elements/{element}.html", context, request=request)


class TestElements:
    @pytest.mark.parametrize(
        ("name", "context", "expected"),
        [
            ("badge", {"label": "Late", "tone": "brick"}, '<span class="badge badge-brick"><svg'),
            ("chip", {"label": "Veg", "url": "?food=veg", "selected": True}, 'aria-current="true"'),
            ("chip", {"label": "Veg", "remove_url": "?"}, '<span class="visually-hidden">Remove</span>'),
            ("chip", {"label": "Veg", "url": "?", "count": 0}, '<span class="chip-count">0</span>'),
            ("card", {"title": "House", "url": "/h/"}, '<a class="card-link" href="/h/">House</a>'),
            ("picture", {"picture": PICTURE}, 'width="4" height="3" alt="A façade" loading="lazy"'),
            ("money", {"amount": 850000, "period": "a month"}, "₹8,500 <span"),
            ("lines", {"lines": [{"label": "Deposit", "amount": 100, "total": True}]}, 'class="lines-total"'),
            ("notice", {"text": "Paid", "tone": "leaf"}, "notice-leaf"),
            ("stat", {"label": "Arrivals", "value": 4, "url": "/o/"}, '<a class="stat" href="/o/">'),
            ("empty", {"title": "Nothing", "url": "/rooms/", "action": "Look"}, "niche-arch"),
            ("skeleton", {}, 'aria-hidden="true"'),
            ("toast", {"level": "error", "text": "<b>"}, "&lt;b&gt;"),
            ("table", {"caption": "Rooms", "columns": [{"label": "A"}], "rows": [["1"]]}, '<th scope="row">1</th>'),
            ("breadcrumb", {"crumbs": [{"label": "Here"}]}, '<span aria-current="page">Here</span>'),
            ("tabs", {"label": "T", "tabs": [{"label": "A", "url": "#", "current": True}]}, 'aria-current="page"'),
            ("progress", {"label": "Done", "value": 40}, 'value="40"'),
            ("timeline", {"steps": [{"title": "Paid", "state": "now"}]}, 'aria-current="step"'),
            ("gallery", {"pictures": [PICTURE, PICTURE]}, "2 pictures"),
            ("bottom_bar", {"items": [{"label": "Stay", "url": "/", "icon": "x", "current": True}]}, "aria-current"),
            ("combobox", {"id": "p", "name": "place", "label": "Where?", "suggest_url": "/s/"}, 'role="combobox"'),
        ],
    )
    def test_draw(self, name, context, expected):
        assert expected in draw(name, **context)

    def test_a_full_stop_may_follow_an_amount(self):
        assert draw("money", amount=100) == '<span class="money">₹1</span>'

    def test_pages_keep_the_other_filters(self):
        assert 'rel="next" href="?food=veg&amp;page=3"' in draw("pagination", page=Paginator(range(40), 10).page(2))

    def test_one_page_needs_no_links(self):
        assert draw("pagination", page=Paginator(range(4), 10).page(1)).strip() == ""
