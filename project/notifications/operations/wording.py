"""What administrators say instead of us."""

from typing import Any

from project.kernel import clock
from project.kernel.errors import Refusal
from project.kernel.transactions import transaction
from project.notifications.models import Wording
from project.notifications.placeholders import faults_in
from project.notifications.registry import Kind


class WordingWrong(Refusal):
    """The words have a gap that nothing fills: whoever reads them would see a hole."""

    code = "wording_wrong"
    message = "%(fault)s"


@transaction()
def reword(*, kind: Kind, language: str, subject: str, short: str, lead: str) -> Wording | None:
    """Say something else than we do from now on, for one kind in one language; with nothing said, ours again.

    Raises: WordingWrong.
    """
    words: dict[str, Any] = {"subject": subject, "short": short, "lead": lead}
    for fault in (fault for text in words.values() for fault in faults_in(text, kind)):
        raise WordingWrong(fault=fault)
    if not any(words.values()):
        Wording.objects.filter(kind=kind.name, language=language).delete()
        return None
    kept = words | {"changed_at": clock.now()}
    wording, _made = Wording.objects.update_or_create(kind=kind.name, language=language, defaults=kept)
    return wording
