"""People, the landlords they work for, and in which role."""

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models.functions import Lower, Upper
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from project.identity.managers import UserManager
from project.kernel.fields import NivasNow, PublicIdModel


def private_files() -> Storage:
    """Where files live that only a view may hand out."""
    return storages["private"]


class Theme(models.TextChoices):
    """How the portal looks to this person."""

    SYSTEM = "system", _("Like my device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class Language(models.TextChoices):
    """The languages the portal and its mails speak."""

    ENGLISH = "en", "English"
    HINDI = "hi", "हिन्दी"
    KANNADA = "kn", "ಕನ್ನಡ"


class Role(models.TextChoices):
    """What somebody may do for one landlord."""

    LANDLORD = "landlord", _("Landlord")
    MANAGER = "manager", _("Manager")
    MESS_STAFF = "mess_staff", _("Mess staff")


@pghistory.track(exclude=["password", "last_login"])
# A photo names its uploader by wagtail's own field, and wagtail has no types.
class User(AbstractBaseUser, PermissionsMixin, PublicIdModel):  # type: ignore[django-manager-missing]
    """Anybody with an account; signs in by e-mail."""

    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=120)
    phone = PhoneNumberField(_("phone"), blank=True, default="")
    portrait = models.ImageField(_("photo"), upload_to="people/", storage=private_files, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.ENGLISH)
    time_zone = models.CharField(_("time zone"), max_length=64, default="Asia/Kolkata")
    theme = models.CharField(_("look"), max_length=6, choices=Theme, default=Theme.SYSTEM)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("may enter the back office"), default=False)
    date_joined = models.DateTimeField(_("joined"), db_default=NivasNow(), editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [
            # Staff find people by any part of these, as `icontains` asks: in capitals.
            GinIndex(
                *(OpClass(Upper(field), name="gin_trgm_ops") for field in ("name", "email", "phone")),
                name="user_by_parts_of_its_names",
            )
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_is_lower_case"),
            models.CheckConstraint(condition=models.Q(language__in=Language.values), name="user_language_is_known"),
            models.CheckConstraint(condition=models.Q(theme__in=Theme.values), name="user_theme_is_known"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name as the person wrote it."""
        return self.name

    def get_short_name(self) -> str:
        """The first word of the name."""
        return self.name.split(" ")[0]


@pghistory.track()
class Landlord(PublicIdModel):
    """Who owns and lets: a person or a company, with its own people and properties."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = PhoneNumberField(_("phone"), blank=True, default="")
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("landlord")
        verbose_name_plural = _("landlords")

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Membership(PublicIdModel):
    """One person's role with one landlord."""

    user = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="memberships")
    landlord = models.ForeignKey("identity.Landlord", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "landlord", "role"], name="membership_role_is_held_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.landlord}"
