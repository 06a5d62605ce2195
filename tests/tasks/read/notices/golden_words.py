"""The golden competition as bytes, for tests that spoil it."""

from pathlib import Path


def competition():
    text = (Path(__file__).parent / "golden" / "eforms" / "competition.xml").read_text(encoding="utf-8")
    words = {
        "root": "ContractNotice",
        "subtype": "16",
        "form": "competition",
        "type": "cn-standard",
        "customization": "eforms-sdk-1.13",
    }
    for word, value in words.items():
        text = text.replace("{{" + word + "}}", value)
    return text.encode()
