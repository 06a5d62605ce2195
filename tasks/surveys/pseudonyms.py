"""Keyed pseudonyms: the same person gives the same word, and nobody without the key can say who it is.

HMAC-SHA-256 under a key that lies outside the repository and the warehouse. Each use has its own domain (a
programme's respondents, contact persons in notices, tombstones), so that words of one cannot be joined to another's.
"""

import hashlib
import hmac
import os
import re
import secrets
import stat
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from schemas.errors import UserError
from tasks.landing.durable import sync_folder
from tasks.read.masking import seen

KEY_BYTES = 32
SAME_BYTES = 8
"""A key with fewer different bytes than this is a default somebody typed, not a random one."""
PHONE = re.compile(r"[+0-9()][0-9 \u00a0\u202f().\-–/]{6,}[0-9]")
COUNTRY = re.compile(r"^(?:0047|47)(?=[0-9]{8}$)")


class KeyRefusedError(UserError):
    """Raised when a key is no key: empty, short, a default, or readable by others; says the remedy."""


@dataclass(frozen=True)
class Key:
    """A secret and its public name. The secret is not shown when the key is printed."""

    secret: bytes = field(repr=False)

    @property
    def key_id(self) -> str:
        """Name that tells two keys apart and gives neither away."""
        return self.digest("key id", "")[:12]

    def digest(self, domain: str, value: str) -> str:
        """HMAC of a value in a domain, 64 hexadecimal digits."""
        return hmac.new(self.secret, f"{domain}\x1f{value}".encode(errors="surrogatepass"), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Pseudonymiser:
    """A key bound to a domain: value in, 32 hexadecimal digits out."""

    key: Key
    domain: str

    def __call__(self, value: str) -> str:
        """The pseudonym of a value; spelling variants of one value give one pseudonym."""
        return self.key.digest(self.domain, normal_form(value))[:32]


def normal_form(value: str) -> str:
    """A value as it is hashed: one Unicode form, no case, single blanks; a number as its digits without +47."""
    text = " ".join(unicodedata.normalize("NFKC", seen(value)).casefold().split())
    if PHONE.fullmatch(text):
        return COUNTRY.sub("", re.sub(r"\D", "", text))
    return text


def open_key(path: Path) -> Key:
    """The key in a file; made at first use, 32 random bytes in hexadecimal, mode 0600.

    Raises:
        KeyRefusedError: the file holds no usable key, or others may read it.
    """
    if not path.exists():
        make_key(path)
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyRefusedError(f"{path}: others may read this key. Run `chmod 600` on it.")
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        raise KeyRefusedError(f"{path}: not a key. Expected {2 * KEY_BYTES} hexadecimal digits. {_REMEDY}") from None
    if len(secret) < KEY_BYTES or len(set(secret)) < SAME_BYTES:
        raise KeyRefusedError(f"{path}: empty, too short or a default: a key is {KEY_BYTES} random bytes. {_REMEDY}")
    return Key(secret)


def make_key(path: Path) -> None:
    """Write a new key so that the path holds all of it or does not exist; of two at once, one key stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(part)  # unlike a rename, a link never replaces a key that came first
    except FileExistsError:
        pass
    finally:
        part.unlink()
    sync_folder(path.parent)


_REMEDY = (
    "Restore the right one from your backup: with another one no pseudonym is the same, and who was erased comes back."
)
