"""Three content security policies: ours is strict, the two admin sites need a little more to work at all."""

from functools import cache
from typing import Any
from urllib.parse import urlsplit

from csp.constants import HEADER, NONCE, NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE, Nonce
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
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
PROFILES = {"/office/kitchen/": PORTAL, "/office/": OFFICE, "/cms/": CMS, "/": PORTAL}
EXCEPTIONS = ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt")
STAND_IN = "nonce-stands-here"


def area_of(path: str) -> str:
    """The prefix of the area that a path lies in."""
    return next((prefix for prefix in PROFILES if path.startswith(prefix)), "/")


@cache
def written(area: str, *, with_nonce: bool) -> str:
    """An area's policy as a header, spelled out once: every answer carries it."""
    return build_policy(config=PROFILES[area], nonce=STAND_IN if with_nonce else None)


class ContentSecurityPolicy(CSPMiddleware):
    """Chooses the policy by prefix; `request.csp_nonce` allows one inline script of ours."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Write the area's header; what a view asked for by django-csp's decorators is built anew."""
        if settings.DEBUG or any(hasattr(response, exception) for exception in EXCEPTIONS):
            return super().process_response(request, response)
        nonce = getattr(request, "_csp_nonce", None)
        header = written(area_of(request.path_info), with_nonce=nonce is not None)
        response.headers.setdefault(HEADER, header.replace(STAND_IN, nonce) if nonce else header)
        return response

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The parts django-csp builds the header from; there is no report-only policy."""
        if report_only:
            return PolicyParts()
        parts = super().get_policy_parts(request, response)
        parts.config = parts.config or PROFILES[area_of(request.path_info)]
        return parts


def nonce(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `csp_nonce`, made only if a template prints it."""
    return {"csp_nonce": getattr(request, "csp_nonce", "")}
