import pytest

from project.kernel.web import metrics

pytestmark = pytest.mark.urls("project.kernel.web.urls")


@pytest.fixture
def own_gauges(monkeypatch):
    monkeypatch.setattr(metrics, "_readings", {})


class TestMetrics:
    def test_are_prometheus_text(self, client):
        client.get("/health/live")

        response = client.get("/metrics")

        assert response.status_code == 200
        assert response["Content-Type"].startswith("text/plain")
        assert 'nivas_requests_total{method="GET",route="health/live",status="200"}' in response.content.decode()

    def test_are_not_for_visitors_in_production(self, client, monkeypatch):
        monkeypatch.setattr(metrics, "environment", type("Production", (), {"is_production": True}))

        assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404
        assert client.get("/metrics").status_code == 200


class TestGauge:
    def test_is_read_at_each_scrape(self, client, own_gauges):
        readings = iter([3.0, 4.0])
        metrics.gauge("nivas_holds_running", "Holds whose time runs.")(lambda: next(readings))

        assert "nivas_holds_running 3.0\n" in client.get("/metrics").content.decode()
        assert "nivas_holds_running 4.0\n" in client.get("/metrics").content.decode()

    def test_that_fails_is_left_out_and_the_others_stay(self, client, own_gauges):
        metrics.gauge("nivas_broken", "Cannot be read.")(lambda: 1 / 0)
        metrics.gauge("nivas_sound", "Can be read.")(lambda: 7.0)

        page = client.get("/metrics").content.decode()

        assert "nivas_broken" not in page
        assert "nivas_sound 7.0\n" in page
