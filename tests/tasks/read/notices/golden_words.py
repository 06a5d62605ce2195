"""Golden notices as bytes, for tests that compare them or spoil them: one of each kind, of one subtype or form."""

from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"
PIN, CN, CAN = "PriorInformationNotice", "ContractNotice", "ContractAwardNotice"
EFORMS = {
    "planning": (PIN, "4", "planning", "pin-only"),
    "competition": (CN, "16", "competition", "cn-standard"),
    "direct_award": (CAN, "25", "dir-awa-pre", "veat"),
    "result": (CAN, "29", "result", "can-standard"),
    "withheld": (CAN, "29", "result", "can-standard"),
    "modification": (CAN, "38", "cont-modif", "can-modif"),
    "change": (CN, "99", "change", "corr"),
}
"""Golden notice: root, subtype, form type (BT-03), notice type (BT-02)."""
TED_EXPORT = {
    "planning": ("F01_2014", "F01", "0"),
    "competition": ("F02_2014", "F02", "3"),
    "award": ("F03_2014", "F03", "7"),
    "design_result": ("F13_2014", "F13", "R"),
    "correction": ("F14_2014", "F14", "2"),
    "modification": ("F20_2014", "F20", "K"),
    "defence_planning": ("PRIOR_INFORMATION_DEFENCE", "16", "0"),
    "defence_competition": ("CONTRACT_DEFENCE", "17", "3"),
    "defence_award": ("CONTRACT_AWARD_DEFENCE", "18", "7"),
}
"""Golden notice: element of the form, form, type of document (TD)."""


def golden(folder, name, **words):
    text = (GOLDEN / folder / f"{name}.xml").read_text(encoding="utf-8")
    for word, value in words.items():
        text = text.replace("{{" + word + "}}", value)
    assert "{{" not in text
    return text.encode()


def competition():
    return eforms("competition")


def eforms(name):
    root, subtype, form, kind = EFORMS[name]
    return golden("eforms", name, root=root, subtype=subtype, form=form, type=kind, customization="eforms-sdk-1.13")


def ted_export(name):
    element, form, kind = TED_EXPORT[name]
    return golden("ted_export", name, element=element, form=form, type=kind, notice="", procedure="1")


def every():
    return [*map(eforms, EFORMS), *map(ted_export, TED_EXPORT)]
