"""Who is not a municipality: counties, agencies, sub-units, enterprises, suppliers, purchasing units."""

from datetime import date
from random import Random

from tasks.sample.world.geography import COUNTIES
from tasks.sample.world.numbers import organisation_number
from tasks.sample.world.world import Membership, Organisation, PurchasingUnit, World


def numbers(first: int, many: int) -> list[str]:
    """Organisation numbers of one kind of organisation, spread out."""
    return [organisation_number(first + 2_311 * place) for place in range(many)]


def add_counties(world: World) -> None:
    """A county authority for each county of all times, and three state agencies."""
    for number, (name, since, until) in zip(numbers(41_000_000, len(COUNTIES)), COUNTIES.values(), strict=True):
        world.counties.append(Organisation(number, f"{name} fylkeskommune", "FYLK", f"{name}by", since, until))
    agencies = ("Drømmetilsynet", "Direktoratet for oppdiktede saker", "Eventyretaten")
    for number, name in zip(numbers(51_000_000, len(agencies)), agencies, strict=True):
        world.agencies.append(Organisation(number, name, "ORGL", "Tåkelandby", date(2017, 1, 1)))


def add_parts(world: World, random: Random) -> None:
    """Sub-units of the larger municipalities, and municipal enterprises of a few."""
    sub_unit, enterprise = iter(numbers(61_000_000, 300)), iter(numbers(71_000_000, 60))
    for town in world.municipalities:
        if town.population < 8_000 or any(unit.parent == town.organisation_number for unit in world.sub_units):
            continue
        last = max(
            (each.until for each in world.municipalities if each.organisation_number == town.organisation_number),
            key=lambda until: until or date.max,
        )
        world.sub_units += [
            Organisation(
                next(sub_unit),
                f"{town.short_name} kommune {part}",
                "ORGL",
                town.short_name,
                town.since,
                last,
                town.organisation_number,
            )
            for part in ("helse og omsorg", "oppvekst", "teknisk drift")[: 1 + random.randrange(3)]
        ]
        if town.population > 15_000:
            name = f"{town.short_name} eiendom KF"
            world.enterprises.append(
                Organisation(next(enterprise), name, "KF", town.short_name, town.since, last, town.organisation_number)
            )


def add_suppliers(world: World, random: Random) -> None:
    """Suppliers, most of them companies; some are sole traders, who are people."""
    firsts = [
        "Fjertunivers",
        "Skyslott",
        "Lykt",
        "Sjumilsteg",
        "Tryllestav",
        "Ullteppe",
        "Gråpus",
        "Ønskebrønn",
        "Reveskinn",
        "Saltkvern",
    ]
    seconds = ["Data", "Bygg", "Konsult", "System", "Drift", "Anlegg", "Interiør", "Renhold", "Transport", "Analyse"]
    for place, number in enumerate(numbers(11_000_000, 160)):
        town = random.choice(world.municipalities).short_name
        name = f"{firsts[place % 10]} {seconds[place // 10 % 10]}{'' if place < 100 else ' Nord'} AS"
        form = "AS"
        if place % 20 == 19:
            form, name = "ENK", f"Kanari Enkeltmann {place:03d} ENK"
        world.suppliers.append(Organisation(number, name, form, town, date(2010, 5, 3)))


def add_purchasing_units(world: World) -> None:
    """Three ways to buy together, with memberships that change."""
    by_code = {each.code: each for each in world.municipalities if each.until is None}
    host = by_code["7432"]
    own = numbers(72_000_000, 2)
    world.purchasing_units = [
        PurchasingUnit("sagaregionen", "Sagaregionen innkjøp", host.organisation_number, host.organisation_number),
        PurchasingUnit("maneland", "Måneland innkjøpssamarbeid IKS", own[0], None),
        PurchasingUnit("skodde", "Skodde innkjøpskontor", own[1], None),
    ]
    start, later, left = date(2017, 1, 1), date(2021, 1, 1), date(2023, 1, 1)
    rows = [
        *(("sagaregionen", code, start, None) for code in ("7432", "7433", "7434", "7435")),
        ("sagaregionen", "7436", later, None),
        ("sagaregionen", "7437", start, left),
        *(("maneland", code, start, None) for code in ("7304", "7305", "7306", "7307")),
        ("maneland", "7308", later, None),
        *(("skodde", code, later, None) for code in ("7212", "7213", "7214")),
    ]
    world.memberships = [
        Membership(unit, by_code[code].organisation_number, since, until) for unit, code, since, until in rows
    ]
