"""How pages are edited."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from project.catalog.models import Property


class HousePageForm(WagtailAdminPageForm):
    """Offers the houses of the landlord in whose subtree the page stands, and no others."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        landlord = getattr(self.parent_page.specific, "landlord", None) if self.parent_page else None
        if "property" in self.fields:
            self.fields["property"].required = True
            self.fields["property"].queryset = Property.objects.filter(landlord=landlord).order_by("name")
