"""Your account: how you are known, spoken to and kept safe."""

from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.identity.forms import PreferencesForm, ProfileForm
from portal.identity.resuming import resume_words
from project.identity import operations, queries
from project.identity.access import SignedInRequest, kept_form, public, restore_typed, signed_in
from project.kernel.web.limits import limited

YEAR = 365 * 24 * 3600


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@limited("profile")
def profile(request: SignedInRequest) -> HttpResponse:
    """Show the profile, or write down what was changed in it."""
    person = request.user
    if request.method == "POST":
        form = ProfileForm(request.POST, request.FILES)
        if form.is_valid():
            save_profile(request, form)
            messages.success(request, _("Saved."))
            return redirect("profile")
    else:
        typed = restore_typed(request)
        form = ProfileForm(typed) if typed else ProfileForm(initial=queries.profile_of(person))
    return render(request, "portal/identity/profile.html", {"form": form}, status=422 if form.errors else 200)


def save_profile(request: SignedInRequest, form: ProfileForm) -> None:
    """Write the profile, then the photo."""
    operations.update_profile(person=request.user, **form.details())
    if form.cleaned_data["portrait"]:
        operations.set_portrait(person=request.user, picture=form.cleaned_data["portrait"])
    elif form.cleaned_data["remove_portrait"]:
        operations.remove_portrait(person=request.user)


@signed_in
@require_GET
def portrait(request: SignedInRequest, public_id: UUID) -> FileResponse:
    """A person's photo, for themselves and for administrators."""
    person = queries.get_person_with_portrait(public_id=public_id, seen_by=request.user)
    if person is None or not person.portrait.name or not person.portrait.storage.exists(person.portrait.name):
        raise Http404
    response = FileResponse(person.portrait.open("rb"))
    response["Cache-Control"] = "private, max-age=300"
    return response


@public
@require_POST
@limited("preferences")
def preferences(request: HttpRequest) -> HttpResponse:
    """Change language or look from any page, with or without an account, and come back to it."""
    form = PreferencesForm(request.POST)
    response = HttpResponseRedirect(safe_next(request), status=303)
    if not form.is_valid():
        messages.error(request, _("We do not know that language or look. Nothing was changed."))
        return response
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    if request.user.is_authenticated:
        operations.set_preferences(person=request.user, **chosen)
    for name, value in chosen.items():
        cookie = {"language": settings.LANGUAGE_COOKIE_NAME, "theme": settings.THEME_COOKIE_NAME}[name]
        response.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response


@signed_in
@require_GET
def resume(request: HttpRequest) -> HttpResponse:
    """After signing in: offer to send what was typed before, or to look at it again."""
    form = kept_form(request)
    if form is None:
        return redirect("/")
    return render(request, "portal/identity/resume.html", {"kept": form, "words": resume_words(form.action)})


@public
def sign_in_instead(request: HttpRequest) -> HttpResponse:
    """Where the back office's own log-in was: there is one way in, and it asks for the second factor."""
    after = safe_next(request, otherwise="/office/")
    return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': after})}")


@signed_in
def change_password_instead(_request: HttpRequest) -> HttpResponse:
    """Where the back office's own password page was."""
    return redirect("account_change_password")


def safe_next(request: HttpRequest, otherwise: str = "/") -> str:
    """The page to come back to, if it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if asked and is_ours else otherwise
