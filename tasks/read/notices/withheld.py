"""Fields that a notice withholds: they stand beside what they hide, so anywhere; most notices have none.

Source: eForms SDK, efac:FieldsPrivacy (BT-195 to BT-198).
"""

from typing import Any

from tasks.read.notices.eforms import EFORMS
from tasks.read.notices.walker import blank

CBC, EFAC, EFBC = (f"{{{EFORMS.namespaces[prefix]}}}" for prefix in ("cbc", "efac", "efbc"))
CAC_LOT = f"{{{EFORMS.namespaces['cac']}}}ProcurementProjectLot"
WHERE = (CAC_LOT, f"{EFAC}LotResult", f"{EFAC}LotTender", f"{EFAC}SettledContract", f"{EFAC}TenderingParty")


def withheld(root: Any, document: int) -> list[tuple[Any, ...]]:
    """Rows of `withheld_fields`: lot, result, tender or contract it stands in, field, reason, words, date."""
    return [
        (
            document,
            place(element),
            element.findtext(f"{EFBC}FieldIdentifierCode"),
            element.findtext(f"{CBC}ReasonCode"),
            next((said for each in element.iterfind(f"{EFBC}ReasonDescription") if not blank(said := each.text)), None),
            element.findtext(f"{EFBC}PublicationDate"),
        )
        for element in root.iter(f"{EFAC}FieldsPrivacy")
    ]


def place(element: Any) -> str | None:
    """Identifier of what surrounds the element."""
    for around in element.iterancestors(*WHERE):
        identifier: str | None = around.findtext(f"{CBC}ID")
        return identifier
    return None
