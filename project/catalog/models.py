"""What is offered: properties in localities, unit types with dated rates, photos, who manages what."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image, get_upload_to

from project.catalog import triggers
from project.catalog.fields import CleanImageField
from project.kernel.fields import NivasNow, PaiseField, PublicIdModel
from project.kernel.triggers import keeps_its


class PropertyKind(models.TextChoices):
    """The kind of house."""

    PG = "pg", _("Paying-guest house")
    HOSTEL = "hostel", _("Hostel")
    COLIVING = "coliving", _("Co-living")
    FLATS = "flats", _("Flats")


class GenderPolicy(models.TextChoices):
    """For whom the house is."""

    ANYONE = "anyone", _("For anyone")
    WOMEN = "women", _("For women")
    MEN = "men", _("For men")


class UnitKind(models.TextChoices):
    """What one unit of a type is."""

    BED = "bed", _("Bed in a shared room")
    ROOM = "room", _("Single room")
    FLAT = "flat", _("Flat")


class Locality(models.Model):
    """A part of a city, with the other names people type for it."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(max_length=80, unique=True)
    city = models.CharField(_("city"), max_length=60, default="Bengaluru")
    aliases = ArrayField(models.CharField(max_length=80), default=list, blank=True, verbose_name=_("also called"))
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6)
    picture = models.ForeignKey("catalog.Photo", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("locality")
        verbose_name_plural = _("localities")
        ordering = ["city", "name"]
        constraints = [models.UniqueConstraint(fields=["city", "name"], name="locality_name_is_unique_in_its_city")]

    def __str__(self) -> str:
        return self.name


class Amenity(models.Model):
    """Something a house has; `icon` is a Lucide name."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    icon = models.CharField(_("icon"), max_length=40, default="check")
    position = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = _("amenity")
        verbose_name_plural = _("amenities")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Property(PublicIdModel):
    """A house of one landlord. `is_published` is the one gate of every public page."""

    landlord = models.ForeignKey("identity.Landlord", on_delete=models.PROTECT, related_name="properties")
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=PropertyKind, default=PropertyKind.PG)
    gender_policy = models.CharField(_("for whom"), max_length=8, choices=GenderPolicy, default=GenderPolicy.ANYONE)
    locality = models.ForeignKey("catalog.Locality", on_delete=models.PROTECT, related_name="properties")
    address = models.CharField(_("address"), max_length=240)
    pin_code = models.CharField(_("PIN code"), max_length=6)
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="Asia/Kolkata")
    summary = models.CharField(_("in one line"), max_length=160, blank=True)
    description = models.TextField(_("description"), blank=True)
    house_rules = ArrayField(
        models.CharField(max_length=160), default=list, blank=True, verbose_name=_("house rules, a sentence each")
    )
    includes_food = models.BooleanField(_("food included"), default=False)
    # What a cancellation costs. A booking keeps what stood here when it was made.
    free_cancel_days = models.PositiveSmallIntegerField(
        _("free to cancel until, days before moving in"), default=0, db_default=0, validators=[MaxValueValidator(90)]
    )
    late_cancel_percent = models.PositiveSmallIntegerField(
        _("kept when cancelled later, percent of the deposit"),
        default=0,
        db_default=0,
        validators=[MaxValueValidator(100)],
    )
    no_show_percent = models.PositiveSmallIntegerField(
        _("kept when cancelled after the move-in day, percent of the deposit"),
        default=100,
        db_default=100,
        validators=[MaxValueValidator(100)],
    )
    amenities = models.ManyToManyField("catalog.Amenity", blank=True, related_name="properties")
    is_published = models.BooleanField(_("published"), default=False)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("property")
        verbose_name_plural = _("properties")
        indexes = [
            models.Index(fields=["is_published", "locality"], name="property_published_by_locality"),
            models.Index(fields=["landlord"], name="property_by_landlord"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=PropertyKind.values), name="property_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(gender_policy__in=GenderPolicy.values), name="property_gender_policy_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(pin_code__regex=r"^[1-9][0-9]{5}$"), name="property_pin_code_has_six_digits"
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="property_point_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(free_cancel_days__lte=90, late_cancel_percent__lte=100, no_show_percent__lte=100),
                name="property_cancel_terms_make_sense",
            ),
            models.CheckConstraint(
                condition=models.Q(is_published=False) | models.Q(published_at__isnull=False),
                name="property_published_has_its_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(is_published=False) | models.Q(latitude__isnull=False),
                name="property_published_has_a_point",
            ),
        ]
        triggers = [
            triggers.published_property_has_a_priced_offer,
            keeps_its("property_stays_with_its_landlord", "landlord"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class UnitType(PublicIdModel):
    """What a person books: a bed in 2-sharing, a single room, a flat."""

    property = models.ForeignKey("catalog.Property", on_delete=models.PROTECT, related_name="unit_types")
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=4, choices=UnitKind, default=UnitKind.BED)
    sharing = models.PositiveSmallIntegerField(
        _("people in the room"), default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    description = models.CharField(_("what you get"), max_length=240, blank=True)
    is_offered = models.BooleanField(_("offered"), default=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("unit type")
        verbose_name_plural = _("unit types")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["property", "name"], name="unit_type_name_is_unique_in_its_property"),
            models.CheckConstraint(condition=models.Q(kind__in=UnitKind.values), name="unit_type_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(sharing__gte=1, sharing__lte=12), name="unit_type_sharing_is_sane"
            ),
        ]
        triggers = [
            triggers.last_offer_of_a_published_property_stays,
            keeps_its("unit_type_stays_with_its_property", "property"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Rate(models.Model):
    """What a unit type costs from a date on, until the next rate begins. Amounts in paise a month."""

    unit_type = models.ForeignKey("catalog.UnitType", on_delete=models.PROTECT, related_name="rates")
    from_date = models.DateField(_("from"))
    rent_paise = PaiseField(_("rent a month"))
    deposit_paise = PaiseField(_("deposit"))
    notice_days = models.PositiveSmallIntegerField(_("notice, days"), default=30)

    class Meta:
        verbose_name = _("rate")
        verbose_name_plural = _("rates")
        ordering = ["unit_type", "from_date"]
        constraints = [
            models.UniqueConstraint(fields=["unit_type", "from_date"], name="rate_begins_once_a_day"),
            models.CheckConstraint(condition=models.Q(rent_paise__gt=0), name="rate_rent_is_positive"),
            models.CheckConstraint(condition=models.Q(deposit_paise__gte=50), name="rate_deposit_can_be_paid"),
        ]
        triggers = [triggers.last_rate_of_a_published_offer_stays]

    def __str__(self) -> str:
        return f"{self.unit_type} · {self.from_date:%Y-%m-%d}"


class Photo(AbstractImage):
    """The image model of the whole house; files are re-encoded on upload, so no EXIF survives."""

    file = CleanImageField(_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    alt = models.CharField(_("what it shows"), max_length=160, blank=True)
    admin_form_fields = (*Image.admin_form_fields, "alt")

    class Meta(AbstractImage.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        permissions = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self) -> str:
        """What a screen reader says when the page gives no better words."""
        return self.alt or self.title


class Rendition(AbstractRendition):
    """A photo in one size."""

    image = models.ForeignKey("catalog.Photo", on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_is_made_once")
        ]


class PropertyPhoto(models.Model):
    """A photo's place in a property's gallery, or with one of its unit types."""

    property = models.ForeignKey("catalog.Property", on_delete=models.PROTECT, related_name="photos")
    unit_type = models.ForeignKey(
        "catalog.UnitType", on_delete=models.PROTECT, null=True, blank=True, related_name="photos"
    )
    photo = models.ForeignKey("catalog.Photo", on_delete=models.PROTECT, related_name="shown_in")
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("gallery photo")
        verbose_name_plural = _("gallery photos")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["property", "photo"], name="property_photo_is_shown_once"),
        ]
        triggers = [triggers.property_photo_shows_its_own_unit_type]

    def __str__(self) -> str:
        return f"{self.property} {self.position}"


@pghistory.track()
class Assignment(models.Model):
    """Which property a manager or mess staff works at; a landlord sees all of theirs without one."""

    membership = models.ForeignKey("identity.Membership", on_delete=models.PROTECT, related_name="assignments")
    property = models.ForeignKey("catalog.Property", on_delete=models.PROTECT, related_name="assignments")

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(fields=["membership", "property"], name="assignment_is_made_once"),
        ]
        triggers = [triggers.assignment_stays_within_one_landlord]

    def __str__(self) -> str:
        return f"{self.membership} · {self.property}"
