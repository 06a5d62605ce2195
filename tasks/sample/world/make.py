"""Make a world: a pure function of a seed. The same world serves notices, registers, programme folder and surveys."""

from random import Random

from tasks.sample.world.bodies import add_counties, add_parts, add_purchasing_units, add_suppliers
from tasks.sample.world.course import add_course
from tasks.sample.world.geography import draw_map
from tasks.sample.world.world import World


def make_world(seed: int) -> World:
    """The world of a seed."""
    drawn = draw_map(seed)
    world = World(seed, municipalities=[*drawn.past, *drawn.now.values()], changes=drawn.changes)
    world.municipalities.sort(key=lambda each: (each.since, each.code))
    random = Random(f"world {seed}")
    add_counties(world)
    add_parts(world, random)
    add_suppliers(world, random)
    add_purchasing_units(world)
    add_course(world, random)
    return world
