"""Who gets what answer at every address. A page missing here fails the tests: decide, then write it down.

A line of `TABLE` is a method and a route, exactly as the resolver spells it, and the answers for the six roles, for
their own things and, where the route names a thing, for another landlord's or tenant's. The tenant's own thing is the
paid booking of the first world (world.py); to landlord, manager and mess staff that world's house is their own, but
its tenant's private pages are not. What stands for a parameter is said in asking.py, FILLINGS.
"""

from dataclasses import dataclass

from tests.conventions.world import ROLES

Expected = dict[str, int | str]

IN = "in"  # the gate lets this role in; what the page then says is the package's own business


@dataclass(frozen=True)
class Answers:
    """Six answers for one's own, six for another's (None: the address names nothing of anybody's)."""

    own: Expected
    foreign: Expected | None = None


def row(guest: int, tenant: int, landlord: int, manager: int, mess_staff: int, administrator: int) -> Expected:
    return dict(zip(ROLES, (guest, tenant, landlord, manager, mess_staff, administrator), strict=True))


def same(status: int) -> Answers:
    """The same for everybody."""
    return Answers(row(*[status] * 6))


def signed_in(status: int) -> Answers:
    """A guest is sent to sign in, everybody else gets this."""
    return Answers(row(302, *[status] * 5))


def tenants_own(status: int) -> Answers:
    """Only whose it is; to everybody else, administrators included, it does not exist."""
    return Answers(row(302, status, 404, 404, 404, 404), row(302, 404, 404, 404, 404, 404))


def tenants_own_and_administrators(status: int) -> Answers:
    return Answers(row(302, status, 404, 404, 404, status), row(302, 404, 404, 404, 404, status))


def its_members(status: int, *, guest: int = 404) -> Answers:
    """The tenant, the house's people and administrators; a guest may be asked to sign in, for it could be theirs."""
    return Answers(row(guest, status, status, status, 404, status), row(guest, 404, 404, 404, 404, status))


def its_author(status: int) -> Answers:
    return Answers(row(404, status, 404, 404, 404, 404), row(404, 404, 404, 404, 404, 404))


def staff(status: int) -> Answers:
    """Landlords, managers and administrators; whoever cooks has no business there."""
    return Answers(row(302, 403, status, status, 403, status))


def its_staff(status: int) -> Answers:
    """Those of this landlord; to another's it does not exist."""
    return Answers(row(302, 403, status, status, 403, status), row(302, 403, 404, 404, 403, status))


def its_landlord(status: int) -> Answers:
    """Who of the staff said it; to their colleagues, and to administrators, it is not there to be changed."""
    return Answers(row(302, 403, status, 404, 403, 404), row(302, 403, 404, 404, 403, 404))


def those_it_was_said_to(status: int) -> Answers:
    return Answers(row(404, 404, status, status, 404, status), row(404, 404, 404, 404, 404, status))


