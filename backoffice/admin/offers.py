"""What a property offers and for how much: unit types and their rates."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminIntegerFieldWidget,
)

from backoffice import columns, exports, needs, ranges
from backoffice.actions import DateField, DialogForm, Words, act
from backoffice.admin.base import OfficeAdmin, StoryInline
from backoffice.filters import ChoiceFilter, house_filter, yes_no
from backoffice.roles import MANAGERS
from project.catalog import operations
from project.catalog.models import Rate, UnitType
from project.identity.access import SignedInRequest
from project.kernel import clock
from project.kernel.formats import format_money
from project.kernel.money import Money


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
