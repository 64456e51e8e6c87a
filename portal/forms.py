"""How forms are drawn everywhere in the portal."""

from django.forms.renderers import TemplatesSetting


class NivasFormRenderer(TemplatesSetting):
    """Draws `{{ form }}` and `{{ field.as_field_group }}` with our elements."""

    form_template_name = "elements/form.html"
    field_template_name = "elements/field.html"
