"""The world's registers in the shapes in which the real ones answer: Brønnøysund, KLASS, PxWeb.

One file an answer, below `brreg/`, `klass/` and `ssb/`, named as the request.
"""

from collections.abc import Iterator

from tasks.sample.world.register_codes import (
    centrality,
    code_changes,
    county_codes,
    municipality_codes,
    organisation_numbers,
)
from tasks.sample.world.register_people import population
from tasks.sample.world.register_units import packed, unit_answers
from tasks.sample.world.world import World


def registers(world: World) -> Iterator[tuple[str, bytes]]:
    """Each answer as its path below the register folder and its bytes."""
    yield from unit_answers(world)
    yield "klass/131-codes.json", packed({"codes": municipality_codes(world)})
    yield "klass/131-changes.json", packed({"codeChanges": code_changes(world)})
    yield "klass/104-codes.json", packed({"codes": county_codes()})
    yield "klass/582-131-corresponds.json", packed({"correspondenceItems": organisation_numbers(world)})
    yield "klass/128-131-corresponds.json", packed({"correspondenceItems": centrality(world)})
    yield "ssb/07459.json", packed(population(world))
