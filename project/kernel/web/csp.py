"""Three content security policies: ours is strict, the two admin sites need a little more to work at all."""

from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE, Nonce
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase

from project.environment import environment

Directives = dict[str, list[str | Nonce]]


def payment_page_origin() -> str:
    """Where people pay: a form of ours may end there by redirect."""
    if environment.stripe_api_base:
        parts = urlsplit(environment.stripe_api_base)
        return f"{parts.scheme}://{parts.netloc}"
    return "https://checkout.stripe.com"


PORTAL: Directives = {
    "default-src": [SELF],
    "script-src": [SELF, NONCE],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "object-src": [NONE],
    "frame-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF, payment_page_origin()],
    "frame-ancestors": [NONE],
}
# unfold runs on Alpine, which evaluates its attributes.
OFFICE: Directives = PORTAL | {
    "script-src": [SELF, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "form-action": [SELF],
}
# Wagtail writes scripts and styles into its pages, draws uploads from blobs and previews pages in a frame.
CMS: Directives = OFFICE | {
    "script-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
PROFILES = (("/office/kitchen/", PORTAL), ("/office/", OFFICE), ("/cms/", CMS))


def profile_for(path: str) -> Directives:
    """The policy of the area that a path lies in."""
    return next((profile for prefix, profile in PROFILES if path.startswith(prefix)), PORTAL)


class ContentSecurityPolicy(CSPMiddleware):
    """Chooses the policy by prefix; `request.csp_nonce` allows one inline script of ours."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The parts django-csp builds the header from; there is no report-only policy."""
        if report_only:
            return PolicyParts()
        parts = super().get_policy_parts(request, response)
        parts.config = parts.config or profile_for(request.path_info)
        return parts


def nonce(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `csp_nonce`, made only if a template prints it."""
    return {"csp_nonce": getattr(request, "csp_nonce", "")}
