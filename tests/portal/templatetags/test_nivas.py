"""The tag library: icons, money, dates and the elements drawn by tags."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import lucide
import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from portal.templatetags.nivas import chosen_theme, date_and_time, local_time, money, month_year, short_date
from project.kernel.money import Money

QUARTER_TO_ELEVEN = datetime(2026, 12, 1, 5, 12, tzinfo=UTC)


def draw(source: str, **context) -> str:
    return Template("{% load nivas %}" + source).render(Context(context))


class TestIcon:
    def test_is_silent_beside_words(self):
        svg = draw('{% icon "bed-double" %}')

        assert svg.startswith("<svg")
        assert 'aria-hidden="true"' in svg
        assert 'stroke-width="1.75"' in svg

    def test_speaks_when_it_stands_alone(self):
        svg = draw('{% icon "x" label=label %}', label="Close & go")

        assert 'role="img"' in svg
        assert 'aria-label="Close &amp; go"' in svg
        assert "aria-hidden" not in svg

    def test_refuses_a_name_it_does_not_know(self):
        with pytest.raises(lucide.IconDoesNotExist):
            draw('{% icon "no-such-icon" %}')


class TestMoney:
    @pytest.mark.parametrize(
        ("amount", "text"),
        [(850000, "₹8,500"), (123456700, "₹12,34,567"), (Money(850050), "₹8,500.50"), (0, "₹0"), (None, "")],
    )
    def test_groups_as_india_does(self, amount, text):
        assert money(amount) == text


class TestShortDate:
    @pytest.mark.parametrize(("language", "text"), [("en", "Tue 1 Dec"), ("hi", "मंगल 1 दिस॰"), ("kn", "ಮಂಗಳ 1 ಡಿಸೆಂ")])
    def test_speaks_the_readers_language(self, language, text):
        with translation.override(language):
            assert short_date(date(2026, 12, 1), 2026) == text

    def test_names_the_year_when_it_differs(self):
        assert short_date(date(2027, 1, 1), 2026) == "Fri 1 Jan 2027"

    def test_takes_the_day_of_a_moment_where_the_house_stands(self):
        assert short_date(datetime(2026, 11, 30, 20, 0, tzinfo=UTC), 2026) == "Tue 1 Dec"

    def test_is_empty_without_a_date(self):
        assert short_date(None) == ""


class TestLocalTime:
    def test_names_the_zone(self):
        assert local_time(QUARTER_TO_ELEVEN) == "10:42 am IST"

    def test_follows_the_propertys_zone(self):
        assert local_time(QUARTER_TO_ELEVEN, "Asia/Dubai") == "9:12 am +04"


class TestDateAndTime:
    def test_joins_day_and_time(self):
        assert date_and_time(datetime(2019, 12, 1, 5, 12, tzinfo=UTC)) == "Sun 1 Dec 2019, 10:42 am IST"


class TestMonthYear:
    def test_is_written_out(self):
        assert month_year(date(2026, 12, 1)) == "December 2026"


class TestButton:
    def test_spells_attributes_with_hyphens_and_escapes_them(self):
        source = '{% button label kind="primary" hx_post=url data_open=True %}'

        html = draw(source, label="Pay <now>", url="/x?a=1&b=2")

        assert 'class="button button-primary"' in html
        assert 'hx-post="/x?a=1&amp;b=2"' in html
        assert " data-open" in html
        assert "<span>Pay &lt;now&gt;</span>" in html

    def test_leaves_out_what_is_none_or_false(self):
        html = draw('{% button "Pay" name=none formnovalidate=no %}', none=None, no=False)

        assert "name=" not in html
        assert "formnovalidate" not in html

    def test_says_its_label_when_only_the_icon_shows(self):
        html = draw('{% button "Share" icon="share-2" icon_only=True %}')

        assert 'aria-label="Share"' in html
        assert "<span>" not in html

    def test_link_button_is_a_link(self):
        assert draw('{% link_button "Rooms" "/rooms/" %}').startswith('<a href="/rooms/" class="button"')


class TestDialog:
    def test_is_named_by_its_title_and_holds_its_content(self):
        html = draw('{% dialog "cancel" title="Cancel?" %}<p>Sure?</p>{% enddialog %}')

        assert '<dialog class="dialog" id="cancel" aria-labelledby="cancel-title">' in html
        assert '<div class="dialog-body"><p>Sure?</p></div>' in html


class TestHoldRing:
    def test_shows_what_is_left(self):
        until = QUARTER_TO_ELEVEN + timedelta(minutes=5)

        html = draw("{% hold_ring until=until now=now %}", now=QUARTER_TO_ELEVEN, until=until)

        assert ">5:00<" in html
        assert 'stroke-dashoffset="50.0"' in html
        assert 'data-hold-until="2026-12-01T05:17:00+00:00"' in html
        assert 'data-state="running"' in html

    def test_is_over_when_nothing_is_left(self):
        html = draw("{% hold_ring until=now now=now %}", now=QUARTER_TO_ELEVEN)

        assert ">0:00<" in html
        assert 'data-state="over"' in html


class TestToken:
    def test_gives_hex_where_variables_cannot_reach(self):
        assert draw('{% token "peacock" %} {% token "peacock" "dark" %}') == "#0b5d66 #6fd0cf"

    def test_writes_all_of_them_for_a_pdf(self):
        assert "--ink: #1d1b20;" in draw("{% token_variables %}")


class TestChosenTheme:
    @pytest.mark.parametrize(("cookie", "theme"), [("dark", "dark"), ("system", ""), ('"><script>', ""), (None, "")])
    def test_reads_a_guests_cookie(self, cookie, theme):
        request = RequestFactory().get("/")
        request.COOKIES = {"theme": cookie} if cookie else {}

        assert chosen_theme(Context({"request": request})) == theme

    def test_prefers_what_the_person_saved(self):
        request = RequestFactory().get("/")
        request.COOKIES = {"theme": "dark"}
        request.user = SimpleNamespace(is_authenticated=True, theme="light")

        assert chosen_theme(Context({"request": request})) == "light"

    def test_leaves_it_to_the_system_without_a_request(self):
        assert chosen_theme(Context({})) == ""


class TestPageRange:
    def test_leaves_gaps_far_away(self):
        page = Paginator(range(120), 10).page(5)

        shown = draw("{% for n in page.paginator|page_range:page %}{{ n }} {% endfor %}", page=page)

        assert shown == "1 … 4 5 6 … 12 "