TABLE: dict[str, Answers] = {
    # Everybody's pages.
    "GET ": same(200),
    "GET rooms/": same(200),
    "GET rooms/<slug:slug>/": Answers(row(200, 200, 200, 200, 200, 200), row(200, 200, 200, 200, 200, 200)),
    "GET places/": same(200),
    "GET sitemap.xml": same(200),
    "GET robots.txt": same(200),
    "GET manifest.webmanifest": same(200),
    "GET help/": same(200),
    "GET notices/": same(200),
    r"GET ^((?:help|notices)/(?:[\w\-]+/)*)$": same(404),
    "GET media/images/<str:name>": same(404),
    "GET styleguide/": same(200),
    "GET styleguide/places/": same(200),
    # Booking and paying.
    "GET rooms/<slug:slug>/hold/": Answers(row(302, 302, 302, 302, 302, 302), row(302, 302, 302, 302, 302, 302)),
    "POST rooms/<slug:slug>/hold/": Answers(row(302, 422, 422, 422, 422, 422), row(302, 422, 422, 422, 422, 422)),
    "GET rooms/<slug:slug>/wait/": Answers(row(302, 302, 302, 302, 302, 302), row(302, 302, 302, 302, 302, 302)),
    "POST rooms/<slug:slug>/wait/": Answers(row(302, 422, 422, 422, 422, 422), row(302, 422, 422, 422, 422, 422)),
    "GET waitlist/<uuid:public_id>/": tenants_own(200),
    "GET waitlist/<uuid:public_id>/status/": tenants_own(200),
    "POST waitlist/<uuid:public_id>/leave/": tenants_own(302),
    "GET bookings/": signed_in(200),
    "GET bookings/<uuid:public_id>/": tenants_own(200),
    "GET bookings/<uuid:public_id>/status/": tenants_own(200),
    "GET bookings/<uuid:public_id>/pay/": tenants_own(302),
    "POST bookings/<uuid:public_id>/pay/": tenants_own(302),
    "GET bookings/<uuid:public_id>/return/": tenants_own(302),
    "GET bookings/<uuid:public_id>/cancel/": tenants_own(200),
    "POST bookings/<uuid:public_id>/cancel/": tenants_own(200),
    "GET stay/": signed_in(200),
    "GET bills/": signed_in(200),
    "GET bills/<uuid:public_id>.pdf": tenants_own_and_administrators(200),
    "GET bills/payments.csv": signed_in(200),
    "POST webhooks/stripe/": same(400),
    # Messages. Guests have theirs too, by their browser; the tenant of each world talks to that world's house.
    "GET messages/": same(200),
    "GET messages/ask/": same(200),
    "POST messages/ask/": same(422),
    "POST messages/support/": signed_in(303),
    "POST messages/house/<uuid:booking>/": tenants_own(303),
    "GET messages/link/<str:token>/": same(302),
    "GET messages/<uuid:public_id>/": its_members(200, guest=302),
    "GET messages/<uuid:public_id>/newer/": its_members(200),
    "POST messages/<uuid:public_id>/read/": its_members(204),
    "GET messages/<uuid:public_id>/send/": its_members(302),
    "POST messages/<uuid:public_id>/typing/": its_members(204),
    "GET messages/<uuid:public_id>/files/<uuid:file>/": its_members(302),
    "GET messages/<uuid:public_id>/said/<uuid:message>/edit/": its_author(200),
    "GET messages/<uuid:public_id>/said/<uuid:message>/delete/": its_author(200),
    "POST messages/<uuid:public_id>/said/<uuid:message>/delete/": its_author(303),
    "GET messages/<uuid:public_id>/said/<uuid:message>/report/": those_it_was_said_to(200),
    "POST messages/<uuid:public_id>/said/<uuid:message>/report/": those_it_was_said_to(422),
    "POST messages/<uuid:public_id>/people/<uuid:member>/stop/": those_it_was_said_to(302),
    "POST messages/<uuid:public_id>/people/<uuid:member>/allow/": those_it_was_said_to(302),
    # One's own account.
    "GET account/": signed_in(200),
    "POST account/": signed_in(422),
    "GET account/portrait/<uuid:public_id>/": tenants_own_and_administrators(200),
    "POST account/preferences/": same(303),
    "GET account/resume/": signed_in(302),
    "GET account/email/": signed_in(200),
    "GET account/password/change/": signed_in(302),  # nobody here has a password yet: to the next line
    "GET account/password/set/": signed_in(200),
    "GET account/sessions/": signed_in(200),
    # What is new for somebody, and how they wish to be told.
    "GET alerts/": signed_in(200),
    "GET alerts/bell/": signed_in(200),
    "POST alerts/read/": signed_in(302),
    "GET alerts/<uuid:public_id>/": tenants_own(302),
    "POST alerts/<uuid:public_id>/read/": tenants_own(302),
    "GET account/notifications/": signed_in(200),
    "POST account/notifications/": signed_in(422),
    "POST account/notifications/devices/": signed_in(422),
    "POST account/notifications/devices/<uuid:public_id>/forget/": tenants_own(302),
    "POST account/notifications/mailbox/": signed_in(302),
    "GET offline/": same(200),
    "GET sw.js": same(200),
    # What people pay with. Adding needs an amount; whose it is not, for them it does not exist.
    "GET account/payment-methods/": signed_in(200),
    "GET account/payment-methods/add/": signed_in(302),
    "POST account/payment-methods/add/": signed_in(422),
    "GET account/payment-methods/<uuid:public_id>/return/": tenants_own(302),
    "POST account/payment-methods/<uuid:public_id>/first/": tenants_own(302),
    "GET account/payment-methods/<uuid:public_id>/remove/": tenants_own(200),
    "POST account/payment-methods/<uuid:public_id>/remove/": tenants_own(302),
    # Coming in, and out.
    "GET account/login/": Answers(row(200, 302, 302, 302, 302, 302)),
    "POST account/login/": Answers(row(200, 302, 302, 302, 302, 302)),
    "GET account/signup/": Answers(row(200, 302, 302, 302, 302, 302)),
    "POST account/signup/": Answers(row(200, 302, 302, 302, 302, 302)),
    "GET account/logout/": signed_in(200),
    "POST account/logout/": same(302),
    "GET account/inactive/": same(200),
    "GET account/confirm-email/": same(302),
    "GET account/login/code/confirm/": same(302),
    "GET account/password/reset/": same(200),
    "GET account/password/reset/done/": same(200),
    "GET account/password/reset/key/done/": same(200),
    "GET account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": same(200),
    # The second factor. Only the tenant has one, a passkey; who has nothing to show again is refused.
    "GET account/reauthenticate/": Answers(row(302, 302, 403, 403, 403, 403)),
    "GET account/2fa/": signed_in(200),
    "GET account/2fa/authenticate/": same(302),
    "GET account/2fa/reauthenticate/": Answers(row(302, 302, 403, 403, 403, 403)),
    "GET account/2fa/totp/activate/": signed_in(200),
    "GET account/2fa/totp/deactivate/": signed_in(404),
    "GET account/2fa/recovery-codes/": signed_in(404),
    "GET account/2fa/recovery-codes/generate/": signed_in(200),
    "GET account/2fa/recovery-codes/download/": signed_in(404),
    "GET account/2fa/webauthn/": signed_in(200),
    "GET account/2fa/webauthn/add/": signed_in(200),
    "GET account/2fa/webauthn/login/": same(302),
    "GET account/2fa/webauthn/reauthenticate/": Answers(row(302, 200, 403, 403, 403, 403)),
    "GET account/2fa/webauthn/keys/<int:pk>/edit/": tenants_own(200),
    "POST account/2fa/webauthn/keys/<int:pk>/edit/": tenants_own(200),
    "GET account/2fa/webauthn/keys/<int:pk>/remove/": tenants_own(200),
    "POST account/2fa/webauthn/keys/<int:pk>/remove/": tenants_own(302),
    # Those who watch the house.
    "GET health/live": same(200),
    "GET health/ready": same(200),
    "GET metrics": same(200),
    # The back office, besides its records.
    "GET office/": Answers(row(302, 403, 200, 200, 200, 200)),
    "GET office/search/": Answers(row(302, 403, 200, 200, 200, 200)),
    "GET office/rail/": Answers(row(302, 403, 200, 200, 200, 200)),
    "GET office/kitchen/": Answers(row(302, 403, 200, 200, 200, 200)),
    # Whose work a conversation is answers it; what is decided of it, administrators decide.
    "GET office/messages/": staff(200),
    "POST office/messages/duty/": staff(303),
    "GET office/messages/<uuid:public_id>/": its_staff(200),
    "GET office/messages/<uuid:public_id>/newer/": its_staff(200),
    "POST office/messages/<uuid:public_id>/read/": its_staff(204),
    "POST office/messages/<uuid:public_id>/send/": its_staff(422),
    "POST office/messages/<uuid:public_id>/typing/": its_staff(204),
    "GET office/messages/<uuid:public_id>/files/<uuid:file>/": its_staff(200),
    "GET office/messages/<uuid:public_id>/said/<uuid:message>/edit/": its_landlord(200),
    "POST office/messages/<uuid:public_id>/said/<uuid:message>/edit/": its_landlord(422),
    "GET office/messages/<uuid:public_id>/said/<uuid:message>/delete/": its_landlord(200),
    "POST office/messages/<uuid:public_id>/said/<uuid:message>/delete/": its_landlord(303),
    "POST office/messages/<uuid:public_id>/give/": its_staff(303),
    "POST office/messages/<uuid:public_id>/close/": its_staff(303),
    "POST office/messages/<uuid:public_id>/reopen/": its_staff(303),
    "GET office/messages/<uuid:public_id>/stop/": its_staff(200),
    "POST office/messages/<uuid:public_id>/stop/": its_staff(422),
    "POST office/messages/<uuid:public_id>/allow/": its_staff(303),
    "GET office/messages/replies/": staff(200),
    "GET office/messages/replies/add/": staff(200),
    "POST office/messages/replies/add/": staff(422),
    "GET office/messages/replies/<uuid:public_id>/": its_staff(200),
    "POST office/messages/replies/<uuid:public_id>/": its_staff(422),
    "POST office/messages/replies/<uuid:public_id>/remove/": its_staff(303),
    "GET office/messages/hours/": Answers(row(302, 403, 302, 302, 403, 200)),
    "GET office/messages/hours/<slug:whose>/": its_staff(200),
    "POST office/messages/hours/<slug:whose>/": its_staff(422),
    "POST office/messages/hours/<slug:whose>/remove/": its_staff(303),
    "GET office/moderation/": Answers(row(302, 403, 403, 403, 403, 200)),
    "GET office/moderation/<uuid:public_id>/": Answers(row(302, 403, 403, 403, 403, 200)),
    "POST office/moderation/<uuid:public_id>/decide/": Answers(row(302, 403, 403, 403, 403, 303)),
    "GET office/books/": Answers(row(302, 403, 403, 403, 403, 200)),
    "POST office/books/": Answers(row(302, 403, 403, 403, 403, 200)),
    "GET office/books/state/": Answers(row(302, 403, 403, 403, 403, 200)),
    "POST office/books/check/": Answers(row(302, 403, 403, 403, 403, 302)),
    "POST office/books/compare/": Answers(row(302, 403, 403, 403, 403, 302)),
    "GET office/kinds/": Answers(row(302, 403, 403, 403, 403, 200)),
    "GET office/kinds/<slug:name>/<slug:language>/": Answers(row(302, 403, 403, 403, 403, 200)),
    "POST office/kinds/<slug:name>/<slug:language>/": Answers(row(302, 403, 403, 403, 403, 200)),
    "GET office/autocomplete/": Answers(row(302, 403, 403, 403, 403, 403)),  # nothing named to complete
    "GET office/jsi18n/": Answers(row(302, 403, 200, 200, 200, 200)),
    "POST office/logout/": Answers(row(302, 403, 302, 302, 302, 302)),
    "GET office/login/": same(302),
    "GET office/password_change/": same(302),
    "GET office/password_change/done/": same(302),
}

