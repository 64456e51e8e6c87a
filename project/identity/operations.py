"""What can be done to people: their profile, their photo, and their roles with landlords."""

import uuid
from pathlib import PurePath

from django.core.files.base import File
from django.db import transaction as django_transaction

from project.events.operations import publish
from project.identity.models import Landlord, Membership, User
from project.kernel.pictures import clean_picture
from project.kernel.transactions import transaction, transaction_required

PORTRAIT_EDGE = 640


@transaction()
def update_profile(*, person: User, name: str, phone: str, language: str, theme: str, time_zone: str) -> User:
    """Write down how a person wants to be known and spoken to."""
    person.name = name
    person.phone = phone
    person.language = language
    person.theme = theme
    person.time_zone = time_zone
    person.save(update_fields=["name", "phone", "language", "theme", "time_zone"])
    return person


@transaction()
def set_preferences(*, person: User, language: str | None = None, theme: str | None = None) -> User:
    """Remember a language or a look chosen in passing."""
    person.language = language or person.language
    person.theme = theme or person.theme
    person.save(update_fields=["language", "theme"])
    return person


@transaction()
def set_portrait(*, person: User, picture: File) -> User:
    """Keep a person's photo, written anew without where and when it was taken.

    Raises: NotAPicture, PictureTooLarge.
    After commit: the photo before it is deleted.
    """
    cleaned = clean_picture(picture, max_edge=PORTRAIT_EDGE)
    before = person.portrait.name
    person.portrait.save(f"{uuid.uuid4().hex}{PurePath(picture.name or '').suffix.lower()}", cleaned, save=False)
    person.save(update_fields=["portrait"])
    _delete_after_commit(person, before)
    return person


@transaction()
def remove_portrait(*, person: User) -> User:
    """Forget a person's photo.

    After commit: the file is deleted.
    """
    before = person.portrait.name
    person.portrait = ""
    person.save(update_fields=["portrait"])
    _delete_after_commit(person, before)
    return person


@transaction_required()
def give_role(*, to: User, landlord: Landlord, role: str) -> Membership:
    """Let a person work for a landlord, and open the back office to them."""
    membership, is_new = Membership.objects.get_or_create(user=to, landlord=landlord, role=role)
    User.objects.filter(pk=to.pk, is_staff=False).update(is_staff=True)
    if is_new:
        _tell("identity.role_given", membership)
    return membership


@transaction_required()
def take_role(*, membership: Membership) -> None:
    """End a person's role; without any other they leave the back office."""
    person = membership.user
    _tell("identity.role_taken", membership)
    membership.delete()
    if not person.is_superuser and not Membership.objects.filter(user=person).exists():
        User.objects.filter(pk=person.pk).update(is_staff=False)


def _tell(news: str, membership: Membership) -> None:
    facts = {"membership": membership.public_id, "person": membership.user.public_id}
    payload = {name: str(value) for name, value in facts.items()} | {"landlord": str(membership.landlord.public_id)}
    publish(type=news, key=f"membership:{membership.public_id}", payload=payload | {"role": membership.role})


def _delete_after_commit(person: User, name: str | None) -> None:
    storage = person.portrait.storage
    if name:
        django_transaction.on_commit(lambda: storage.delete(name))
