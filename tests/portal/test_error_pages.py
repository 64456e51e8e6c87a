"""Each error page says what happened and offers the next step; the worst two need no context at all."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

NEXT_STEP = 'class="button button-primary"'


class TestErrorPages:
    @pytest.mark.parametrize("name", ["400", "403", "404", "429"])
    def test_stand_in_the_portals_frame(self, name):
        html = render_to_string(f"{name}.html", request=RequestFactory().get("/gone/"))

        assert NEXT_STEP in html
        assert '<meta name="robots" content="noindex">' in html
        assert html.count("<h1") == 1

    @pytest.mark.parametrize("name", ["403_csrf", "500", "503"])
    def test_need_nothing_from_the_request(self, name):
        html = render_to_string(f"{name}.html")

        assert NEXT_STEP in html
        assert html.count("<h1") == 1
