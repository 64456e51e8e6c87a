"""Help and notices, written in the page editor, and pictures where no storage service stands before us."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve as serve_file
from wagtail.views import serve as serve_page

from project.identity.access import public

A_YEAR = 365 * 24 * 3600


@public
@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    """A live page below /help/ or /notices/; 404 for anything else."""
    return serve_page(request, path)


@public
@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """A photo in one of its sizes; its name changes with its content, so browsers may keep it. Never an original."""
    response = serve_file(request, f"images/{name}", document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
