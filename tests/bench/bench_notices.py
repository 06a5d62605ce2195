"""Reading notices against the parser underneath: ratios to lxml.etree.fromstring on the same files in the same run.

Processor time, every way once in each round, the median of the rounds. Only ratios travel between machines.
"""

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from lxml import etree

from schemas.settings import Settings
from tasks.parse import parallel as side_by_side
from tasks.parse.parse import Landed
from tasks.parse.readers import readers
from tasks.read.archives import Document
from tasks.read.notices.chunk import WALKS, Chunk
from tasks.read.notices.frames import frames
from tasks.read.notices.parsing import FORMATS, PARSER
from tasks.read.notices.tables import TABLES
from tests.bench.notice_files import notices, package
from tests.bench.plain_readers import by_dicts, by_xpath

ROUNDS = 7
FLOOR = "lxml.etree.fromstring (floor)"
WALK = "parse + walk: rows of every table"
PLAIN = "one XPath a column"
MUSTS = {"eforms": "must 2.0, aim 1.5", "ted_export": "aim 2.2"}


def timed(work):
    began = time.process_time()
    work()
    return time.process_time() - began


def each(files, read):
    """The work of reading every file in one way."""

    def work():
        for data in files:
            read(data)

    return work


def walk(form, files):
    rows = {name: [] for name in TABLES}
    for document, data in enumerate(files):
        WALKS[form.name](etree.fromstring(data, PARSER), document, rows)


def chunk_of(files):
    chunk = Chunk()
    for data in files:
        chunk.add("0" * 64, Document("", data))
    chunk.units["0" * 64] = len(files)
    return chunk


def ways(form, files):
    """What is measured, by the name it is shown under: the floor first."""
    found = {
        FLOOR: each(files, etree.fromstring),
        "tuned parser alone": each(files, lambda data: etree.fromstring(data, PARSER)),
        WALK: lambda: walk(form, files),
        "the same, as typed columns, with reasons": lambda: frames(chunk_of(files), lambda value: value),
        PLAIN: each(files, lambda data: by_xpath(form, TABLES, data)),
    }
    if form.name == "eforms":
        found["xmltodict, same columns"] = each(files, lambda data: by_dicts(form, TABLES, data))
    return found


def readers_table(form):
    files = notices(form.name)[:: 4 if form.name == "ted_export" else 1]
    size = sum(map(len, files))
    chunk = chunk_of(files)
    rows = sum(chunk.take(name).height for name in TABLES)
    columns = sum(len(names) for names in TABLES.values())
    print(
        f"{form.name}: {len(files)} notices, {size / len(files) / 1000:.1f} kB and {rows / len(files):.1f} rows each;"
        f" {len(TABLES)} tables, {columns} columns; {ROUNDS} rounds; {MUSTS[form.name]}"
    )
    measured = ways(form, files)
    rounds = [{name: timed(work) for name, work in measured.items()} for _ in range(ROUNDS)]
    ratios = {name: median(one[name] / one[FLOOR] for one in rounds) for name in measured}
    print(f"  {'':44}{'notices/s':>10}{'MB/s':>8}{'x floor':>9}")
    for name in measured:
        seconds = median(one[name] for one in rounds)
        print(f"  {name:44}{len(files) / seconds:>10.0f}{size / seconds / 1e6:>8.1f}{ratios[name]:>9.2f}")
    print(f"  the walk is {ratios[PLAIN] / ratios[WALK]:.1f} x as fast as one XPath a column (must 4)")


def read_apart(way, path, parsed):
    """One reading of a package in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.read_package", way, str(path), str(parsed)]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def door_table(folder, documents, rounds):
    path = package(folder / f"{documents}.tar.gz", documents)
    parsed = [folder / f"parsed-{documents}-{number}" for number in range(rounds)]
    pairs = [(read_apart("floor", path, each), read_apart("door", path, each)) for each in parsed]
    floor, boundary = (median(pair[side]["seconds"] for pair in pairs) for side in (0, 1))
    ratio = median(boundary["seconds"] / floor["seconds"] for floor, boundary in pairs)
    peak = max(boundary["peak_mb"] for _, boundary in pairs)
    print(
        f"  {documents:>7} notices, {path.stat().st_size / 1e6:.0f} MB packed:"
        f" unpack + parse {documents / floor:.0f}/s, whole door {documents / boundary:.0f}/s, {ratio:.2f} x"
        f" (must 2.8, aim 2.0), peak {peak:.0f} MB (must 256)"
    )


def workers_table(folder, documents, rounds=3):
    """Two packages by one worker and by two; each large, since a worker takes a second to start."""
    settings = Settings(data=folder / "pool")
    reader = next(reader for reader in readers(settings) if reader.kind == "notices")
    jobs = []
    for extra in range(2):
        path = package(folder / f"pool-{extra}.tar.gz", documents + extra)
        jobs.append([Landed(hashlib.sha256(path.read_bytes()).hexdigest(), path, "folder", path.name)])
    pairs = []
    for number in range(rounds):
        seconds = []
        for workers in (1, 2):
            apart = Settings(data=folder / f"pool-{number}-{workers}", workers=workers)
            began = time.perf_counter()
            list(side_by_side.in_processes(apart, reader, jobs))
            seconds.append(time.perf_counter() - began)
        pairs.append(seconds)
    one, two = (median(pair[side] for pair in pairs) for side in (0, 1))
    print(
        f"  two packages of {documents}: one worker {one:.1f} s, two {two:.1f} s by the clock,"
        f" {median(one / two for one, two in pairs):.2f} x (must 1.8 with two free cores;"
        f" load average now {os.getloadavg()[0]:.1f})"
    )


def main(package_documents=(1000, 4000), rounds=3):
    for form in FORMATS:
        readers_table(form)
    print("archive to Parquet, each in a process of its own")
    with TemporaryDirectory() as name:
        folder = Path(name)
        for documents in package_documents:
            door_table(folder, documents, rounds)
        workers_table(folder, package_documents[0] * 6)
