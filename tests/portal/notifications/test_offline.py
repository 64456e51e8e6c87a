"""What a phone keeps of Nivas."""

import re

import pytest
from django.test import Client

from tests.factories.identity import create_tenant

pytestmark = pytest.mark.django_db


class TestOffline:
    def test_is_for_everybody_and_about_nobody(self, client: Client) -> None:
        client.force_login(create_tenant("Asha Rao"))

        page = client.get("/offline/").content.decode()

        assert "No net just now" in page
        assert "Asha" not in page

    def test_asks_the_database_nothing(self, client: Client, django_assert_num_queries) -> None:
        with django_assert_num_queries(0):
            client.get("/offline/")


class TestServiceWorker:
    def test_is_a_script_that_is_never_kept(self, client: Client) -> None:
        answer = client.get("/sw.js")

        assert answer["Content-Type"] == "text/javascript; charset=utf-8"
        assert (answer["Cache-Control"], answer["Service-Worker-Allowed"]) == ("no-cache", "/")

    def test_keeps_the_offline_page_and_what_it_is_drawn_with(self, client: Client) -> None:
        script = client.get("/sw.js").content.decode()

        (files,) = re.findall(r"const FILES = \[(.*)\];", script)
        page = client.get("/offline/").content.decode()
        drawn_with = re.findall(r'<link rel="stylesheet" href="([^"]+)">', page)
        assert '"/offline/"' in files
        assert drawn_with
        assert [path for path in drawn_with if f'"{path}"' not in files] == []
