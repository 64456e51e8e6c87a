"""A small house with one page of each mark, for the tests of the gate."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from project.identity.access import office, public, restore_typed, signed_in
from project.urls import urlpatterns as house


def answer(request: HttpRequest) -> HttpResponse:
    return JsonResponse(dict(request.POST.lists()))


@signed_in
def letter(request: HttpRequest) -> HttpResponse:
    typed = restore_typed(request)
    return JsonResponse(dict(typed.lists()) if typed else {})


@public
def open_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


@signed_in
def own_page(request: HttpRequest) -> HttpResponse:
    return answer(request)


@office()
def desk(request: HttpRequest) -> HttpResponse:
    return HttpResponse("desk")


@office("mess_staff")
def kitchen(request: HttpRequest) -> HttpResponse:
    return HttpResponse("kitchen")


def forgotten(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nobody decided")


urlpatterns = [
    path("", open_page),
    path("own/", own_page),
    path("letter/", letter),
    path("letter/send/", own_page),
    path("forgotten/", forgotten),
    path("office/", desk),
    path("office/kitchen/", kitchen),
    path("office/forgotten/", forgotten),
    path("cms/forgotten/", forgotten),
    *house,
]
