"""Numbers that look right and belong to nobody: organisation numbers, notice ids, publication numbers.

- Organisation numbers pass mod 11 and begin with 1–7; Brønnøysund issues only 8 and 9.
- Notice and procedure ids are UUIDs of version 5 below `NAMESPACE`; eForms asks for version 4, so no real one is hit.
- Publication numbers (Doffin, TED, Official Journal) carry the year plus `YEAR_SHIFT`: 2019 becomes 9019.
"""

from hashlib import sha1
from itertools import count
from uuid import NAMESPACE_DNS, UUID, uuid5

NAMESPACE = uuid5(NAMESPACE_DNS, "sample.bestillerpuls.invalid")
YEAR_SHIFT = 7000
WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


def organisation_number(after: int) -> str:
    """The first number with nine digits that passes mod 11 and whose first eight digits are `after` or more."""
    return next(number for first in count(after) if (number := checked(first)))


def checked(first_eight: int) -> str | None:
    """The eight digits with their control digit, or None where mod 11 gives ten, which is never issued."""
    digits = f"{first_eight:08d}"
    remainder = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11
    control = (11 - remainder) % 11
    return None if control == 10 else f"{digits}{control}"


def uuid(name: str) -> str:
    """The version 5 UUID of a name below `NAMESPACE` (as `uuid.uuid5`, at a third of its cost)."""
    digest = sha1(NAMESPACE.bytes + name.encode(), usedforsecurity=False).digest()
    return str(UUID(bytes=digest[:16], version=5))


def doffin_id(year: int, number: int) -> str:
    """What Doffin would call a publication: `9024-100123`."""
    return f"{year + YEAR_SHIFT}-{number:06d}"


def ted_number(year: int, number: int) -> str:
    """What TED would call a publication: `123456-9024`, eight digits from eForms on."""
    return f"{number:06d}-{year + YEAR_SHIFT}"


def journal_number(year: int, issue: int, number: int) -> str:
    """The same publication as the Official Journal wrote it until 2023: `9019/S 123-456789`."""
    return f"{year + YEAR_SHIFT}/S {issue:03d}-{number:06d}"
