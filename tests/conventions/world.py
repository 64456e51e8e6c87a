"""Two landlords with everything of theirs, so that each address can be asked for one's own and for another's."""

from dataclasses import dataclass, field
from uuid import UUID

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db.models import Model
from django_q.models import Schedule, Task

from project.booking.models import Booking, Occupancy
from project.booking.operations import join_waitlist
from project.chat.models import Message
from project.chat.operations import report, save_canned_reply
from project.events.models import Archive, Cursor, Event, Parked
from project.identity.models import Landlord, User
from project.kernel import clock
from project.ledger import operations as ledger
from project.ledger.models import Account, AccountKind, Entry, Posting
from project.notifications.models import Delivery, Suppression
from project.payments.models import (
    FindingKind,
    InboxEvent,
    Movement,
    Payment,
    Receipt,
    ReconciliationFinding,
    ReconciliationRun,
    RunKind,
    SetupAttempt,
)
from tests.factories.booking import create_booked, create_unit, in_days
from tests.factories.catalog import assign, create_amenity, create_published_property, show_photo
from tests.factories.chat import create_stay, landlord_of, pdf, person_of, say, staff_of
from tests.factories.identity import (
    create_administrator,
    create_landlord,
    create_landlord_user,
    create_manager,
    create_mess_staff,
    create_passkey,
    create_tenant,
)
from tests.factories.ledger import post
from tests.factories.methods import create_method
from tests.factories.notifications import create_alert, create_device
from tests.factories.payments import DEPOSIT, create_dispute, create_payment, create_refund, create_stray

ROLES = ("guest", "tenant", "landlord", "manager", "mess_staff", "administrator")
NOWHERE = UUID(int=0)


@dataclass
class World:
    """One landlord's house, its people, and one booking that is paid for."""

    people: dict[str, User | None]
    things: dict[type[Model], Model] = field(default_factory=dict)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)

    def key(self, label: str) -> str:
        """The primary key of this world's row of a model, or of any row where landlords do not divide them."""
        model = apps.get_model(label)
        thing = self.things.get(model) or model._default_manager.first()
        return str(thing.pk) if thing else "0"

    def public_id(self, label: str) -> UUID:
        return self.things[apps.get_model(label)].public_id  # type: ignore[attr-defined]

    def landlords_words(self) -> UUID:
        """What this world's landlord answered the tenant."""
        return Message.objects.get(author__user=self.people["landlord"]).public_id

    def slug(self, label: str) -> str:
        return self.things[apps.get_model(label)].slug  # type: ignore[attr-defined]


def build_world(administrator: User) -> World:
    """Everything through the product's own operations; needs the `fake_gateway` fixture."""
    landlord = create_landlord()
    people: dict[str, User | None] = {
        "guest": None,
        "tenant": create_tenant(portrait=storages["private"].save("people/asha.jpg", ContentFile(b"a photo"))),
        "landlord": create_landlord_user(landlord=landlord),
        "manager": create_manager(landlord=landlord),
        "mess_staff": create_mess_staff(landlord=landlord),
        "administrator": administrator,
    }
    house = create_published_property(landlord=landlord)
    assignment = assign(people["manager"], house)
    assign(people["mess_staff"], house)
    unit_type = house.unit_types.get()
    unit = create_unit(unit_type)
    booking = create_booked(unit_type, by=people["tenant"])
    payment = create_payment(by=people["tenant"], subject=booking.subject)
    things = [
        landlord,
        house,
        show_photo(house),
        assignment,
        assignment.membership,
        unit_type,
        unit,
        unit.room,
        booking,
        Occupancy.objects.get(booking=booking),
        join_waitlist(by=people["tenant"], unit_type_id=unit_type.public_id, move_in=in_days(7)),
        payment,
        payment.attempt,
        create_drawn_receipt(payment),
        create_refund(payment),
        create_dispute(payment),
        *create_books(landlord, booking),
        create_method(by=people["tenant"]),
        SetupAttempt.objects.get(person=people["tenant"]),
        create_alert(people["tenant"]),
        create_device(people["tenant"]),
        *create_talk(booking),
        people["tenant"],
        create_passkey(people["tenant"]),
    ]
    return World(people, {type(thing): thing for thing in things})


def create_drawn_receipt(payment: Payment) -> Receipt:
    """A receipt whose PDF lies in the private files."""
    file = storages["private"].save("receipts/r.pdf", ContentFile(b"%PDF-1.7"))
    return Receipt.objects.create(payment=payment, number=f"R/2627/{payment.pk:06}", file=file)


def create_talk(booking: Booking) -> tuple[Model, ...]:
    """The tenant's conversation with the house: something said, with a file, reported, answered, and a reply kept."""
    stay = create_stay(booking)
    tenant = person_of(stay)
    message = say(tenant, "The lease", files=[pdf()])
    flag = report(by=staff_of(stay), about=tenant, reason="spam", message=message)
    say(staff_of(stay, landlord_of(stay)), "We read it.")
    kept = {"landlord": landlord_of(stay).memberships.get().landlord, "title": "Gate", "text": "It closes at eleven."}
    return stay, tenant, message, message.attachments.get(), flag, save_canned_reply(by=landlord_of(stay), **kept)


def create_books(landlord: Landlord, booking: Booking) -> tuple[Account, Posting, Entry]:
    """What a landlord sees of the ledger: money of a booking that is theirs now."""
    lines = [
        ledger.debit(AccountKind.CASH, DEPOSIT),
        ledger.credit(AccountKind.LANDLORD_PAYABLE, DEPOSIT, landlord=landlord),
    ]
    posting = post(source=booking.subject, kind="deposit.kept", subject=booking.subject, lines=lines)
    entry = posting.entries.get(account__landlord=landlord)
    return entry.account, posting, entry


def build_worlds() -> tuple[World, World]:
    """The world everybody asks from, and another landlord's."""
    administrator = create_administrator()
    worlds = build_world(administrator), build_world(administrator)
    build_what_nobody_owns(administrator)
    return worlds


def build_what_nobody_owns(administrator: User) -> None:
    """One row of each table that landlords do not divide, so that its pages show something."""
    create_amenity()
    Delivery.objects.create(kind="account_exists", to=administrator, context={"reset_path": "/"})
    Suppression.objects.create(address="gone@nivas.example", reason="550 No such mailbox")
    Cursor.objects.create(subscriber="tests")
    Archive.objects.create(month="2026-03-01", file="events-2026-03.jsonl.gz", sha256="", events=1, last_position=1)
    event = Event.objects.latest("id")
    Parked.objects.create(subscriber="tests", key=event.key, position=event.pk)
    InboxEvent.objects.create(event_id="evt_1", type="checkout.session.completed", body={})
    create_stray()
    run = ReconciliationRun.objects.create(kind=RunKind.BY_HAND)
    ReconciliationFinding.objects.create(run=run, kind=FindingKind.EVENTS_MISSED, object_id="evt_1")
    Movement.objects.create(gateway_id="txn_1", kind="charge", net_paise=100, moved_at=clock.now())
    ledger.check_books()
    Schedule.objects.get_or_create(name="tests", func="jobs.booking.lapse_holds")
    for number, is_success in enumerate((True, False)):
        done = {"started": clock.now(), "stopped": clock.now(), "success": is_success}
        Task.objects.create(id=f"{number:032}", name=f"t{number}", func="jobs.booking.lapse_holds", **done)
