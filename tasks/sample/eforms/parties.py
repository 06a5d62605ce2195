"""Organisations of a notice and the parts they play. Each has a contact person: a canary."""

from xml.sax.saxutils import escape

from tasks.sample.buyers import Party
from tasks.sample.notices import Notice

LEGAL_TYPES = {"municipality": "la", "county": "ra", "state_agency": "cga", "purchasing_unit": "body-pl-la"}
REVIEW = Party("Tåkeland oppdiktede tingrett", "513000006", "Tåkelandby")


def organisations(notice: Notice, tongue: str) -> str:
    """Buyers first, then the review body, then whoever won: ORG-0001, ORG-0002 and on."""
    buyers = [notice.of.party, *notice.of.others]
    told = [
        organisation(place, party, notice, tongue, leads=place == 0 and len(buyers) > 1)
        for place, party in enumerate(buyers)
    ]
    told.append(organisation(len(buyers), REVIEW, notice, tongue))
    if notice.step in {"result", "modification", "completion"}:
        winners = [(each.winner, each.winner_size) for each in notice.of.lots if each.winner]
        for place, (winner, size) in enumerate(winners, len(buyers) + 1):
            won = Party(winner.name, winner.organisation_number, winner.seat)
            told.append(organisation(place, won, notice, tongue, size=size, is_person=winner.form == "ENK"))
    return f"<efac:Organizations>{''.join(told)}</efac:Organizations>"


def organisation(
    place: int,
    party: Party,
    notice: Notice,
    tongue: str,
    *,
    leads: bool = False,
    size: str | None = None,
    is_person: bool = False,
) -> str:
    """One organisation with a contact person: a canary, which must never pass the door."""
    flags = "<efbc:GroupLeadIndicator>true</efbc:GroupLeadIndicator>" if leads else ""
    if is_person:
        flags += "<efbc:NaturalPersonIndicator>true</efbc:NaturalPersonIndicator>"
    scheme = ' schemeID="002"' if notice.is_native else ""
    number = (
        f"<cac:PartyLegalEntity><cbc:CompanyID{scheme}>{escape(party.number)}</cbc:CompanyID></cac:PartyLegalEntity>"
        if party.number
        else ""
    )
    sized = f'<efbc:CompanySizeCode listName="economic-operator-size">{size}</efbc:CompanySizeCode>' if size else ""
    language = f' languageID="{tongue}"' if notice.is_native else ""
    canary = f"{notice.of.index:06d}"
    return (
        f"<efac:Organization>{flags}<efac:Company>{sized}"
        f'<cac:PartyIdentification><cbc:ID schemeName="organization">ORG-{place + 1:04d}</cbc:ID>'
        f"</cac:PartyIdentification><cac:PartyName><cbc:Name{language}>{escape(party.name)}</cbc:Name></cac:PartyName>"
        f"<cac:PostalAddress><cbc:StreetName>Oppdiktet gate {place + 1}</cbc:StreetName>"
        f"<cbc:CityName>{party.seat}</cbc:CityName>"
        '<cac:Country><cbc:IdentificationCode listName="country">NOR</cbc:IdentificationCode></cac:Country>'
        f"</cac:PostalAddress>{number}<cac:Contact><cbc:Name>Kanari Kontaktperson {canary}</cbc:Name>"
        f"<cbc:Telephone>+47 00{canary}</cbc:Telephone>"
        f"<cbc:ElectronicMail>kanari.kontakt{canary}@sample.invalid</cbc:ElectronicMail></cac:Contact>"
        "</efac:Company></efac:Organization>"
    )


def contracting_parties(notice: Notice) -> str:
    """One element per buyer, each naming an organisation."""
    kind = LEGAL_TYPES[notice.of.buyer.kind]
    typed = (
        '<cac:ContractingPartyType><cbc:PartyTypeCode listName="buyer-legal-type">'
        f"{kind}</cbc:PartyTypeCode></cac:ContractingPartyType>"
        '<cac:ContractingActivity><cbc:ActivityTypeCode listName="authority-activity">gen-pub</cbc:ActivityTypeCode>'
        "</cac:ContractingActivity>"
        if notice.is_native
        else ""
    )
    return "".join(
        f'<cac:ContractingParty>{typed}<cac:Party><cac:PartyIdentification><cbc:ID schemeName="organization">'
        f"ORG-{place + 1:04d}</cbc:ID></cac:PartyIdentification></cac:Party></cac:ContractingParty>"
        for place in range(1 + len(notice.of.others))
    )
