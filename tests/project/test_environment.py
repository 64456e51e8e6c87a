"""The environment fails at boot, in words that name the variable."""

import os
import subprocess
import sys

import pytest
from pydantic import ValidationError

from project.environment import Environment, describe

PRODUCTION = {
    "nivas_env": "production",
    "secret_key": "x" * 50,
    "stripe_secret_key": "sk_live_abc",
    "stripe_webhook_secret": "whsec_live",
    "public_url": "https://nivas.example",
    "allowed_hosts": "nivas.example",
    "email_url": "smtp://localhost:25",
}


class TestProduction:
    def test_starts_with_its_own_secrets(self) -> None:
        assert Environment(**PRODUCTION).is_production  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("name", "value", "word"),
        [
            ("secret_key", "demo-secret-that-production-refuses", "SECRET_KEY"),
            ("secret_key", "short", "SECRET_KEY"),
            ("nivas_debug", True, "NIVAS_DEBUG"),
            ("nivas_clock_offset", 60, "NIVAS_CLOCK_OFFSET"),
            ("stripe_secret_key", "sk_test_sim_nivas", "STRIPE_SECRET_KEY"),
            ("stripe_api_base", "http://127.0.0.1:9000", "STRIPE_API_BASE"),
            ("stripe_webhook_secret", "whsec_demo_nivas", "STRIPE_WEBHOOK_SECRET"),
            ("public_url", "http://nivas.example", "PUBLIC_URL"),
            ("allowed_hosts", "", "ALLOWED_HOSTS"),
            ("email_url", "", "EMAIL_URL"),
        ],
    )
    def test_refuses_a_demo_habit(self, name: str, value: object, word: str) -> None:
        with pytest.raises(ValidationError) as caught:
            Environment(**(PRODUCTION | {name: value}))  # type: ignore[arg-type]

        assert word in describe(caught.value)


class TestBoot:
    def test_says_which_variable_is_wrong_and_nothing_else(self) -> None:
        answer = subprocess.run(
            [sys.executable, "-c", "import project.environment"],
            env=os.environ | {"PORT": "eighty"},
            capture_output=True,
            text=True,
            check=False,
        )

        assert answer.returncode == 1
        assert answer.stderr.startswith("Nivas cannot start with this environment:\n  PORT: ")
        assert "Traceback" not in answer.stderr
