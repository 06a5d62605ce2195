"""The one kind of error that is meant for the person at the keyboard."""


class UserError(Exception):
    """Raised when something a person gave cannot be used: the message says what, where, which rule, and the remedy.

    The command prints the message alone, and exits with `exit_code`.
    """

    exit_code = 1
