"""Dates and texts as eForms writes them."""

from collections.abc import Iterable, Mapping
from datetime import date
from xml.sax.saxutils import escape

from tasks.sample.world.notice import Notice

SUMMER = range(4, 11)
EXTENSION = (
    "<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension>{inside}"
    "</efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>"
)


def offset(notice: Notice, day: date) -> str:
    """The offset a sender writes: local time, or UTC in some systems; the calendar date is local in each."""
    return "Z" if notice.of.index % 5 == 0 and notice.is_native else "+02:00" if day.month in SUMMER else "+01:00"


def local(notice: Notice, day: date) -> str:
    """A date as the notice writes it."""
    return f"{day.isoformat()}{offset(notice, day)}"


def texts(element: str, by_language: Mapping[str, str], tongues: Iterable[str]) -> str:
    """One element per language."""
    return "".join(
        f'<cbc:{element} languageID="{tongue}">{escape(by_language[tongue])}</cbc:{element}>' for tongue in tongues
    )


def described(texts: Mapping[str, str], tongues: Iterable[str], element: str) -> list[str]:
    """Texts of the extension's own elements."""
    return [f'<efbc:{element} languageID="{tongue}">{texts[tongue]}</efbc:{element}>' for tongue in tongues]
