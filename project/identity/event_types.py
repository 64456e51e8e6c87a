"""What identity tells: who works for whom."""

from project.events.registry import EventType, Holds, declare

ROLE = {"membership": Holds.ID, "person": Holds.ID, "landlord": Holds.ID, "role": Holds.WORD}
ROLES = {
    "identity.role_given": "Somebody may now do more for a landlord.",
    "identity.role_taken": "Somebody has lost a role with a landlord; what they have open closes at once.",
}

for name, about in ROLES.items():
    declare(EventType(name, about, key="membership", fields=ROLE))
