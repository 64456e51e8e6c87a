"""Lighthouse's verdict of the three pages that strangers see first."""

import pytest

from tests.lighthouse import judge

CATEGORIES = ("accessibility", "best-practices", "seo")
LEAST = 95

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def paths(browser, city) -> dict[str, str]:
    page = browser.new_page(base_url=city.address)
    page.goto("/rooms/")
    house = page.locator("article.house-card a").first.get_attribute("href")
    page.close()
    return {"home": "/", "search": "/rooms/", "house": house}


class TestFirstPages:
    @pytest.mark.parametrize("name", ["home", "search", "house"])
    def test_are_judged_well(self, city, paths, name):
        verdict = judge(f"{city.address}{paths[name]}", *CATEGORIES)

        assert {category: score for category, score in verdict.scores.items() if score < LEAST} == {}, verdict.wanting
