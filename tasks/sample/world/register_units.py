"""Brønnøysund's answers: units by organisation form, page by page, and units that are gone, one by one."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from tasks.sample.world.geography import FIRST_DAY
from tasks.sample.world.world import Organisation, World

PAGE = 50
FORMS = {
    "KOMM": "Kommune",
    "FYLK": "Fylkeskommune",
    "ORGL": "Organisasjonsledd",
    "KF": "Kommunalt foretak",
    "IKS": "Interkommunalt selskap",
    "ANNA": "Annen juridisk person",
}
API = "https://data.brreg.invalid/enhetsregisteret/api"


def unit_answers(world: World) -> Iterator[tuple[str, bytes]]:
    """Each answer as its path below the register folder and its bytes."""
    units = [*municipality_units(world), *world.counties, *world.agencies, *world.enterprises, *world.sub_units]
    units += [
        Organisation(unit.organisation_number, unit.name, form, "Skoddelandby", FIRST_DAY)
        for unit, form in zip((u for u in world.purchasing_units if u.host is None), ("IKS", "ANNA"), strict=True)
    ]
    codes = {each.organisation_number: each.code for each in world.municipalities}
    for form in FORMS:
        yield from brreg_pages(form, [unit for unit in units if unit.form == form], codes)
    for unit in units:
        if unit.until:
            yield f"brreg/enheter-{unit.organisation_number}.json", packed(deleted(unit))


def packed(answer: Any) -> bytes:
    """JSON as the interfaces send it: UTF-8, compact."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


def municipality_units(world: World) -> list[Organisation]:
    """Each municipality once as a legal entity, from its first to its last day."""
    spans: dict[str, Organisation] = {}
    for each in world.municipalities:
        begun = spans.get(each.organisation_number)
        name = f"{each.short_name} kommune"
        spans[each.organisation_number] = Organisation(
            each.organisation_number,
            name,
            "KOMM",
            each.short_name,
            begun.since if begun else each.since,
            each.until,
        )
    return list(spans.values())


def brreg_pages(form: str, units: Sequence[Organisation], codes: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """The search for one organisation form, page by page; a deleted unit is in no search."""
    live = [unit for unit in units if unit.until is None]
    pages = max(1, -(-len(live) // PAGE))
    for page in range(pages):
        query = f"{API}/enheter?organisasjonsform={form}&size={PAGE}"
        answer: dict[str, Any] = {"_links": {"self": {"href": f"{query}&page={page}"}}}
        if live:
            shown = live[page * PAGE : (page + 1) * PAGE]
            answer = {"_embedded": {"enheter": [entity(unit, codes) for unit in shown]}} | answer
        if page + 1 < pages:
            answer["_links"]["next"] = {"href": f"{query}&page={page + 1}"}
        answer["page"] = {"size": PAGE, "totalElements": len(live), "totalPages": pages, "number": page}
        yield f"brreg/enheter-{form}-{page}.json", packed(answer)


def entity(unit: Organisation, codes: dict[str, str]) -> dict[str, Any]:
    """One unit as the search answers it."""
    entry: dict[str, Any] = {
        "organisasjonsnummer": unit.organisation_number,
        "navn": unit.name.upper(),
        "organisasjonsform": form_of(unit),
        "registreringsdatoEnhetsregisteret": unit.since.isoformat(),
        "registrertIMvaregisteret": False,
        "forretningsadresse": {
            "land": "Norge",
            "landkode": "NO",
            "postnummer": "0000",
            "poststed": unit.seat.upper(),
            "adresse": ["Oppdiktet gate 1"],
            "kommune": unit.seat.upper(),
        },
        "konkurs": False,
        "underAvvikling": False,
        "underTvangsavviklingEllerTvangsopplosning": False,
        "maalform": "Bokmål",
    }
    code = codes.get(unit.organisation_number) or codes.get(unit.parent or "")
    if code:
        entry["forretningsadresse"]["kommunenummer"] = code
    if unit.parent:
        entry["overordnetEnhet"] = unit.parent
    return entry | {"_links": {"self": {"href": f"{API}/enheter/{unit.organisation_number}"}}}


def deleted(unit: Organisation) -> dict[str, Any]:
    """One unit that is gone, as the register answers when asked for it by number."""
    entry = {
        "organisasjonsnummer": unit.organisation_number,
        "navn": unit.name.upper(),
        "organisasjonsform": form_of(unit),
        "slettedato": unit.until.isoformat() if unit.until else None,
    }
    if unit.parent:
        entry["overordnetEnhet"] = unit.parent
    return entry | {"_links": {"self": {"href": f"{API}/enheter/{unit.organisation_number}"}}}


def form_of(unit: Organisation) -> dict[str, Any]:
    """The organisation form with its words."""
    return {
        "kode": unit.form,
        "beskrivelse": FORMS[unit.form],
        "_links": {"self": {"href": f"{API}/organisasjonsformer/{unit.form}"}},
    }
