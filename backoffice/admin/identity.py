"""People, landlords and who does what for whom. A person's page tells their whole story."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model, Subquery
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminEmailInputWidget

from backoffice import columns, exports, ranges, story
from backoffice.admin.base import OfficeAdmin, StoryInline
from backoffice.filters import ChoiceFilter, LivesWithUs, PeopleHouseFilter, landlord_filter, yes_no
from backoffice.roles import ADMINISTRATORS, OWNERS
from project.booking.models import Booking
from project.identity import operations
from project.identity.access import SignedInRequest
from project.identity.models import Landlord, Membership, Role, User
from project.identity.queries import get_person_by_email
from project.kernel.formats import format_money
from project.notifications.models import Delivery
from project.payments.models import Payment


class BookingInline(StoryInline):
    """A person's bookings at this staff member's houses."""

    model = Booking
    fk_name = "tenant"
    verbose_name_plural = _("bookings")
    fields = readonly_fields = ("booking", "house", "shown_state", "move_in", "move_out", "deposit")
    ordering = ("-id",)
    booking = columns.link(_("unit"), lambda booking: booking, name=lambda booking: str(booking.unit))
    shown_state = columns.state()
    deposit = columns.money("deposit_paise", _("deposit"))

    @admin.display(description=_("property"))
    def house(self, booking: Booking) -> str:
        """Where."""
        return booking.unit_type.property.name

    def get_queryset(self, request: SignedInRequest) -> Any:
        """With what its lines name."""
        return super().get_queryset(request).select_related("unit__room", "unit_type__property")


class PaymentInline(StoryInline):
    """What a person paid for bookings at these houses, and what went back of it."""

    model = Payment
    fk_name = "payer"
    verbose_name_plural = _("payments")
    fields = readonly_fields = ("payment", "description", "method", "shown_paid_at", "receipt_number", "went_back")
    ordering = ("-paid_at",)
    shown_paid_at = columns.moment("paid_at", _("paid at"))
    payment = columns.link(_("amount"), lambda payment: payment, name=lambda payment: format_money(payment.amount))

    @admin.display(description=_("for"))
    def description(self, payment: Payment) -> str:
        """What was paid for."""
        return payment.attempt.description

    @admin.display(description=_("receipt"))
    def receipt_number(self, payment: Payment) -> str | None:
        """The number of the paper, once there is one."""
        receipt = getattr(payment, "receipt", None)
        return receipt.number if receipt else None

    @admin.display(description=_("went back"))
    def went_back(self, payment: Payment) -> str:
        """Each refund with how far it is."""
        return ", ".join(str(refund) for refund in payment.refunds.all())

    def get_queryset(self, request: SignedInRequest) -> Any:
        """With what its lines name."""
        return super().get_queryset(request).select_related("attempt", "receipt").prefetch_related("refunds__payment")


class MailInline(StoryInline):
    """What we told a person about bookings at these houses."""

    model = Delivery
    fk_name = "to"
    verbose_name_plural = _("mails")
    fields = readonly_fields = ("subject", "shown_state", "made_at", "was_sent_at")
    ordering = ("-id",)
    shown_state = columns.state()
    made_at = columns.moment("created_at", _("made at"))
    was_sent_at = columns.moment("sent_at", _("sent at"))

    @admin.display(description=_("mail"))
    def subject(self, delivery: Delivery) -> str:
        """What it was about."""
        return story.subject_of(delivery)

    def get_queryset(self, request: SignedInRequest) -> Any:
        """With whom it went to: their language decides its words."""
        return super().get_queryset(request).select_related("to")


@admin.register(User)
class UserAdmin(OfficeAdmin):
    """Everybody this person has to do with."""

    list_display = ("name", "email", "shown_phone", "lives", "joined")
    list_filter = (
        LivesWithUs,
        PeopleHouseFilter,
        yes_no("is_staff", _("works here"), yes=_("Works for a landlord"), no=_("Does not")),
        ranges.moments("date_joined", _("joined")),
    )
    search_fields = ("name", "email", "phone")
    search_help_text = _("Name, e-mail or phone")
    fields = (("name", "email"), ("shown_phone", "language"), ("may_sign_in", "joined"), ("roles", "number"))
    readonly_fields = tuple(name for line in fields for name in line)
    joined = columns.moment("date_joined", _("joined"))
    may_sign_in = columns.flag("is_active", _("account"), yes=_("May sign in"), no=_("Closed"), tones=("leaf", "brick"))
    number = columns.number(_("person's number"))
    inlines = (BookingInline, PaymentInline, MailInline)
    ordering = ("name", "id")
    change_form_before_template = "backoffice/_person.html"
    sheet = (
        exports.text(_("Name"), "name"),
        exports.text(_("E-mail"), "email"),
        exports.phone(_("Phone"), "phone"),
        exports.choice(_("Language"), "language"),
        exports.text(_("May sign in"), "is_active"),
        exports.moment(_("Joined at"), "date_joined"),
    )

    @admin.display(description=_("phone"), ordering="phone")
    def shown_phone(self, person: User) -> str:
        """With spaces, to be read aloud."""
        return person.phone.as_international if person.phone else columns.NOTHING

    @admin.display(description=_("lives"))
    def lives(self, person: User) -> str:
        """Where somebody lives, is about to, or holds a unit, at the reader's houses."""
        return person.lives_at or columns.NOTHING  # type: ignore[attr-defined]

    @admin.display(description=_("works as"))
    def roles(self, person: User) -> str:
        """Their roles, for whom."""
        held = person.memberships.select_related("landlord")
        return ", ".join(f"{role.get_role_display()}, {role.landlord}" for role in held) or columns.NOTHING

    def get_queryset(self, request: SignedInRequest) -> Any:
        """With where each of them lives."""
        return super().get_queryset(request).annotate(lives_at=Subquery(story.homes(request.user)))

    def change_view(
        self, request: SignedInRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A person's page begins with the story in short."""
        told = {"person_story": story.tell(self.record(request, object_id), request.user)}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **told})


