"""The environment Nivas reads, typed; it fails at boot and in plain words (DESIGN.md section 6)."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
DEMO_SECRET = "demo-secret-that-production-refuses"
DEMO_STRIPE_KEY = "sk_test_sim_nivas"
DEMO_SMS_GATEWAY = "project.notifications.gateways.sms.LoggedSms"
DEMO_WEBHOOK_SECRET = "whsec_demo_nivas"


class ConfigurationError(SystemExit):
    """The environment cannot be used; the message says which variable and what to do."""


class Environment(BaseSettings):
    """Every variable that other programs may set, with the demo's defaults."""

    model_config = SettingsConfigDict(env_file=None, extra="ignore", frozen=True)

    nivas_env: Literal["demo", "production"] = "demo"
    nivas_home: Path = ROOT / ".nivas"
    nivas_process: Literal["web", "worker", "relay", "command"] = "command"
    nivas_clock_offset: int = Field(default=0, description="seconds that nivas_now() runs ahead")
    nivas_debug: bool = False
    port: int = Field(default=8000, ge=1, le=65535)
    public_url: str = ""
    allowed_hosts: str = ""
    secret_key: SecretStr = SecretStr(DEMO_SECRET)
    database_url: str = ""
    email_url: str = ""
    email_from: str = "Nivas <hello@nivas.example>"
    vapid_private_key: SecretStr = SecretStr("")
    sms_gateway: str = ""
    sms_templates: dict[str, str] = Field(default={}, description="kind to the id of its registered text, as JSON")
    stripe_api_base: str = ""
    stripe_secret_key: SecretStr = SecretStr(DEMO_STRIPE_KEY)
    stripe_webhook_secret: SecretStr = SecretStr(DEMO_WEBHOOK_SECRET)
    trusted_proxies: int = Field(default=0, ge=0)
    web_pool_size: int = Field(default=6, ge=1)
    web_threads: int = Field(default=4, ge=1)

    @property
    def is_production(self) -> bool:
        """True when real people and real money are behind this process."""
        return self.nivas_env == "production"

    @property
    def origin(self) -> str:
        """The address people type, without a trailing slash."""
        return (self.public_url or f"http://127.0.0.1:{self.port}").rstrip("/")

    @model_validator(mode="after")
    def refuse_demo_habits_in_production(self) -> "Environment":
        """Production starts with its own secrets, its own database and the real clock, or not at all."""
        if self.is_production:
            problems = [text for is_so, text in self._production_problems() if is_so]
            if problems:
                raise ValueError("; ".join(problems))
        return self

    def _production_problems(self) -> list[tuple[bool, str]]:
        secret = self.secret_key.get_secret_value()
        stripe_key = self.stripe_secret_key.get_secret_value()
        webhook = self.stripe_webhook_secret.get_secret_value()
        return [
            (secret == DEMO_SECRET or len(secret) < 50, "SECRET_KEY must be your own, 50 characters or more"),
            (self.nivas_debug, "NIVAS_DEBUG must be off in production"),
            (self.nivas_clock_offset != 0, "NIVAS_CLOCK_OFFSET must be 0 in production"),
            (stripe_key.startswith("sk_test_sim_"), "STRIPE_SECRET_KEY is the stand-in's; set your own"),
            (bool(self.stripe_api_base), "STRIPE_API_BASE must be unset in production: payments go to Stripe itself"),
            (webhook == DEMO_WEBHOOK_SECRET, "STRIPE_WEBHOOK_SECRET is the demo's; set the one Stripe gave you"),
            (not self.public_url.startswith("https://"), "PUBLIC_URL must be the https address people type"),
            (not self.allowed_hosts, "ALLOWED_HOSTS must list the host names, separated by commas"),
            (self.sms_gateway == DEMO_SMS_GATEWAY, "SMS_GATEWAY is the demo's, which sends nothing; name your own"),
            (not self.email_url, "EMAIL_URL must name your mail server, such as smtp://user:password@host:587"),
        ]


def describe(error: ValidationError) -> str:
    """One line per wrong variable, naming it as the operator typed it."""
    lines = [
        f"  {'.'.join(str(part) for part in item['loc']).upper() or 'NIVAS_ENV=production'}: {item['msg']}"
        for item in error.errors()
    ]
    return "Nivas cannot start with this environment:\n" + "\n".join(lines)


@cache
def read_environment() -> Environment:
    """Read the environment once; raise ConfigurationError in plain words."""
    try:
        return Environment()
    except ValidationError as error:
        raise ConfigurationError(describe(error)) from None


environment = read_environment()
