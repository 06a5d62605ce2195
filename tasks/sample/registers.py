"""The world's registers in the shapes in which the real ones answer: Brønnøysund, KLASS, PxWeb.

One file an answer, below `brreg/`, `klass/` and `ssb/`, named as the request.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from tasks.sample.geography import COUNTIES, FIRST_DAY, UNKNOWN, Municipality
from tasks.sample.world import LAST_DAY, Organisation, World

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
CENTRALITY = "Mest sentrale|Nest mest sentrale|Mellomsentrale 1|Mellomsentrale 2|Nest minst sentrale|Minst sentrale"


def registers(world: World) -> Iterator[tuple[str, bytes]]:
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
    yield "klass/131-codes.json", packed({"codes": municipality_codes(world)})
    yield "klass/131-changes.json", packed({"codeChanges": code_changes(world)})
    yield "klass/104-codes.json", packed({"codes": county_codes()})
    yield "klass/582-131-corresponds.json", packed({"correspondenceItems": organisation_numbers(world)})
    yield "klass/128-131-corresponds.json", packed({"correspondenceItems": centrality(world)})
    yield "ssb/07459.json", packed(population(world))


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
    told: dict[str, Any] = {
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
        told["forretningsadresse"]["kommunenummer"] = code
    if unit.parent:
        told["overordnetEnhet"] = unit.parent
    return told | {"_links": {"self": {"href": f"{API}/enheter/{unit.organisation_number}"}}}


def deleted(unit: Organisation) -> dict[str, Any]:
    """One unit that is gone, as the register answers when asked for it by number."""
    told = {
        "organisasjonsnummer": unit.organisation_number,
        "navn": unit.name.upper(),
        "organisasjonsform": form_of(unit),
        "slettedato": unit.until.isoformat() if unit.until else None,
    }
    if unit.parent:
        told["overordnetEnhet"] = unit.parent
    return told | {"_links": {"self": {"href": f"{API}/enheter/{unit.organisation_number}"}}}


def form_of(unit: Organisation) -> dict[str, Any]:
    """The organisation form with its words."""
    return {
        "kode": unit.form,
        "beskrivelse": FORMS[unit.form],
        "_links": {"self": {"href": f"{API}/organisasjonsformer/{unit.form}"}},
    }


def klass_code(code: str, name: str, since: date, until: date | None) -> dict[str, Any]:
    """One code as KLASS answers when asked for a range."""
    return {
        "code": code,
        "parentCode": None,
        "level": "1",
        "name": name,
        "shortName": "",
        "presentationName": "",
        "validFrom": None,
        "validTo": None,
        "notes": "",
        "validFromInRequestedRange": since.isoformat(),
        "validToInRequestedRange": until.isoformat() if until else None,
    }


def municipality_codes(world: World) -> list[dict[str, Any]]:
    """KLASS 131: every number and name with its period, and the code for unknown."""
    codes = [klass_code(each.code, each.name, each.since, each.until) for each in world.municipalities]
    return [*codes, klass_code(UNKNOWN, "Uoppgitt", FIRST_DAY, None)]


def county_codes() -> list[dict[str, Any]]:
    """KLASS 104."""
    codes = [klass_code(code, name, since, until) for code, (name, since, until) in COUNTIES.items()]
    return [*codes, klass_code(UNKNOWN[:2], "Uoppgitt", FIRST_DAY, None)]


def code_changes(world: World) -> list[dict[str, Any]]:
    """KLASS 131 changes: the one that keeps its number is not told, only who went into it."""
    return [
        {
            "oldCode": change.old.code,
            "oldName": change.old.name,
            "oldShortName": "",
            "newCode": change.new.code,
            "newName": change.new.name,
            "newShortName": "",
            "changeOccurred": change.on.isoformat(),
        }
        for change in world.changes
    ]


def item(source: str, source_name: str, town: Municipality, since: date, until: date | None) -> dict[str, Any]:
    """One correspondence with a municipality."""
    return {
        "sourceCode": source,
        "sourceName": source_name,
        "sourceShortName": "",
        "targetCode": town.code,
        "targetName": town.name,
        "targetShortName": "",
        "validFrom": since.isoformat(),
        "validTo": until.isoformat() if until else None,
    }


def organisation_numbers(world: World) -> list[dict[str, Any]]:
    """KLASS 582 against 131."""
    return [
        item(each.organisation_number, f"{each.short_name} kommune", each, each.since, each.until)
        for each in world.municipalities
    ]


def centrality(world: World) -> list[dict[str, Any]]:
    """KLASS 128 against 131, as of the map of 2024."""
    names = CENTRALITY.split("|")
    return [
        item(str(each.centrality), f"{names[each.centrality - 1]} kommuner", each, date(2024, 1, 1), None)
        for each in world.on(LAST_DAY)
    ]


def population(world: World) -> dict[str, Any]:
    """SSB table 07459 as json-stat2: people on 1 January, with a point where the number was not in use."""
    codes = sorted({each.code for each in world.municipalities})
    years = [str(year) for year in range(FIRST_DAY.year, LAST_DAY.year + 1)]
    values = [people(world, code, int(year)) for code in codes for year in years]
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "07459: Befolkning, etter region, statistikkvariabel og år (oppdiktet)",
        "source": "Statistisk sentralbyrå (oppdiktet utvalg)",
        "updated": "2026-02-24T07:00:00Z",
        "id": ["Region", "ContentsCode", "Tid"],
        "size": [len(codes), 1, len(years)],
        "dimension": {
            "Region": dimension("region", {code: town_name(world, code) for code in codes}),
            "ContentsCode": dimension("statistikkvariabel", {"Personer1": "Personer"}),
            "Tid": dimension("år", {year: year for year in years}),
        },
        "value": values,
        "status": {str(place): "." for place, value in enumerate(values) if value is None},
        "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
        "extension": {"px": {"tableid": "07459", "decimals": 0}},
    }


def dimension(label: str, categories: dict[str, str]) -> dict[str, Any]:
    """One dimension of json-stat2."""
    index = {code: place for place, code in enumerate(categories)}
    return {"label": label, "category": {"index": index, "label": categories}}


def town_name(world: World, code: str) -> str:
    """The last name of a number."""
    return [each for each in world.municipalities if each.code == code][-1].name


def people(world: World, code: str, year: int) -> int | None:
    """People on 1 January, or None where the number was not in use; those who came by a merger count from then."""
    day = date(year, 1, 1)
    found = [each for each in world.municipalities if each.code == code and each.holds_on(day)]
    if not found:
        return None
    came_later = sum(
        change.old.population * change.share
        for change in world.changes
        if change.new.code == code and change.kind in {"absorbed", "split"} and change.on > day >= found[0].since
    )
    return round((found[0].population - came_later) * (1 + 0.004 * (year - LAST_DAY.year)))
