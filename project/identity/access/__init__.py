"""Who may open which page. Faces mark their views; everything unmarked is private."""

from project.identity.access.gate import AccessGate
from project.identity.access.requests import PortalRequest, SignedInRequest
from project.identity.access.typed import KeptForm, kept_form, restore_typed
from project.kernel.web.marks import Mark, mark_of, office, public, signed_in

__all__ = [
    "AccessGate",
    "KeptForm",
    "Mark",
    "PortalRequest",
    "SignedInRequest",
    "kept_form",
    "mark_of",
    "office",
    "public",
    "restore_typed",
    "signed_in",
]
