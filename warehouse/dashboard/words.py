"""What the pages say, in bokmål and English, and how numbers are written in each."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

Language = Literal["nb", "en"]

LANGUAGES: tuple[Language, ...] = ("nb", "en")

NARROW = "\u202f"
"""Narrow no-break space: groups thousands, and stands before the per cent sign in Norwegian."""

UNITS: dict[str, dict[Language, str]] = {
    "days": {"nb": "dager", "en": "days"},
    "tenders": {"nb": "tilbud", "en": "tenders"},
    "notices": {"nb": "kunngjøringer", "en": "notices"},
    "awards": {"nb": "tildelinger", "en": "awards"},
    "lots": {"nb": "delkontrakter", "en": "lots"},
    "percent": {"nb": "prosent", "en": "per cent"},
}


@cache
def words(language: Language) -> Mapping[str, str]:
    """Every text of the pages in one language; the two languages hold the same keys, by a test."""
    return dict(said()[language])


@cache
def evidence_words() -> Mapping[str, Mapping[str, Any]]:
    """The texts of the pages of evidence, which speak both languages themselves."""
    return dict(said()["evidence"])


def said() -> dict[str, Any]:
    """The file of words."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def decimal(value: float, language: Language, places: int = 1) -> str:
    """`1 234,5` or `1,234.5`."""
    text = f"{value:,.{places}f}".replace("-", "−")
    return text.replace(",", NARROW).replace(".", ",") if language == "nb" else text


def whole(value: float, language: Language) -> str:
    """`1 234` or `1,234`."""
    return decimal(value, language, 0)


def percent(share: float, language: Language, places: int = 0) -> str:
    """`31 %` or `31%`."""
    return decimal(100 * share, language, places) + (f"{NARROW}%" if language == "nb" else "%")


def points(difference: float, language: Language) -> str:
    """A difference of shares: `+4,2 prosentpoeng` or `+4.2 percentage points`."""
    sign = "+" if difference > 0 else ""
    return sign + decimal(100 * difference, language) + (" prosentpoeng" if language == "nb" else " percentage points")


def amount(value: float, unit: str, language: Language) -> str:
    """A value of an indicator in its unit: a share as per cent, anything else with the unit's name."""
    if unit == "share":
        return percent(value, language)
    return f"{decimal(value, language)} {UNITS[unit][language]}"


def change(value: float, unit: str, language: Language) -> str:
    """A difference of two values of an indicator, with its sign."""
    if unit == "share":
        return points(value, language)
    return ("+" if value > 0 else "") + amount(value, unit, language)


def day(when: date, language: Language) -> str:
    """`3. mars 2026` or `3 March 2026`."""
    month = words(language)["months"].split()[when.month - 1]
    return f"{when.day}{'.' if language == 'nb' else ''} {month} {when.year}"


def moment(when: datetime, language: Language) -> str:
    """`3. mars 2026 kl. 14.05 UTC` or `3 March 2026 at 14:05 UTC`."""
    return day(when, language) + (f" kl. {when:%H.%M} UTC" if language == "nb" else f" at {when:%H:%M} UTC")


def numeric_day(when: date, language: Language) -> str:
    """`03.03.26` or `03/03/26`, where there is little room."""
    return f"{when:%d.%m.%y}" if language == "nb" else f"{when:%d/%m/%y}"
