"""What is offered: landlords edit their own houses here, price them and publish them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.validators import RegexValidator
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminIntegerFieldWidget,
)

from backoffice import columns, exports, needs, ranges
from backoffice.actions import DateField, DialogForm, Words, act
from backoffice.admin.base import OfficeAdmin, OfficeInline, StoryInline
from backoffice.admin.gallery import PhotoInline
from backoffice.filters import ChoiceFilter, LocalityFilter, house_filter, landlord_filter, yes_no
from backoffice.lines import LinesField
from backoffice.roles import MANAGERS, OWNERS
from project.catalog import operations
from project.catalog.models import Assignment, Property, Rate, UnitType
from project.identity.access import SignedInRequest
from project.kernel import clock
from project.kernel.formats import format_money
from project.kernel.money import Money

PIN_CODE = RegexValidator(r"^[1-9][0-9]{5}$", _("A PIN code has six digits and does not begin with 0."))


class UnitTypeInline(OfficeInline):
    """What people can book in this house; prices and whether it is offered are on its own page."""

    model = UnitType
    fields = ("name", "kind", "sharing", "description", "position")
    show_change_link = True
    added_by = changed_by = MANAGERS


class PropertyForm(forms.ModelForm):
    """A house, with what the database would refuse said at its field."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "pin_code" in self.fields:
            self.fields["pin_code"].validators.append(PIN_CODE)


@admin.register(Property)
class PropertyAdmin(OfficeAdmin):
    """A house: edited here, shown to the public by Publish."""

    form = PropertyForm
    list_display = ("name", "landlord", "locality", "kind", "gender_policy", "shown_published")
    list_select_related = ("landlord", "locality")
    list_filter = (
        landlord_filter("landlord"),
        LocalityFilter,
        ("kind", ChoiceFilter),
        ("gender_policy", ChoiceFilter),
        yes_no("is_published", _("public"), yes=_("Published"), no=_("Not published")),
    )
    search_fields = ("name", "address", "pin_code", "locality__name", "landlord__name")
    search_help_text = _("Name, address, PIN code, locality or landlord")
    ordering = ("name", "id")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("landlord", "locality")
    inlines = (UnitTypeInline, PhotoInline)
    actions_detail = ("publish", "unpublish")
    added_by = OWNERS
    changed_by = MANAGERS
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "landlord",
                    ("name", "slug"),
                    ("kind", "gender_policy"),
                    ("shown_published", "was_published_at"),
                )
            },
        ),
        (_("Where"), {"fields": ("locality", ("address", "pin_code"), ("latitude", "longitude"), "time_zone")}),
        (_("What people read"), {"fields": ("summary", "description", "house_rules", "includes_food", "amenities")}),
    )
    shown_published = columns.flag("is_published", _("public"), yes=_("Published"), no=_("Not published"))
    was_published_at = columns.moment("published_at", _("published at"))
    sheet = (
        exports.text(_("Property"), "name"),
        exports.text(_("Landlord"), "landlord.name"),
        exports.choice(_("Kind"), "kind"),
        exports.choice(_("For whom"), "gender_policy"),
        exports.text(_("Locality"), "locality.name"),
        exports.text(_("Address"), "address"),
        exports.text(_("PIN code"), "pin_code"),
        exports.text(_("Food included"), "includes_food"),
        exports.text(_("Published"), "is_published"),
    )

    def get_readonly_fields(self, request: SignedInRequest, obj: Property | None = None) -> tuple[str, ...]:
        """Publishing is an action; a house never changes hands, and links to it stay good."""
        return ("shown_published", "was_published_at", *(("landlord", "slug") if obj else ()))

    def get_inlines(self, request: SignedInRequest, obj: Property | None) -> tuple[Any, ...]:
        """A house is there before its unit types and photos."""
        return self.inlines if obj else ()

    def get_prepopulated_fields(self, request: SignedInRequest, obj: Property | None = None) -> dict[str, Any]:
        """Only while the address can still be chosen."""
        return {} if obj else {"slug": ("name",)}

    def formfield_for_dbfield(self, db_field: Any, request: SignedInRequest, **options: Any) -> forms.Field | None:
        """House rules are a sentence a line, amenities boxes to tick."""
        ways = {
            "house_rules": {"form_class": LinesField},
            "amenities": {"widget": UnfoldAdminCheckboxSelectMultipleWidget},
        }
        options |= ways.get(db_field.name, {})
        return super().formfield_for_dbfield(db_field, request, **options)

    def view_on_site(self, house: Property) -> str | None:
        """The public page, while there is one."""
        return f"/rooms/{house.slug}/" if house.is_published else None

    @act(
        _("Publish"),
        title=_("Show this house to everybody?"),
        description=_("People can find and book it at once."),
        submit=_("Publish it"),
        icon="eye",
        when=lambda house: not house.is_published,
    )
    def publish(self, request: SignedInRequest, house: Property, form: DialogForm) -> Words:
        """Show the house to everybody, if nothing is missing."""
        operations.publish_property(property_id=house.pk, by=request.user)
        return _now("Everybody can see this house now.")

    @act(
        _("Unpublish"),
        title=_("Take this house off every public page?"),
        description=_("Nobody new can book it. Bookings and stays go on."),
        submit=_("Unpublish it"),
        icon="eye-off",
        danger=True,
        when=lambda house: house.is_published,
    )
    def unpublish(self, request: SignedInRequest, house: Property, form: DialogForm) -> Words:
        """Take the house off every public page at once."""
        operations.unpublish_property(property_id=house.pk, by=request.user)
        return _now("This house is no longer public. Bookings and stays go on.")


