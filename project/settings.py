"""Django's settings, all drawn from `environment`; nothing else reads os.environ."""

from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pghistory
from django.utils.translation import gettext_lazy as _

from project.environment import DEMO_SMS_GATEWAY, ROOT, environment
from project.kernel.embedded import database_url as embedded_database_url
from project.kernel.logs import logging_settings
from project.limit_settings import LARGEST_BODIES, RATE_LIMITS  # noqa: F401 - settings of their own, kept together
from project.mail_settings import parse_email_url
from project.sign_in_settings import *  # noqa: F403 - settings of their own, kept together
from project.telling_settings import DEMO_SMS_TEMPLATES, KNOWN_PUSH_SERVICES

BASE_DIR: Path = ROOT
HOME: Path = environment.nivas_home
DEBUG = environment.nivas_debug
SECRET_KEY = environment.secret_key.get_secret_value()
ALLOWED_HOSTS = [host.strip() for host in environment.allowed_hosts.split(",") if host.strip()] or [
    "127.0.0.1",
    "localhost",
    "[::1]",
]
ROOT_URLCONF = "project.urls"
WSGI_APPLICATION = "project.wsgi.application"
SITE_NAME = "Nivas"
MFA_TOTP_ISSUER = SITE_NAME
SITE_ORIGIN = environment.origin
CSRF_TRUSTED_ORIGINS = [environment.origin]

# Each domain is one Postgres schema.
DOMAINS = ["events", "identity", "notifications", "catalog", "ledger", "payments", "booking", "chat", "content"]
DOMAIN_SCHEMAS = {domain: domain for domain in DOMAINS}

INSTALLED_APPS = [
    "project.kernel",
    *[f"project.{domain}" for domain in DOMAINS],
    "project.demo",
    "portal",
    "jobs",
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.import_export",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_filters",
    "django_q",
    "import_export",
    "phonenumber_field",
    "pgtrigger",
    "pghistory",
    "template_partials",
    "django_prometheus",
    "backoffice.apps.OfficeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    # Last, so that it finds the lists other packages registered.
    "backoffice",
]

MIDDLEWARE = [
    "project.kernel.web.edge.Edge",
    "project.live.marks.LiveMark",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Many have one bar of signal. Django pads what it compresses and masks its tokens, so lengths tell nothing.
    "django.middleware.gzip.GZipMiddleware",
    "project.kernel.web.headers.Headers",
    "project.kernel.web.csp.ContentSecurityPolicy",
    "project.kernel.web.bodies.Bodies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "project.identity.access.preferences.Preferences",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "project.identity.access.AccessGate",
    "project.kernel.web.history.History",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.toasts.nothing_for_live_parts",
                "django.template.context_processors.i18n",
                "project.kernel.web.csp.nonce",
                "portal.navigation.navigation",
                "portal.notifications.bell.bell",
            ],
        },
    }
]
FORM_RENDERER = "portal.forms.NivasFormRenderer"


