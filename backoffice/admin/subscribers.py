"""Who listens to the event log, how far each has read, and what each could not take; administrators only."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Case, Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.widgets import UnfoldAdminIntegerFieldWidget

from backoffice import columns, ranges
from backoffice.actions import DateField, DialogForm, Words, act
from backoffice.admin.base import OfficeAdmin
from backoffice.filters import ContainsFilter, QuestionFilter
from backoffice.needs import PARKED
from backoffice.roles import ADMINISTRATORS
from project.events import operations, queries
from project.events.models import Cursor, Event, Parked
from project.events.registry import find_subscriber
from project.identity.access import SignedInRequest
from project.kernel import clock


class ReplayForm(DialogForm):
    """From where and up to where; from the beginning up to now when nothing is said."""

    since = DateField(label=_("From this day on"), required=False)
    position = forms.IntegerField(
        label=_("or from this number on"), required=False, min_value=1, widget=UnfoldAdminIntegerFieldWidget()
    )
    until = DateField(label=_("Up to the end of this day"), required=False)
    last = forms.IntegerField(
        label=_("or up to this number"), required=False, min_value=1, widget=UnfoldAdminIntegerFieldWidget()
    )

    def clean(self) -> dict[str, Any]:
        """For each end a day or a number, or neither; the days in their order."""
        said = super().clean() or {}
        for day, number in (("since", "position"), ("until", "last")):
            if said.get(day) and said.get(number):
                self.add_error(number, _("Say a day or a number, not both."))
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", _("Choose a day that is not before the first one."))
        return said

    def asked(self) -> dict[str, Any]:
        """The request in the words of `events.operations.replay`."""
        said = self.cleaned_data
        begin = clock.begin_of(said["since"]) if said["since"] else None
        return {
            "since": begin,
            "position": said["position"] or 1,
            "last_day": said["until"],
            "last": said["last"],
        }


def what_it_reads(begun: operations.Replay) -> Words:
    """How much, from where and up to where."""
    said = {"number": begun.events, "first": begun.first, "last": begun.last}
    if begun.last is None:
        words = ngettext(
            "It reads %(number)d event, from number %(first)d on.",
            "It reads %(number)d events, from number %(first)d on.",
            begun.events,
        )
        return words % said
    words = ngettext(
        "It reads %(number)d event, from number %(first)d to %(last)d, and stands still there until you let it read on.",
        "It reads %(number)d events, from number %(first)d to %(last)d, and stands still there until you let it read on.",
        begun.events,
    )
    return words % said


def about(name: str) -> str:
    """What a subscriber does, by the first line of its function."""
    subscriber = find_subscriber(name)
    return subscriber.about if subscriber else _now("Nobody reads by this any more.")


class ParkedNeeds(QuestionFilter):
    """Events that are tried no more."""

    title = _("needs you")
    parameter_name = "needs"
    questions = PARKED
    words = {"dead": _("Given up after hours")}


@admin.register(Cursor)
class CursorAdmin(OfficeAdmin):
    """How far each subscriber has read, and from where it should read again."""

    when_empty = _("Subscribers stand here as soon as the relay has run.")
    list_display = ("subscriber", "behind", "parked", "was_updated_at", "about")
    fields = (
        ("subscriber", "position"),
        "about",
        ("behind", "parked"),
        ("reads_up_to", "was_updated_at"),
        "listens_to",
    )
    readonly_fields = (
        "subscriber", "position", "about", "behind", "parked", "reads_up_to", "was_updated_at", "listens_to",
    )  # fmt: skip
    was_updated_at = columns.moment("updated_at", _("read last"))
    ordering = ("subscriber",)
    actions_detail = ("replay", "read_on", "hurry")
    seen_by = acted_by = ADMINISTRATORS

    def get_queryset(self, request: SignedInRequest) -> QuerySet[Cursor]:
        """With what each has before it and beside it."""
        left = [When(pk=name, then=Value(number)) for name, number in queries.lags().items()]
        parked = Parked.objects.filter(subscriber=OuterRef("pk")).order_by().values("subscriber")
        return (
            super()
            .get_queryset(request)
            .annotate(
                left=Case(*left, default=Value(0), output_field=IntegerField()),
                set_aside=Coalesce(Subquery(parked.annotate(number=Count("pk")).values("number")), 0),
            )
        )

    @admin.display(description=_("what it does"))
    def about(self, cursor: Cursor) -> str:
        """The first line of its function."""
        return about(cursor.pk)

    @admin.display(description=_("listens to"))
    def listens_to(self, cursor: Cursor) -> str:
        """The types it is told."""
        subscriber = find_subscriber(cursor.pk)
        return ", ".join(sorted(subscriber.types)) if subscriber else columns.NOTHING

    @admin.display(description=_("still to read"), ordering="left")
    def behind(self, cursor: Any) -> str:
        """How many events it has before it, and whether it waits to be let on."""
        if cursor.stands_still:
            return columns.badge(_("Stands still at %(last)d") % {"last": cursor.until}, "amber")
        if not cursor.left:
            return columns.badge(_("Up to date"), "leaf")
        words = ngettext("%(number)d event behind", "%(number)d events behind", cursor.left)
        return columns.badge(words % {"number": cursor.left}, "amber")

    @admin.display(description=_("reads up to"))
    def reads_up_to(self, cursor: Cursor) -> str:
        """The end of its replay."""
        return _now("the newest event") if cursor.until is None else _now("number %(last)d") % {"last": cursor.until}

    @admin.display(description=_("parked"), ordering="set_aside")
    def parked(self, cursor: Any) -> str:
        """How many it could not take, and the way to them."""
        if not cursor.set_aside:
            return columns.NOTHING
        url = f"{reverse('admin:events_parked_changelist')}?subscriber__icontains={cursor.pk}"
        words = ngettext("%(number)d parked", "%(number)d parked", cursor.set_aside) % {"number": cursor.set_aside}
        return format_html('<a class="office-link" href="{}">{}</a>', url, words)

    @act(
        _("Read again"),
        title=_("Let this subscriber read again?"),
        description=_(
            "The relay hands it every event of that range once more. What is already as it should be stays so. "
            "Say no beginning and it reads from the first event. Say no end and it reads up to now and goes on; "
            "at an end it stands still, and hears of nothing new until you let it read on."
        ),
        icon="rewind",
        form=ReplayForm,
    )
    def replay(self, request: SignedInRequest, cursor: Cursor, form: ReplayForm) -> Words:
        """Move its cursor back."""
        begun = operations.replay(subscriber=cursor.pk, **form.asked())
        said = what_it_reads(begun)
        if begun.kept_since is None:
            return said
        since = columns.day_of(begun.kept_since.date())
        return f"{said} {_now('Events before %(day)s are archived.') % {'day': since}}"

    @act(
        _("Read on"),
        title=_("Let this subscriber read on?"),
        description=_("It reads what came after its end, and follows the log again."),
        icon="play",
        when=lambda cursor: cursor.until is not None,
    )
    def read_on(self, request: SignedInRequest, cursor: Cursor, form: DialogForm) -> Words:
        """Take its end away."""
        return what_it_reads(operations.read_on(subscriber=cursor.pk))

    @act(
        _("Try what is parked"),
        title=_("Try everything again that this subscriber could not take?"),
        description=_("For when its cause is mended. The relay tries all of it in its next round."),
        icon="rotate-cw",
        when=lambda cursor: cursor.set_aside > 0,
    )
    def hurry(self, request: SignedInRequest, cursor: Cursor, form: DialogForm) -> Words:
        """Have all of it tried at once."""
        number = operations.hurry_all(subscriber=cursor.pk)
        return ngettext(
            "%(number)d event is tried again within seconds.",
            "%(number)d events are tried again within seconds.",
            number,
        ) % {"number": number}


@admin.register(Parked)
class ParkedAdmin(OfficeAdmin):
    """Events a subscriber could not take. They are tried again by themselves; somebody can hurry or dismiss them."""

    when_empty = _("An event that its subscriber cannot take waits here, with the reason, until it goes through.")
    list_display = ("subscriber", "shown_state", "last_error", "shown_next_try", "key")
    list_filter = (
        ParkedNeeds,
        ("subscriber", ContainsFilter),
        ("key", ContainsFilter),
        ranges.moments("parked_at", _("parked at")),
    )
    search_fields = ("subscriber", "key")
    search_help_text = _("Subscriber or key")
    fields = (
        ("subscriber", "shown_state"),
        ("key", "shown_event"),
        ("was_parked_at", "shown_next_try"),
        ("tries", "about"),
        "last_error",
    )
    readonly_fields = (
        "subscriber", "shown_state", "key", "shown_event", "was_parked_at", "shown_next_try", "tries", "about",
        "last_error",
    )  # fmt: skip
    was_parked_at = columns.moment("parked_at", _("parked at"))
    # Dead ones first: they wait for somebody.
    ordering = (F("dead_at").asc(nulls_last=True), "subscriber", "key", "position")
    actions_detail = ("hurry", "dismiss")
    seen_by = acted_by = ADMINISTRATORS

    def after_action(self, record: Parked) -> str:
        """The list: the event may be gone."""
        return reverse("admin:events_parked_changelist")

    @admin.display(description=_("state"), ordering="dead_at")
    def shown_state(self, parked: Parked) -> str:
        """Whether it goes on by itself."""
        if parked.dead_at:
            return columns.badge(_("Waits for you"), "brick")
        return columns.badge(_("Is tried again"), "amber")

    @admin.display(description=_("next try at"), ordering="next_try_at")
    def shown_next_try(self, parked: Parked) -> str:
        """When the relay tries it; never, once it is given up."""
        return columns.NOTHING if parked.dead_at else columns.when(parked.next_try_at)

    @admin.display(description=_("event"))
    def shown_event(self, parked: Parked) -> str:
        """The way to what it says."""
        event = Event.objects.filter(position=parked.position).first()
        return columns.link_to(event, f"{parked.position} · {event.type}") if event else str(parked.position)

    @admin.display(description=_("what the subscriber does"))
    def about(self, parked: Parked) -> str:
        """So that one can put it right by hand."""
        return about(parked.subscriber)

    @act(
        _("Try now"),
        title=_("Try this event again now?"),
        description=_("The relay tries it in its next round, and everything that waits behind it."),
        icon="rotate-cw",
    )
    def hurry(self, request: SignedInRequest, parked: Parked, form: DialogForm) -> Words:
        """Have it tried again at once."""
        operations.hurry_parked(parked=parked)
        return _now("It is tried again within seconds.")

    @act(
        _("Dismiss"),
        title=_("Skip this event for good?"),
        description=_(
            "Its subscriber will never see it. Do this only when you have put right by hand what it would do."
        ),
        submit=_("Skip it"),
        icon="trash-2",
        danger=True,
    )
    def dismiss(self, request: SignedInRequest, parked: Parked, form: DialogForm) -> Words:
        """Have the subscriber never see it."""
        operations.dismiss_parked(parked=parked)
        return _now("The event is skipped.")
