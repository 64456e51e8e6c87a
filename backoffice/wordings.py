"""What each kind of message says, in every language and by every channel, and how the office says it instead."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from backoffice.books import only_administrators
from backoffice.mails import kind_words
from project.identity.access import SignedInRequest
from project.identity.models import Language, User
from project.notifications import operations, queries
from project.notifications.channels import Channel
from project.notifications.kinds import KINDS
from project.notifications.letters import SHORT, Letter, write_letter, write_short
from project.notifications.models import Wording
from project.notifications.placeholders import faults_in, names_of
from project.notifications.registry import Kind


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody would say instead of us."""

    subject: str = ""
    short: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind in the list: by which channels it goes, and in which languages the office has its own words."""

    kind: Kind
    words: str
    channels: list[Channel]
    languages: list[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class Preview:
    """A kind as its reader gets it, made from its sample."""

    letter: Letter | None
    short: str


class WordingForm(forms.Form):
    """The three parts that can be said otherwise; what is left empty is said as before."""

    subject = forms.CharField(label=_("Subject"), max_length=150, required=False, widget=UnfoldAdminTextInputWidget())
    short = forms.CharField(
        label=_("Short text, for the bell and push"),
        max_length=SHORT,
        required=False,
        widget=UnfoldAdminTextInputWidget(),
    )
    lead = forms.CharField(
        label=_("First paragraph of the mail"),
        max_length=1000,
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, kind: Kind, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        for name in ("subject", "lead") if not kind.has_mail else ():
            del self.fields[name]
        if not kind.has_short:
            del self.fields["short"]

    def clean(self) -> dict[str, Any]:
        """Every gap has a name that the message knows."""
        typed = super().clean() or {}
        for name, words in list(typed.items()):
            for fault in faults_in(words, self.kind):
                self.add_error(name, fault)
        return typed

    def words(self) -> Words:
        """What was typed."""
        return Words(**self.cleaned_data)


def kinds_page(request: SignedInRequest) -> HttpResponse:
    """Every kind there is."""
    only_administrators(request)
    context = admin.site.each_context(request) | {"title": _("What we tell people"), "rows": kind_rows()}
    return render(request, "backoffice/kinds.html", context)


def kind_page(request: SignedInRequest, name: str, language: str) -> HttpResponse:
    """One kind in one language: what it says, and what it shall say instead; looked at before it is saved."""
    only_administrators(request)
    kind = find(name, language)
    stored = stored_words(kind, language)
    typed = request.POST if request.method == "POST" else None
    form = WordingForm(typed, kind=kind, initial={part: getattr(stored, part) for part in Words.__slots__})
    is_good = typed is not None and form.is_valid()
    if is_good and "save" in request.POST:
        return saved(request, kind, language, form.words())
    context = {
        "title": kind_words(kind.name),
        "kind": kind,
        "form": form,
        "language": language,
        "languages": [(code, label, address(kind, code)) for code, label in Language.choices],
        "names": names_of(kind),
        "is_preview": is_good,
        "preview": draw(kind, language, form.words() if is_good else stored),
    }
    status = 422 if form.errors else 200
    return render(request, "backoffice/kind.html", admin.site.each_context(request) | context, status=status)


def saved(request: SignedInRequest, kind: Kind, language: str, words: Words) -> HttpResponse:
    """Keep the words and say so."""
    operations.reword(kind=kind, language=language, subject=words.subject, short=words.short, lead=words.lead)
    messages.success(request, _now("Saved. The next message says it like this."))
    return redirect(address(kind, language))


def kind_rows() -> list[KindRow]:
    """Every kind with what the office says of it: one query."""
    worded = set(Wording.objects.values_list("kind", "language"))
    return [
        KindRow(
            kind,
            kind_words(kind.name),
            [channel for channel in Channel if channel in kind.channels and is_used(kind, channel)],
            [(label, address(kind, code), (kind.name, code) in worded) for code, label in Language.choices],
        )
        for kind in KINDS.values()
    ]


def is_used(kind: Kind, channel: Channel) -> bool:
    """An SMS goes only where its text is registered."""
    return channel != Channel.SMS or queries.is_texted(kind)


def stored_words(kind: Kind, language: str) -> Words:
    """What the office says now."""
    wording = queries.wording_of(kind, language)
    return Words(wording.subject, wording.short, wording.lead) if wording else Words()


def draw(kind: Kind, language: str, words: Words) -> Preview:
    """The message to somebody made up, with the kind's own sample."""
    reader = User(name="Asha Rao", email="asha@nivas.example", language=language)
    letter = write_letter(kind, kind.sample, to=reader, said=words) if kind.has_mail else None
    return Preview(letter, write_short(kind, kind.sample, to=reader, said=words) if kind.has_short else "")


def find(name: str, language: str) -> Kind:
    """The kind and language of an address. Raises Http404."""
    if name not in KINDS or language not in Language.values:
        raise Http404
    return KINDS[name]


def address(kind: Kind, language: str) -> str:
    """The page of a kind in a language."""
    return reverse("admin:kind", args=[kind.name, language])