class RateForm(DialogForm):
    """What a unit type costs from a day on, in rupees."""

    from_date = DateField(label=_("From"), initial=clock.today)
    rent = forms.DecimalField(
        label=_("Rent a month, ₹"), max_digits=9, decimal_places=2, min_value=1, widget=UnfoldAdminDecimalFieldWidget
    )
    deposit = forms.DecimalField(
        label=_("Deposit, ₹"), max_digits=9, decimal_places=2, min_value=1, widget=UnfoldAdminDecimalFieldWidget
    )
    notice_days = forms.IntegerField(
        label=_("Notice, days"), min_value=0, max_value=365, initial=30, widget=UnfoldAdminIntegerFieldWidget
    )

    def money(self, name: str) -> Money:
        """What was typed, as money."""
        return Money(int(self.cleaned_data[name] * 100))


class RateInline(StoryInline):
    """Prices from a day on; an old rate stays as history."""

    model = Rate
    verbose_name_plural = _("rates")
    fields = readonly_fields = ("from_date", "rent", "deposit", "notice_days")
    ordering = ("-from_date",)
    rent = columns.money("rent_paise", _("rent a month"))
    deposit = columns.money("deposit_paise", _("deposit"))


@admin.register(UnitType)
class UnitTypeAdmin(OfficeAdmin):
    """What a person books, with its rates."""

    list_display = ("name", "property", "kind", "sharing", "shown_offered", "rent_now")
    list_select_related = ("property",)
    list_filter = (
        house_filter("property"),
        ("kind", ChoiceFilter),
        yes_no("is_offered", _("offered"), yes=_("Offered"), no=_("Not offered")),
        ranges.numbers("sharing", _("sharing")),
        ranges.rupees("rent_now_paise", _("rent today")),
    )
    search_fields = ("name", "property__name")
    search_help_text = _("Unit type or property")
    ordering = ("property__name", "position", "id")
    autocomplete_fields = ("property",)
    fields = ("property", ("name", "kind"), ("sharing", "position"), "description", "shown_offered")
    inlines = (RateInline,)
    actions_detail = ("set_rate", "offer", "withdraw")
    added_by = changed_by = MANAGERS
    shown_offered = columns.flag("is_offered", _("offered"), yes=_("Offered"), no=_("Not offered"))
    sheet = (
        exports.text(_("Property"), "property.name"),
        exports.text(_("Unit type"), "name"),
        exports.choice(_("Kind"), "kind"),
        exports.text(_("People in the room"), "sharing"),
        exports.text(_("What you get"), "description"),
        exports.text(_("Offered"), "is_offered"),
        exports.rupees(_("Rent a month today, ₹"), "rent_now_paise"),
    )

    def get_queryset(self, request: SignedInRequest) -> Any:
        """With the rent in force today."""
        in_force = Rate.objects.filter(unit_type=OuterRef("pk"), from_date__lte=needs.moment_of(request).today)
        rent = Subquery(in_force.order_by("-from_date").values("rent_paise")[:1])
        return super().get_queryset(request).annotate(rent_now_paise=rent)

    @admin.display(description=_("rent today"), ordering="rent_now_paise")
    def rent_now(self, unit_type: UnitType) -> str:
        """What it costs a month from today on."""
        paise = unit_type.rent_now_paise  # type: ignore[attr-defined]
        return format_money(Money(paise)) if paise else columns.NOTHING

    def get_readonly_fields(self, request: SignedInRequest, obj: UnitType | None = None) -> tuple[str, ...]:
        """Offering is an action; a unit type never moves to another house."""
        return ("shown_offered", "property") if obj else ("shown_offered",)

    @act(
        _("Set a rate"),
        title=_("What does it cost, from when on?"),
        description=_("Whoever has booked keeps the price they were shown."),
        form=RateForm,
        submit=_("Set the rate"),
        icon="indian-rupee",
    )
    def set_rate(self, request: SignedInRequest, unit_type: UnitType, form: RateForm) -> Words:
        """Price it from a day on."""
        operations.set_rate(
            unit_type_id=unit_type.pk,
            from_date=form.cleaned_data["from_date"],
            rent=form.money("rent"),
            deposit=form.money("deposit"),
            notice_days=form.cleaned_data["notice_days"],
            by=request.user,
        )
        return _now("The rate is set.")

    @act(
        _("Offer it again"),
        title=_("Let people book this again?"),
        submit=_("Offer it"),
        icon="calendar-check",
        when=lambda unit_type: not unit_type.is_offered,
    )
    def offer(self, request: SignedInRequest, unit_type: UnitType, form: DialogForm) -> Words:
        """Let people book it."""
        operations.offer_unit_type(unit_type_id=unit_type.pk, by=request.user)
        return _now("People can book it again.")

    @act(
        _("Stop offering"),
        title=_("Stop new bookings of this?"),
        description=_("Whoever lives there stays."),
        submit=_("Stop offering it"),
        icon="calendar-x",
        danger=True,
        when=lambda unit_type: unit_type.is_offered,
    )
    def withdraw(self, request: SignedInRequest, unit_type: UnitType, form: DialogForm) -> Words:
        """Take no new bookings of it."""
        operations.withdraw_unit_type(unit_type_id=unit_type.pk, by=request.user)
        return _now("Nobody can book it any more. Whoever lives there stays.")


@admin.register(Assignment)
class AssignmentAdmin(OfficeAdmin):
    """Which manager or mess staff works at which property; the landlord says so."""

    list_display = ("person", "role", "property")
    list_select_related = ("membership__user", "membership__landlord", "property")
    search_fields = ("membership__user__name", "property__name")
    search_help_text = _("Name or property")
    fields = ("membership", "property")
    autocomplete_fields = ("membership", "property")
    ordering = ("membership__user__name", "id")
    seen_by = added_by = removed_by = OWNERS
    sheet = (
        exports.text(_("Person"), "membership.user.name"),
        exports.choice(_("Role"), "membership.role"),
        exports.text(_("Property"), "property.name"),
    )

    @admin.display(description=_("person"), ordering="membership__user__name")
    def person(self, assignment: Assignment) -> str:
        """Who."""
        return str(assignment.membership.user)

    @admin.display(description=_("role"), ordering="membership__role")
    def role(self, assignment: Assignment) -> str:
        """As what."""
        return assignment.membership.get_role_display()
