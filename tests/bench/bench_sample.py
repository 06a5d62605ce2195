"""How fast the sample is made: drawing alone, with the documents written, and with all of it packed."""

import time

from tasks.sample.world.buyers import Market
from tasks.sample.world.make import make_world
from tasks.sample.write import announcements, contents, documents

MANY = 3_000


def timed(work):
    started = time.perf_counter()
    many = work()
    return many, time.perf_counter() - started


def draw():
    return sum(len(announced) for _, announced in announcements(Market(make_world(1)), MANY))


def write():
    return sum(len(list(documents(announced))) for _, announced in announcements(Market(make_world(1)), MANY))


def everything():
    return sum(1 for _ in contents(MANY, 1))


def main():
    for _ in range(2):  # the first round warms up
        _, drawing = timed(draw)
        many, writing = timed(write)
        _, packing = timed(everything)
    print(f"{'step':32}{'seconds':>10}{'notices/s':>12}{'ratio':>8}")
    for step, seconds in (
        ("draw procurements and notices", drawing),
        ("and write their documents", writing),
        ("and pack, registers, surveys", packing),
    ):
        print(f"{step:32}{seconds:10.2f}{MANY / seconds:12,.0f}{seconds / drawing:8.2f}")
    print(f"{MANY:,} notices are {many:,} documents.")
