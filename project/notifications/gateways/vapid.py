"""Our key for push messages: a push service sees by it that a message comes from whom the browser subscribed to."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs for one origin of a push service at a time."""

    key: ec.EllipticCurvePrivateKey
    contact: str

    @property
    def public_key(self) -> str:
        """As browsers take it: an uncompressed point in base64url."""
        point = serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        return _text_of(self.key.public_key().public_bytes(*point))

    def headers_for(self, endpoint: str) -> dict[str, str]:
        """The header that proves who we are to one push service, for twelve hours."""
        from py_vapid import Vapid02

        parts = urlsplit(endpoint)
        claims = {"sub": self.contact, "aud": f"{parts.scheme}://{parts.netloc}"}
        signed: dict[str, str] = Vapid02(private_key=self.key).sign(claims)
        return signed


def signer() -> Signer:
    """Give the signer of this house: the key from the environment, else the one `prepare` made."""
    return _signer(settings.VAPID_KEY or settings.VAPID_FILE.read_text(), settings.VAPID_CONTACT)


@cache
def _signer(secret: str, contact: str) -> Signer:
    number = int.from_bytes(_bytes_of(secret.strip()), "big")
    return Signer(ec.derive_private_key(number, ec.SECP256R1()), contact)


def make_key(file: Path) -> bool:
    """Make a key for nobody's eyes but ours, unless there is one; say whether it was made."""
    if file.exists():
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    draft = file.with_suffix(f".{os.getpid()}.part")
    opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w") as written:
        written.write(_text_of(number.to_bytes(32, "big")))
    draft.rename(file)
    return True


def _text_of(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def _bytes_of(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
