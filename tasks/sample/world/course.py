"""The course: waves, gatherings, members, who certainly was not trained, and a joint project."""

from datetime import date
from random import Random

from tasks.sample.world.geography import COUNTIES
from tasks.sample.world.world import LAST_DAY, Gathering, Member, Project, Wave, World

WAVES = (
    Wave("bolge-1", "Bølge 1 (oppdiktet)", date(2021, 4, 6)),
    Wave("bolge-2", "Bølge 2 (oppdiktet)", date(2022, 10, 4)),
    Wave("bolge-3", "Bølge 3 (oppdiktet)", date(2024, 4, 3)),
)
WAVE_COUNTIES = {"bolge-1": ("74", "76"), "bolge-2": ("72", "71"), "bolge-3": ("73", "76")}
"""Counties that each wave was held in: the first gives most of its members."""
THEMES = (
    ("Behovet før løsningen", "The need before the solution"),
    ("Dialog med markedet", "Dialogue with the market"),
    ("Sammen om anskaffelsen", "Buying together"),
)
ELSEWHERE_FROM = date(2018, 9, 1)
"""Day from which those trained elsewhere were trained."""


def add_course(world: World, random: Random) -> None:
    """Waves with their members and gatherings, and one joint project."""
    world.waves = list(WAVES)
    add_members(world, random)
    add_gatherings(world, random)
    together = tuple(member.organisation_number for member in world.members if member.wave_id == "bolge-1")[:4]
    world.projects = [
        Project(
            "dognapen-drommetjeneste",
            "Døgnåpen drømmetjeneste (oppdiktet)",
            date(2021, 9, 1),
            date(2024, 12, 31),
            together,
            ("døgnåpen", "drømmetjeneste"),
            ("48", "72"),
        )
    ]


def add_members(world: World, random: Random) -> None:
    """What is known of each municipality's training; of six nothing is known, and they are not listed."""
    today = sorted(world.on(LAST_DAY), key=lambda each: each.code)
    waves = choose(random, [each.code for each in today])
    free = [each.code for each in today if each.code not in waves and each.code not in {"7351", "7380"}]
    elsewhere = set(random.sample(free, 4))
    unknown = set(random.sample([code for code in free if code not in elsewhere], 6))
    starts = {wave.wave_id: wave.starts_on for wave in WAVES}
    for town in today:
        if town.code in unknown:
            continue
        wave = waves.get(town.code)
        status = "member" if wave else "trained_elsewhere" if town.code in elsewhere else "known_untrained"
        joined = starts[wave] if wave else ELSEWHERE_FROM if status == "trained_elsewhere" else None
        confidence = "likely" if status == "trained_elsewhere" else "certain"
        name = f"{town.short_name} kommune"
        world.members.append(
            Member(town.organisation_number, name, "municipality", status, wave, joined, confidence, town.code)
        )
    agency, wave = world.agencies[0], "bolge-1"
    world.members.append(
        Member(agency.organisation_number, agency.name, "state_agency", "member", wave, starts[wave], "certain")
    )


def choose(random: Random, codes: list[str]) -> dict[str, str]:
    """Wave by municipality number: most from the county it was held in, some from another."""
    chosen = {"7601": "bolge-1", "7432": "bolge-1", "7433": "bolge-1"}
    for wave, (first, second) in WAVE_COUNTIES.items():
        for county, many in ((first, 7), (second, 2)):
            free = [code for code in codes if code[:2] == county and code not in chosen]
            chosen |= dict.fromkeys(random.sample(free, many), wave)
    return chosen


def add_gatherings(world: World, random: Random) -> None:
    """Three gatherings a wave, a quarter apart, some eight participants from each member: project groups come whole."""
    for wave in WAVES:
        many = sum(member.wave_id == wave.wave_id for member in world.members)
        seat = f"{COUNTIES[WAVE_COUNTIES[wave.wave_id][0]][0]}by"
        for place, (theme_nb, theme_en) in enumerate(THEMES):
            month = wave.starts_on.month - 1 + 3 * place
            held_on = wave.starts_on.replace(year=wave.starts_on.year + month // 12, month=month % 12 + 1)
            world.gatherings.append(
                Gathering(
                    f"{wave.wave_id}-samling-{place + 1}",
                    wave.wave_id,
                    held_on,
                    seat,
                    theme_nb,
                    theme_en,
                    8 * many + random.randrange(-4, 5),
                )
            )
