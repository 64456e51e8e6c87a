"""How tests ask the back office: addresses of lists, records and actions, and what a page says back."""

from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.messages import get_messages
from django.db.models import Model
from django.test import Client
from django.urls import reverse


def list_url(model: type[Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def page_url(record: Model, page: str = "change") -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}", args=[quote(record.pk)])


def press(client: Client, record: Model, action: str, **typed: Any) -> Any:
    """Send an action's dialog, as its button does."""
    return client.post(page_url(record, action), {"_form_submitted": "True", **typed})


def rows_of(client: Client, url: str) -> list[Any]:
    """The records that a list shows."""
    return list(client.get(url).context["cl"].result_list)


def said(response: Any) -> list[str]:
    """The messages that an answer left for the next page."""
    return [str(message) for message in get_messages(response.wsgi_request)]
