"""The variants' tables live in the benchmark's database only."""

from django.apps import AppConfig


class BenchmarksConfig(AppConfig):
    """An app without migrations: `migrate --run-syncdb` makes its tables."""

    name = "tests.benchmarks"
    label = "benchmarks"
