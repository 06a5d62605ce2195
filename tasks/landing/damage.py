"""Damage of what cannot be made anew: landing, receipts, the key."""

from schemas.errors import UserError


class DamageError(UserError):
    """Raised where what is kept is gone or not what was written; says the file and the remedy.

    Nothing is published on it: what is published stays.
    """

    exit_code = 4
