"""The style guide is open to everybody and shows nobody's data."""

import pytest
from django.urls import reverse


@pytest.fixture
def guide(client):
    return client.get(reverse("styleguide:styleguide"))


class TestStyleguide:
    def test_shows_both_themes_side_by_side(self, guide):
        page = guide.content.decode()

        assert '<section class="sheet" data-theme="light"' in page
        assert '<section class="sheet" data-theme="dark"' in page

    def test_stays_out_of_search_engines(self, guide):
        assert '<meta name="robots" content="noindex">' in guide.content.decode()

    def test_has_no_style_or_script_that_the_policy_would_refuse(self, guide):
        page = guide.content.decode()

        assert "style=" not in page
        assert "<style" not in page
        assert "onclick=" not in page

    def test_refuses_a_post(self, client):
        assert client.post(reverse("styleguide:styleguide")).status_code == 405


class TestSuggestPlaces:
    def test_finds_places_by_a_part_of_their_name(self, client):
        page = client.get(reverse("styleguide:places"), {"place": "NAGAR"}).content.decode()

        assert page.count('role="option"') == 2
        assert 'data-value="Indiranagar"' in page
        assert 'data-value="Jayanagar"' in page

    def test_answers_with_nothing_for_what_it_does_not_know(self, client):
        assert client.get(reverse("styleguide:places"), {"place": "Zürich"}).content.strip() == b""
