"""What a phone keeps of Nivas: a page for when there is no net, and the script that shows it and push messages."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from project.identity.access import public

# What the offline page is drawn with.
FILES = (
    "nivas/tokens.css",
    "nivas/base.css",
    "nivas/elements.css",
    "nivas/live.css",
    "nivas/fonts/inter.woff2",
    "nivas/fonts/bricolage-grotesque.woff2",
    "nivas/brand/favicon.svg",
)


@public
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Says that there is no net. Nothing of anybody is on it, because it stays on the phone."""
    return render(request, "portal/notifications/offline.html")


@public
@require_safe
def service_worker(_request: HttpRequest) -> HttpResponse:
    """The script, at the root because it looks after every page. Browsers ask for it again each time."""
    files = [reverse("offline"), *(static(path) for path in FILES)]
    kept = hashlib.sha256("\n".join(files).encode()).hexdigest()[:12]
    context = {"files": files, "version": kept, "icon": static("nivas/brand/icon-192.png")}
    script = render_to_string("portal/notifications/sw.js", context)
    answer = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    answer["Service-Worker-Allowed"] = "/"
    return answer
