"""Under /office/messages/."""

from django.urls import path

from backoffice.inbox import desk, hours, replies, views, writing

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("duty/", desk.duty, name="inbox_duty"),
    path("replies/", replies.canned_replies, name="canned_replies"),
    path("replies/add/", replies.add, name="canned_reply_add"),
    path("replies/<uuid:public_id>/", replies.change, name="canned_reply"),
    path("replies/<uuid:public_id>/remove/", replies.remove, name="canned_reply_remove"),
    path("hours/", hours.hours_page, name="answering_hours"),
    path("hours/<slug:whose>/", hours.change, name="answering_hours_of"),
    path("hours/<slug:whose>/remove/", hours.remove, name="answering_hours_remove"),
    path("<uuid:public_id>/", views.talk, name="talk"),
    path("<uuid:public_id>/newer/", views.newer, name="talk_newer"),
    path("<uuid:public_id>/read/", views.read, name="talk_read"),
    path("<uuid:public_id>/send/", writing.send, name="talk_send"),
    path("<uuid:public_id>/typing/", writing.typing, name="talk_typing"),
    path("<uuid:public_id>/files/<uuid:file>/", views.file, name="talk_file"),
    path("<uuid:public_id>/said/<uuid:message>/edit/", writing.edit, name="talk_edit"),
    path("<uuid:public_id>/said/<uuid:message>/delete/", writing.delete, name="talk_delete"),
    path("<uuid:public_id>/give/", desk.give, name="talk_give"),
    path("<uuid:public_id>/close/", desk.close, name="talk_close"),
    path("<uuid:public_id>/reopen/", desk.reopen, name="talk_reopen"),
    path("<uuid:public_id>/stop/", desk.stop, name="talk_stop"),
    path("<uuid:public_id>/allow/", desk.allow, name="talk_allow"),
]
