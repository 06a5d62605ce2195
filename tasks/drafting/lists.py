"""Lists as people keep them: names of members, a line each, and gatherings with their day and place.

Any text file does. A line with a day in it begins a wave in a list of names; bullets, numbers of lists, blank lines and
lines that begin with # say nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from schemas.errors import UserError

MONTHS = """
januar januari january, februar february, mars march, april, mai may, juni june, juli july, august, september,
oktober october, november, desember december
"""
NUMBER_OF_MONTH = {name: at for at, names in enumerate(MONTHS.split(","), start=1) for name in names.split()}
IN_DIGITS = r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"
IN_WORDS = rf"(?P<d2>\d\d?)\.\s?(?:(?P<m2>\d\d?)\.|(?P<w>{'|'.join(NUMBER_OF_MONTH)}))\s?(?P<y2>\d{{4}})"
DAY = re.compile(rf"\b(?:{IN_DIGITS}|{IN_WORDS})\b", re.IGNORECASE)
BULLET = re.compile(r"^\s*(?:[-*•–·]|\d{1,3}[.)])\s+")
AS_TEXT = "Save it as plain text, a line each; from a workbook copy the column into a text file."


@dataclass(frozen=True)
class Line:
    """What a line of a list says, and where it stands."""

    file: str
    number: int
    text: str
    day: date | None = None

    @property
    def place(self) -> str:
        """As a person looks it up."""
        return f"{self.file}, line {self.number}"


@dataclass(frozen=True)
class Gathering:
    """A day, and what is known of it beside."""

    line: Line
    held_on: date
    place: str = ""
    participants: int | None = None
    theme: str = ""


def lines_of(path: Path) -> Iterator[Line]:
    """The lines that say something, each with the day that stands in it.

    Raises:
        UserError: the file cannot be read, is no text, or holds a day that the calendar has not.
    """
    for number, line in enumerate(text_of(path).splitlines(), start=1):
        bare = BULLET.sub("", line)
        text = (line if DAY.search(line) and not DAY.search(bare) else bare).strip().strip('"')  # 6. of 6. mars is none
        if text and not line.lstrip().startswith("#"):
            found = DAY.search(text)
            without = f"{text[: found.start()]} {text[found.end() :]}".strip() if found else text
            yield Line(path.name, number, without, day_of(found, path, number) if found else None)


def text_of(path: Path) -> str:
    """A text in UTF-8 or UTF-16, or as older programs of this country write it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}). Give a text file with a name a line.") from None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        raise UserError(f"{path}: is no text file. {AS_TEXT}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def day_of(found: re.Match[str], path: Path, number: int) -> date:
    """The day that is written.

    Raises:
        UserError: the calendar has none such.
    """
    month = found["m"] or found["m2"] or NUMBER_OF_MONTH[found["w"].lower()]
    try:
        return date(int(found["y"] or found["y2"]), int(month), int(found["d"] or found["d2"]))
    except ValueError:
        raise UserError(f"{path.name}, line {number}: no day of the calendar. Write it as 2024-03-01.") from None


def gatherings_in(path: Path) -> list[Gathering]:
    """The gatherings of a list: day, place, number of participants, theme, separated by commas, semicolons or tabs.

    Raises:
        UserError: a line has no day, or there is none.
    """
    found = []
    for line in lines_of(path):
        if line.day is None:
            raise UserError(f"{line.place}: no day. Write a gathering as: 2024-03-01, Place, 60, Theme")
        parts = [part.strip() for part in re.split(r"[;,\t]", line.text) if part.strip()]
        counts = [int(part) for part in parts if part.isdecimal()]
        words = [part for part in parts if not part.isdecimal()]
        place, theme = [*words, "", ""][:2]
        found.append(Gathering(line, line.day, place, counts[0] if counts else None, theme))
    if not found:
        raise UserError(f"{path}: holds no gathering. Write one a line, as: 2024-03-01, Place, 60, Theme")
    return sorted(found, key=lambda each: each.held_on)
