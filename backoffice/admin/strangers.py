"""Other packages register their own tables; those nobody should touch by hand leave the menu."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from taggit.models import Tag
from wagtail.documents.models import Document

for model in (Authenticator, Document, EmailAddress, Group, Tag, UserSession):
    if admin.site.is_registered(model):
        admin.site.unregister(model)
