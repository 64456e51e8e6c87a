"""The living style guide: every element in every state, in both themes."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.styleguide import samples
from project.identity.access import public

THEMES = ("light", "dark")


@public
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every element; nobody's data is on it."""
    now = timezone.now()
    sheets = [
        {"theme": theme, "form": samples.bound_form(theme), "empty_form": samples.SampleForm(auto_id=f"{theme}_new_%s")}
        for theme in THEMES
    ]
    holds = {"now": now, "fresh": now + timedelta(minutes=9, seconds=12), "late": now + timedelta(seconds=96)}
    return render(request, "portal/styleguide/styleguide.html", {**samples.everything(), **holds, "sheets": sheets})


@public
@require_safe
def suggest_places(request: HttpRequest) -> HttpResponse:
    """Answer with suggestions for the sample search field."""
    context = {"id": "sample", "options": samples.places_like(request.GET.get("place", ""))}
    return render(request, "elements/combobox_options.html", context)
