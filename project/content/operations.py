"""Laying out the site, giving each landlord a space of their own, and writing house pages."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from project.catalog.models import Property
from project.content import locks
from project.content.models import HelpPage, HomePage, HousePage, LandlordPage, NoticesPage
from project.identity.models import Landlord, Role, User
from project.kernel.transactions import transaction

APPROVERS = "Administrators"
# What Wagtail installs by itself: groups that may edit everything, a welcome page, a workflow for those groups.
WAGTAIL_GROUPS = ("Editors", "Moderators")
OWN_PAGES = ("add_page", "change_page")
OWN_IMAGES = ("add_image", "change_image", "choose_image")


@dataclass(frozen=True, slots=True)
class LandlordSpace:
    """What is one landlord's own in the page editor."""

    page: LandlordPage
    collection: Collection
    group: Group


@transaction()
def lay_out_site() -> HomePage:
    """Make the home page, help, notices and the approval workflow, where they are missing.

    Runs after every migrate, so that an empty installation has them from its first minute.
    """
    home = HomePage.objects.first()
    if home is None:
        home = _replace_welcome()
        home.add_child(instance=HelpPage(title="Help", slug="help"))
        home.add_child(instance=NoticesPage(title="Notices", slug="notices"))
        _have_administrators_approve(home)
    return home


def _replace_welcome() -> HomePage:
    """Put our home page where Wagtail installs its welcome."""
    Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    root.get_children().filter(slug="home").exact_type(Page).delete()
    root.refresh_from_db()
    home = root.add_child(instance=HomePage(title="Nivas", slug="nivas"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": _host(), "root_page": home, "site_name": "Nivas"}
    )
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    return home


def _host() -> str:
    """The name under which people reach this installation."""
    return urlsplit(settings.SITE_ORIGIN).hostname or "localhost"


def _have_administrators_approve(home: HomePage) -> None:
    """Every page below home goes live through an administrator; Wagtail's all-powerful groups go."""
    Workflow.objects.all().delete()
    GroupApprovalTask.objects.all().delete()
    Group.objects.filter(name__in=WAGTAIL_GROUPS).delete()
    approvers, _made = Group.objects.get_or_create(name=APPROVERS)
    task = GroupApprovalTask.objects.create(name="An administrator approves")
    task.groups.add(approvers)
    # The editor's button says "Submit to" and this name.
    workflow = Workflow.objects.create(name="the administrators")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=home)


@transaction()
def open_landlord_space(*, landlord: Landlord) -> LandlordSpace:
    """Give a landlord a page subtree, an image collection and a group, and let their people in.

    Safe to run again: it also brings the group's members up to date with the memberships.

    Locks: the home page.
    """
    home = locks.lock_home()
    page = LandlordPage.objects.filter(landlord=landlord).first() or _make_space(home, landlord)
    page.group.user_set.set(User.objects.filter(memberships__in=_editors_of(landlord)))
    return LandlordSpace(page, page.collection, page.group)


def _editors_of(landlord: Landlord) -> Any:
    return landlord.memberships.filter(role__in=[Role.LANDLORD, Role.MANAGER])


def _make_space(home: HomePage, landlord: Landlord) -> LandlordPage:
    collection = Collection.get_first_root_node().add_child(name=landlord.name)
    group = Group.objects.create(name=f"{landlord.name} ({landlord.slug})")
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    page = home.add_child(
        instance=LandlordPage(
            title=landlord.name, slug=landlord.slug, landlord=landlord, collection=collection, group=group
        )
    )
    for permission in _wagtail_permissions("wagtailcore", OWN_PAGES):
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    for permission in _wagtail_permissions("wagtailimages", OWN_IMAGES):
        GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
    return page


def _wagtail_permissions(app: str, codenames: tuple[str, ...]) -> list[Permission]:
    found = Permission.objects.filter(content_type__app_label=app, codename__in=codenames)
    if len(found) != len(codenames):
        raise Permission.DoesNotExist(f"{app}: {codenames}")
    return list(found)


@transaction()
def write_house_page(*, house: Property, body: list[tuple[str, Any]], by: User, live: bool = False) -> HousePage:
    """Write a house's page in its landlord's subtree, as a draft unless it may go live.

    The body is a list of (block name, value) as `blocks.HouseBlock` takes them.

    Raises: LandlordPage.DoesNotExist when the landlord has no space yet.
    Locks: the home page.
    """
    locks.lock_home()
    page = HousePage.objects.filter(property=house).first() or _add_house_page(house)
    page.body = body
    revision = page.save_revision(user=by, changed=True)
    if live:
        revision.publish(user=by)
    page.refresh_from_db()
    return page


def _add_house_page(house: Property) -> HousePage:
    parent = LandlordPage.objects.get(landlord=house.landlord)
    return parent.add_child(instance=HousePage(title=house.name, slug=house.slug, property=house, live=False))
