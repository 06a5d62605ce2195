"""Organisations of a notice and the parts they play. Each has a contact person: a canary."""

from xml.sax.saxutils import escape

from tasks.sample.world.buyers import Party
from tasks.sample.world.notice import Notice
from tasks.sample.world.world import Organisation

LEGAL_TYPES = {"municipality": "la", "county": "ra", "state_agency": "cga", "purchasing_unit": "body-pl-la"}
REVIEW = Party("Tåkeland oppdiktede tingrett", "513000006", "Tåkelandby")


def organisations(notice: Notice, tongue: str) -> str:
    """Buyers first, then the review body, then whoever won: ORG-0001, ORG-0002 and on."""
    buyers = [notice.of.party, *notice.of.others]
    leads = len(buyers) > 1
    elements = [
        organisation(place, party, notice, tongue, leads=leads and not place) for place, party in enumerate(buyers)
    ]
    elements.append(organisation(len(buyers), REVIEW, notice, tongue))
    for place, (winner, size) in enumerate(winners(notice), len(buyers) + 1):
        won = Party(winner.name, winner.organisation_number, winner.seat)
        is_person = winner.form == "ENK" and notice.is_native
        elements.append(organisation(place, won, notice, tongue, size=size, is_person=is_person))
    return f"<efac:Organizations>{''.join(elements)}</efac:Organizations>"


def winners(notice: Notice) -> list[tuple[Organisation, str]]:
    """Who won, lot by lot, a partner after the leader, with the size told."""
    if not notice.tells_winners:
        return []
    return [(each, lot.winner_size) for lot in notice.of.lots for each in (lot.winner, lot.partner) if each is not None]


def buyer_id(notice: Notice, place: int) -> str:
    """How the notice refers to a buyer: the organisation, or the first one's touchpoint."""
    return "TPO-0001" if place == 0 and notice.is_native and notice.of.has_touchpoint else f"ORG-{place + 1:04d}"


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
    """One organisation with a contact person: a canary, which must never land."""
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
        f"</efac:Company>{touchpoint(party, place, notice)}</efac:Organization>"
    )


def touchpoint(party: Party, place: int, notice: Notice) -> str:
    """The buyer's procurement office, which some notices name in its place."""
    if buyer_id(notice, place) != "TPO-0001" or party is REVIEW:
        return ""
    return (
        '<efac:TouchPoint><cac:PartyIdentification><cbc:ID schemeName="touchpoint">TPO-0001</cbc:ID>'
        "</cac:PartyIdentification><cac:PartyName><cbc:Name>Innkjøpskontoret (oppdiktet)</cbc:Name></cac:PartyName>"
        f"<cac:PostalAddress><cbc:CityName>{party.seat}</cbc:CityName></cac:PostalAddress></efac:TouchPoint>"
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
        f"<cac:ContractingParty>{typed}<cac:Party><cac:PartyIdentification>{reference(buyer_id(notice, place))}"
        "</cac:PartyIdentification></cac:Party></cac:ContractingParty>"
        for place in range(1 + len(notice.of.others))
    )


def reference(party_id: str) -> str:
    """An organisation or touchpoint by its identifier in the notice."""
    scheme = "touchpoint" if party_id.startswith("TPO") else "organization"
    return f'<cbc:ID schemeName="{scheme}">{party_id}</cbc:ID>'
