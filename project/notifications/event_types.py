"""What notifications tells: what moved in somebody's bell."""

from project.events.registry import EventType, Holds, declare

declare(
    EventType(
        "alert.made",
        "Something new is in a person's bell.",
        key="alert",
        fields={"alert": Holds.ID, "person": Holds.ID},
    )
)
declare(
    EventType(
        "alert.read",
        "A person has read something in their bell; without `alert` all of it.",
        key="alert",
        fields={"alert": Holds.ID, "person": Holds.ID},
        optional={"alert"},
    )
)
