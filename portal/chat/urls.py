"""Messages: between tenants and their house, guests and support."""

from django.urls import path

from portal.chat import asking, safety, views, writing

urlpatterns = [
    path("", views.messages_page, name="messages"),
    path("ask/", asking.ask, name="ask"),
    path("support/", asking.write_to_support, name="message_support"),
    path("house/<uuid:booking>/", asking.write_to_house, name="message_house"),
    path("link/<str:token>/", views.open_link, name="message_link"),
    path("<uuid:public_id>/", views.conversation, name="conversation"),
    path("<uuid:public_id>/newer/", views.newer, name="conversation_newer"),
    path("<uuid:public_id>/read/", views.read, name="conversation_read"),
    path("<uuid:public_id>/send/", writing.send, name="message_send"),
    path("<uuid:public_id>/typing/", writing.typing, name="message_typing"),
    path("<uuid:public_id>/files/<uuid:file>/", views.file, name="message_file"),
    path("<uuid:public_id>/said/<uuid:message>/edit/", writing.edit, name="message_edit"),
    path("<uuid:public_id>/said/<uuid:message>/delete/", writing.delete, name="message_delete"),
    path("<uuid:public_id>/said/<uuid:message>/report/", safety.report, name="message_report"),
    path("<uuid:public_id>/people/<uuid:member>/stop/", safety.stop, name="member_stop"),
    path("<uuid:public_id>/people/<uuid:member>/allow/", safety.allow, name="member_allow"),
]