# Trees that a package keeps: the gate's answer for every address in them. Staff become editors by Wagtail's groups.
AREAS: dict[str, Answers] = {
    "office/": Answers(
        {"guest": 302, "tenant": 403, "landlord": IN, "manager": IN, "mess_staff": IN, "administrator": IN}
    ),
    "cms/": Answers(
        {"guest": 302, "tenant": 403, "landlord": 403, "manager": 403, "mess_staff": 403, "administrator": IN}
    ),
}

LANDLORD = ("landlord", "administrator")
MANAGERS = ("landlord", "manager", "administrator")
ADMINISTRATOR = ("administrator",)


@dataclass(frozen=True)
class Record:
    """Who does what with the records of one model. What is scoped does not exist for another landlord's people."""

    seen: tuple[str, ...]
    added: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    exported: bool = True
    actions: str = ""
    acted: tuple[str, ...] = MANAGERS
    is_scoped: bool = True

    def pages(self) -> dict[str, Answers]:
        """Every page of the model, with its answers."""
        return {
            "": by(self.seen, otherwise=403),
            "add/": by(self.added, otherwise=403),
            "export/": by(self.seen if self.exported else (), otherwise=403),
            "<id>/": self.of_record(ROLES, status=302),
            "<id>/change/": self.of_record(self.seen, otherwise=404 if self.is_scoped else 403),
            "<id>/history/": self.of_record(self.seen, otherwise=404),
            "<id>/delete/": self.of_record(self.deleted),
            **{f"<id>/{action}/": self.of_record(self.acted) for action in self.actions.split()},
        }

    def of_record(self, roles: tuple[str, ...], *, otherwise: int = 403, status: int = 200) -> Answers:
        own = by(roles, otherwise=otherwise, status=status).own
        if not self.is_scoped or status == 302:
            return Answers(own, own)
        hidden = {role: 404 for role in roles if role != "administrator"}
        return Answers(own, {**own, **hidden})


