"""What a notice says of changes: of an earlier notice, or of a contract."""

from collections.abc import Sequence

from tasks.sample.eforms.lots import lot_id
from tasks.sample.eforms.values import described
from tasks.sample.world.notice import Notice


def changes(notice: Notice, tongues: Sequence[str]) -> str:
    """What a change notice changes and why."""
    if notice.changes is None:
        return ""
    kind = notice.of.change.kind if notice.of.change and notice.step == "change" else "value"
    texts = {
        "cancelled": {"NOB": "Konkurransen er avlyst.", "NNO": "Konkurransen er avlyst.", "ENG": "Cancelled."},
        "extended": {"NOB": "Fristen er utsatt.", "NNO": "Fristen er utsett.", "ENG": "The deadline is extended."},
        "value": {"NOB": "Verdien er rettet.", "NNO": "Verdien er retta.", "ENG": "The value is corrected."},
        "corrected": {"NOB": "Vedlegg er rettet.", "NNO": "Vedlegg er retta.", "ENG": "An annex is corrected."},
    }[kind]
    section = "PROCEDURE" if kind == "cancelled" else lot_id(notice, 0)
    return (
        f"<efac:Changes><efbc:ChangedNoticeIdentifier>{notice.changes}</efbc:ChangedNoticeIdentifier>"
        f"<efac:Change>{''.join(described(texts, tongues, 'ChangeDescription'))}<efac:ChangedSection>"
        f"<efbc:ChangedSectionIdentifier>{section}</efbc:ChangedSectionIdentifier></efac:ChangedSection></efac:Change>"
        '<efac:ChangeReason><cbc:ReasonCode listName="change-corrig-justification">'
        f"{notice.change_reason}</cbc:ReasonCode>{''.join(described(texts, tongues, 'ReasonDescription'))}"
        "</efac:ChangeReason></efac:Changes>"
    )


def modification(notice: Notice, tongues: Sequence[str]) -> str:
    """Which contract was modified and why."""
    named = [name for kind, name in notice.refers_to if kind == "modified"]
    if not named:
        return ""
    texts = {
        "NOB": "Nye behov etter kontraktsinngåelse.",
        "NNO": "Nye behov etter kontraktsinngåing.",
        "ENG": "New needs after the conclusion of the contract.",
    }
    return (
        f"<efac:ContractModification><efbc:ChangedNoticeIdentifier>{named[0]}</efbc:ChangedNoticeIdentifier>"
        f"<efac:Change>{''.join(described(texts, tongues, 'ChangeDescription'))}<efac:ChangedSection>"
        "<efbc:ChangedSectionIdentifier>CON-0001</efbc:ChangedSectionIdentifier></efac:ChangedSection></efac:Change>"
        '<efac:ChangeReason><cbc:ReasonCode listName="modification-justification">add-wss</cbc:ReasonCode>'
        f"{''.join(described(texts, tongues, 'ReasonDescription'))}</efac:ChangeReason></efac:ContractModification>"
    )
