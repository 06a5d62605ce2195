"""Names of files as they are shown. What a file is called is bytes that somebody else chose: any name is a name."""

import os
from pathlib import Path

BYTES = range(0xDC80, 0xDD00)
"""Where Python keeps bytes that are no UTF-8, in a name it got from the file system."""
ASCII = 0x80


def shown(name: str | Path) -> str:
    r"""A name with everything escaped that no screen shows. Two names that differ are shown differently.

    A backslash is doubled, a byte that is no UTF-8 is `\xe6`, any other character is `\n`, `\u2028` or such.
    """
    return "".join(map(escaped, os.fspath(name)))


def legible(text: str) -> str:
    """A message with what no screen shows escaped; its lines stay lines."""
    return "".join(letter if letter.isprintable() or letter == "\n" else escaped(letter) for letter in text)


def escaped(letter: str) -> str:
    """One character as it is shown."""
    if letter == "\\":
        return "\\\\"
    if letter.isprintable():
        return letter
    if (code := ord(letter)) in BYTES:
        return f"\\x{code - 0xDC00:02x}"
    if ASCII <= code < 2 * ASCII:  # \x85 is the byte, \u0085 the character
        return f"\\u{code:04x}"
    return letter.encode("unicode_escape").decode("ascii")