def parse_database_url(url: str) -> dict[str, Any]:
    """Django's connection settings from a libpq address, a Unix socket included."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(query.pop("port", parts.port or "")),
        "OPTIONS": query,
    }


def database_options(options: dict[str, Any]) -> dict[str, Any]:
    """Every connection finds all schemas and travels with the clock; only the web pools (worker forks)."""
    started_with = {
        "search_path": ",".join(["public", *DOMAIN_SCHEMAS.values()]),
        "nivas.clock_offset": environment.nivas_clock_offset,
        # What is prepared keeps its first plan; by itself Postgres plans the first five calls anew, which is slower
        # than running them.
        "plan_cache_mode": "force_generic_plan",
    }
    options["options"] = " ".join(f"-c {name}={value}" for name, value in started_with.items())
    if environment.nivas_process == "web":
        options["pool"] = {"min_size": 2, "max_size": environment.web_pool_size, "timeout": 10, "max_lifetime": 1800}
    return options


DATABASE_URL = environment.database_url or embedded_database_url(HOME)
_database = parse_database_url(DATABASE_URL)
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **_database,
        "ENGINE": "project.kernel.postgres",
        "OPTIONS": database_options(_database["OPTIONS"]),
        "CONN_MAX_AGE": 0 if environment.nivas_process == "web" else 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PGTRIGGER_INSTALL_ON_MIGRATE = False
# History says who changed what, of every insert, update and delete, and cannot be edited itself.
PGHISTORY_APPEND_ONLY = True
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())

# Limits and sessions must agree between processes, so the cache is shared; q2 writes its own twice a second.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "nivas_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "qstats": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

# This process's own sockets. Over capacity messages would be dropped, and a group forgets its members at its expiry.
_LAYER = {"capacity": 10_000, "group_expiry": 7 * 24 * 3600}
CHANNEL_LAYERS = {"default": {"BACKEND": "project.live.layer.ProcessLayer", "CONFIG": _LAYER}}

CSRF_FAILURE_VIEW = "project.kernel.web.errors.form_too_old"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("hi", _("Hindi")), ("kn", _("Kannada"))]
LANGUAGE_COOKIE_SAMESITE = "Lax"
THEME_COOKIE_NAME = "theme"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Kolkata"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["backoffice.formats"]
PHONENUMBER_DEFAULT_REGION = "IN"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = HOME / "media"
PRIVATE_ROOT = HOME / "private"
ARCHIVE_ROOT = HOME / "archive"
# Older months of the event log leave it as files.
EVENT_MONTHS_KEPT = 24
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "project.kernel.web.static.StaticFilesStorage"},
}

Q_CLUSTER = {
    "name": "nivas",
    "orm": "default",
    "time_zone": TIME_ZONE,
    "workers": 2,
    "queue_limit": 2,
    "bulk": 1,
    "timeout": 120,
    "retry": 480,
    "max_attempts": 3,
    "ack_failures": False,
    "catch_up": False,
    "poll": 1,
    "guard_cycle": 1,
    "save_limit": 200,
    "recycle": 200,
    "max_rss": 400_000,
    "cache": "qstats",
}

STRIPE_API_BASE = environment.stripe_api_base
STRIPE_SECRET_KEY = environment.stripe_secret_key.get_secret_value()
STRIPE_WEBHOOK_SECRET = environment.stripe_webhook_secret.get_secret_value()
PAYMENTS_GATEWAY = "project.payments.gateways.stripe.StripeGateway"

# EMAIL_BACKEND and what it needs.
vars().update(parse_email_url(environment.email_url, HOME))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.email_from

# Push messages are signed with our key, and go to the services that browsers use and to nobody else.
PUSH_SERVICES = KNOWN_PUSH_SERVICES
VAPID_KEY = environment.vapid_private_key.get_secret_value()
VAPID_FILE = HOME / "vapid.key"
VAPID_CONTACT = f"mailto:{parseaddr(environment.email_from)[1]}"
# Production has SMS only where it names a carrier, and the texts that are registered with the operators.
SMS_GATEWAY = environment.sms_gateway or ("" if environment.is_production else DEMO_SMS_GATEWAY)
SMS_TEMPLATES = environment.sms_templates or ({} if environment.is_production else DEMO_SMS_TEMPLATES)

WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = SITE_ORIGIN
WAGTAILIMAGES_IMAGE_MODEL = "catalog.Photo"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_WEBP_QUALITY = 75
WAGTAILIMAGES_IMAGE_FORM_BASE = "project.catalog.forms.PhotoForm"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_LOGIN_URL = "/account/login/"
WAGTAIL_I18N_ENABLED = False

LOGGING = logging_settings(as_json=environment.is_production)
SESSION_ENGINE = "project.kernel.web.sessions"
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

if environment.is_production:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.trusted_proxies else None

from backoffice.unfold_settings import UNFOLD  # noqa: E402, F401 - wiring: the office brings its own look
