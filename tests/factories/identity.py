"""People and the landlords they work for."""

import hashlib
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils.text import slugify
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

from project.identity.models import Landlord, Membership, Role, User

PASSWORD = "demo-nivas"

_numbers = count(1)


def create_person(name: str = "Asha Rao", *, email: str = "", password: str | None = None, **fields: Any) -> User:
    """Somebody with a verified e-mail; give a password only to a test that signs in with it (hashing is slow)."""
    address = email or f"{slugify(name)}-{next(_numbers)}@example.test"
    user = User.objects.create_user(address, password, name=name, **fields)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def create_passkey(person: User, name: str = "Phone") -> Authenticator:
    """A passkey as a real device would have registered it, bar its private half."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    identity = f"passkey-{next(_numbers)}".encode()
    held = AttestedCredentialData.create(Aaguid(bytes(16)), identity, key)
    device = AuthenticatorData.create(hashlib.sha256(b"testserver").digest(), 0x45, 0, bytes(held))
    response = {
        "attestationObject": websafe_encode(bytes(AttestationObject.create("none", device, {}))),
        "clientDataJSON": websafe_encode(b'{"type":"webauthn.create","challenge":"","origin":"http://testserver"}'),
    }
    said = {"id": websafe_encode(identity), "rawId": websafe_encode(identity), "type": "public-key"}
    credential = {**said, "response": response, "clientExtensionResults": {"credProps": {"rk": True}}}
    return WebAuthn.add(person, name, credential).instance


def create_tenant(name: str = "Asha Rao", **fields: Any) -> User:
    """Somebody who rents."""
    return create_person(name, **fields)


def create_administrator(name: str = "Meera Iyer", **fields: Any) -> User:
    """Somebody who may do everything."""
    return create_person(name, is_staff=True, is_superuser=True, **fields)


def create_landlord(name: str = "Kaveri Homes") -> Landlord:
    """A landlord without people or properties yet."""
    return Landlord.objects.create(name=name, slug=f"{slugify(name)}-{next(_numbers)}")


def create_staff(role: Role, *, landlord: Landlord | None = None, name: str = "Ravi Gowda", **fields: Any) -> User:
    """Somebody with this role for a landlord (a new one when none is given)."""
    user = create_person(name, is_staff=True, **fields)
    Membership.objects.create(user=user, landlord=landlord or create_landlord(), role=role)
    return user


def create_landlord_user(*, landlord: Landlord | None = None, name: str = "Leela Shetty", **fields: Any) -> User:
    """The person behind a landlord."""
    return create_staff(Role.LANDLORD, landlord=landlord, name=name, **fields)


def create_manager(*, landlord: Landlord | None = None, name: str = "Manoj Pai", **fields: Any) -> User:
    """Somebody who manages for a landlord."""
    return create_staff(Role.MANAGER, landlord=landlord, name=name, **fields)


def create_mess_staff(*, landlord: Landlord | None = None, name: str = "Chandra Naik", **fields: Any) -> User:
    """Somebody who cooks and serves for a landlord."""
    return create_staff(Role.MESS_STAFF, landlord=landlord, name=name, **fields)