def by(roles: tuple[str, ...], *, otherwise: int, status: int = 200) -> Answers:
    return Answers({role: status if role in roles else otherwise for role in ROLES})


OFFICE_MODELS: dict[str, Record] = {
    "booking/booking": Record(
        seen=MANAGERS, actions="confirm move_in_today move_out_today change_dates cancel", acted=MANAGERS
    ),
    "booking/waitlistentry": Record(seen=MANAGERS),
    "booking/room": Record(seen=MANAGERS, added=MANAGERS),
    "booking/unit": Record(seen=MANAGERS, actions="block"),
    "booking/occupancy": Record(seen=MANAGERS, actions="lift"),
    "catalog/property": Record(seen=MANAGERS, added=LANDLORD, actions="publish unpublish"),
    "catalog/unittype": Record(seen=MANAGERS, added=MANAGERS, actions="set_rate offer withdraw"),
    "catalog/assignment": Record(seen=LANDLORD, added=LANDLORD, deleted=LANDLORD),
    "catalog/locality": Record(seen=MANAGERS, added=ADMINISTRATOR, is_scoped=False),
    "catalog/amenity": Record(seen=MANAGERS, added=ADMINISTRATOR, is_scoped=False),
    "identity/user": Record(seen=MANAGERS),
    "identity/landlord": Record(seen=LANDLORD, added=ADMINISTRATOR),
    "identity/membership": Record(seen=LANDLORD, added=LANDLORD, deleted=LANDLORD),
    "payments/payment": Record(seen=MANAGERS),
    "payments/refund": Record(seen=MANAGERS, actions="hurry repeat", acted=ADMINISTRATOR),
    "payments/attempt": Record(seen=MANAGERS, actions="ask_again"),
    "payments/receipt": Record(seen=MANAGERS),
    "payments/savedmethod": Record(seen=ADMINISTRATOR),
    "payments/inboxevent": Record(seen=ADMINISTRATOR, actions="try_again", acted=ADMINISTRATOR),
    "payments/dispute": Record(seen=MANAGERS, actions="answer_it", acted=ADMINISTRATOR),
    "payments/suspenseitem": Record(seen=ADMINISTRATOR, actions="match send_back", acted=ADMINISTRATOR),
    "payments/reconciliationrun": Record(seen=ADMINISTRATOR),
    "payments/reconciliationfinding": Record(seen=ADMINISTRATOR),
    "payments/movement": Record(seen=ADMINISTRATOR),
    "ledger/account": Record(seen=LANDLORD),
    "ledger/entry": Record(seen=LANDLORD),
    "ledger/posting": Record(seen=LANDLORD),
    "ledger/seal": Record(seen=ADMINISTRATOR),
    "ledger/checkrun": Record(seen=ADMINISTRATOR),
    "notifications/delivery": Record(seen=ADMINISTRATOR, actions="send_again", acted=ADMINISTRATOR),
    "notifications/suppression": Record(seen=ADMINISTRATOR, actions="lift", acted=ADMINISTRATOR),
    "events/event": Record(seen=ADMINISTRATOR, exported=False),
    "events/cursor": Record(seen=ADMINISTRATOR, exported=False, actions="replay read_on hurry", acted=ADMINISTRATOR),
    "events/archive": Record(seen=ADMINISTRATOR, exported=False),
    "events/parked": Record(seen=ADMINISTRATOR, exported=False, actions="hurry dismiss", acted=ADMINISTRATOR),
    "django_q/schedule": Record(seen=ADMINISTRATOR, exported=False),
    "django_q/failure": Record(seen=ADMINISTRATOR, exported=False),
    "django_q/success": Record(seen=ADMINISTRATOR, exported=False),
    "django_q/ormq": Record(seen=ADMINISTRATOR, exported=False),
}
