"""The content's only row lock: whoever adds to the tree holds its top."""

from wagtail.models import Page

from project.content.models import HomePage


def lock_home() -> HomePage:
    """Hold the home page until the transaction ends, so that the tree grows in one place at a time."""
    Page.objects.select_for_update().get(pk__in=HomePage.objects.values("pk"))
    return HomePage.objects.get()
