import pytest
from django.db import connection

from project.kernel.web import health

pytestmark = pytest.mark.urls("project.kernel.web.urls")


class TestLive:
    def test_never_touches_the_database(self, client):
        response = client.get("/health/live")

        assert (response.status_code, response.json()) == (200, {"live": True})

    def test_refuses_a_post(self, client):
        assert client.post("/health/live").status_code == 405


@pytest.mark.django_db
class TestReady:
    def test_says_yes_when_database_migrations_and_cache_are_there(self, client):
        response = client.get("/health/ready")

        assert response.status_code == 200
        assert response.json() == {"ready": True, "database": "ok", "migrations": "ok", "cache": "ok"}

    def test_says_no_while_a_migration_waits(self, client):
        health.applied_migrations.cache_clear()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE app = 'booking'")

        response = client.get("/health/ready")

        assert response.status_code == 503
        assert response.json() == {"ready": False, "database": "ok", "migrations": "failed", "cache": "ok"}

    def test_does_not_ask_again_once_all_are_applied(self, client, django_assert_num_queries):
        client.get("/health/ready")

        with django_assert_num_queries(2):
            client.get("/health/ready")

    def test_says_no_without_the_shared_cache(self, client, settings):
        settings.CACHES = {
            "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "no_such_table"}
        }

        response = client.get("/health/ready")

        assert response.status_code == 503
        assert response.json()["cache"] == "failed"

    def test_says_no_and_no_more_when_a_check_fails(self, client, monkeypatch):
        def down() -> None:
            raise RuntimeError("password authentication failed for user nivas")

        monkeypatch.setitem(health.CHECKS, "database", down)

        response = client.get("/health/ready")

        assert response.status_code == 503
        assert "password" not in response.content.decode()