@admin.register(Landlord)
class LandlordAdmin(OfficeAdmin):
    """Who lets."""

    list_display = ("name", "email", "phone", "made_at")
    made_at = columns.moment("created_at", _("with us since"))
    search_fields = ("name", "email", "phone")
    search_help_text = _("Name, e-mail or phone")
    fields = (("name", "slug"), ("email", "phone"))
    seen_by = OWNERS
    added_by = changed_by = ADMINISTRATORS
    ordering = ("name",)
    sheet = (
        exports.text(_("Landlord"), "name"),
        exports.text(_("E-mail"), "email"),
        exports.phone(_("Phone"), "phone"),
        exports.moment(_("With us since"), "created_at"),
    )

    def get_prepopulated_fields(self, request: SignedInRequest, obj: Landlord | None = None) -> dict[str, Any]:
        """Only where the address is typed."""
        return {"slug": ("name",)} if self.has_change_permission(request) and obj is None else {}


class HireForm(forms.ModelForm):
    """Give somebody who has an account a role with a landlord."""

    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The one they sign in with. They need an account first."),
        widget=UnfoldAdminEmailInputWidget(),
    )

    class Meta:
        model = Membership
        fields = ("landlord", "role")

    def clean_email(self) -> str:
        """Somebody who has an account."""
        person = get_person_by_email(self.cleaned_data["email"])
        if person is None:
            raise forms.ValidationError(_("Nobody signs in with this e-mail."))
        self.instance.user = person
        return self.cleaned_data["email"]


@admin.register(Membership)
class MembershipAdmin(OfficeAdmin):
    """Roles: a landlord hires managers and mess staff, an administrator also lets somebody stand for a landlord."""

    form = HireForm
    list_display = ("person", "role", "landlord", "made_at")
    list_select_related = ("user", "landlord")
    list_filter = (("role", ChoiceFilter), landlord_filter("landlord"), ranges.moments("created_at", _("since")))
    search_fields = ("user__name", "user__email", "user__phone", "landlord__name")
    search_help_text = _("Name, e-mail, phone or landlord")
    ordering = ("landlord__name", "user__name", "id")
    seen_by = added_by = removed_by = OWNERS
    person_link = columns.link(_("person"), lambda membership: membership.user)
    made_at = columns.moment("created_at", _("since"))
    sheet = (
        exports.text(_("Person"), "user.name"),
        exports.text(_("E-mail"), "user.email"),
        exports.choice(_("Role"), "role"),
        exports.text(_("Landlord"), "landlord.name"),
    )

    @admin.display(description=_("person"), ordering="user__name")
    def person(self, membership: Membership) -> str:
        """Who."""
        return str(membership.user)

    def get_fields(self, request: SignedInRequest, obj: Membership | None = None) -> tuple[str, ...]:
        """Whom, for whom, as what."""
        return ("person_link", "landlord", "role", "made_at") if obj else ("email", "landlord", "role")

    def get_readonly_fields(self, request: SignedInRequest, obj: Membership | None = None) -> tuple[str, ...]:
        """A role is given and taken, never changed."""
        return ("person_link", "landlord", "role", "made_at") if obj else ()

    def formfield_for_choice_field(self, field: Any, request: SignedInRequest, **options: Any) -> Any:
        """Only an administrator lets somebody stand for a landlord."""
        if field.name == "role" and not request.user.is_superuser:
            options["choices"] = [choice for choice in Role.choices if choice[0] != Role.LANDLORD]
        return super().formfield_for_choice_field(field, request, **options)

    def has_delete_permission(self, request: SignedInRequest, obj: Model | None = None) -> bool:
        """Nobody can put a landlord, themselves included, out of their own house."""
        stands_for = isinstance(obj, Membership) and obj.role == Role.LANDLORD
        return super().has_delete_permission(request, obj) and (request.user.is_superuser or not stands_for)

    def save_model(self, request: SignedInRequest, obj: Membership, form: forms.Form, change: bool) -> None:
        """Give the role, which also opens the back office."""
        given = operations.give_role(to=obj.user, landlord=obj.landlord, role=obj.role)
        obj.pk, obj._state.adding = given.pk, False

    def delete_model(self, request: SignedInRequest, obj: Membership) -> None:
        """Take the role, and the back office with the last one."""
        operations.take_role(membership=obj)
