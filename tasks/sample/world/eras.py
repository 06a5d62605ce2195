"""What changed over the years in how notices are written and in what must be announced."""

from datetime import date

NATIVE_FROM = date(2023, 10, 30)
"""First day of native eForms on Doffin; what came before is served as converted Classic notices."""
NATIONAL_E_FROM = date(2026, 3, 2)
"""First day of the national forms E2, E3, E4 here."""
SDKS = (
    (NATIVE_FROM, "1.7"),
    (date(2024, 6, 3), "1.8"),
    (date(2024, 11, 4), "1.10"),
    (date(2025, 5, 5), "1.12"),
    (date(2026, 1, 12), "1.13"),
    (date(2026, 6, 1), "1.14"),
    (date(2026, 9, 7), "2.0"),
)
"""From when notices follow which SDK; one in five hundred is an old one, 1.2."""
EEA_THRESHOLDS = (
    (date(2017, 1, 1), 2_000_000, 51_000_000),
    (date(2020, 2, 1), 2_050_000, 51_500_000),
    (date(2022, 2, 1), 2_200_000, 56_000_000),
    (date(2024, 3, 14), 2_300_000, 57_800_000),
)
"""From when, for goods and services, for works: NOK without VAT, for municipalities."""
NATIONAL_THRESHOLD = 1_300_000
"""Below this a competition is announced of free will."""


def regime_of(day: date, value: int, nature: str) -> str:
    """`eea` or `national`, by the thresholds of the day."""
    _, services, works = [row for row in EEA_THRESHOLDS if row[0] <= day][-1]
    return "eea" if value >= (works if nature == "works" else services) else "national"
