"""Readers in a loop while generations are published: errors, mixtures, and what a publish costs beside its floor.

Every table of a generation carries the generation's number in every row, so a reader that saw two generations at
once would see two numbers. Three kinds of reader take turns: the helper of warehouse/connect.py, a plain read-only
connection to the documented path, and files read one by one from the folder the link pointed to.
"""

import json
import multiprocessing
import os
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import median

import duckdb

from tasks.build.publish import generation
from warehouse.connect import connect
from warehouse.generation.marts import STORAGE_VERSION

TABLES = ("notices", "procedures", "indicators")
ROWS = 20_000
PUBLISHES = 60


def fill(folder: Path, number: int, rows: int = ROWS) -> None:
    (folder / "parquet").mkdir(parents=True)
    with duckdb.connect() as db:
        db.execute(f"ATTACH '{folder}/marts.duckdb' AS file (STORAGE_VERSION '{STORAGE_VERSION}')")
        for table in TABLES:
            db.execute(f"CREATE TABLE file.{table} AS SELECT {number} AS generation, range AS n FROM range({rows})")
            db.execute(f"COPY file.{table} TO '{folder}/parquet/{table}.parquet'")
        db.execute("CHECKPOINT file")
        db.execute("DETACH file")
    (folder / "generation.json").write_text(json.dumps({"generation_id": number}))


def publish(published: Path, number: int, rows: int = ROWS) -> None:
    with generation(published, f"{number:06}", keep=5) as folder:
        fill(folder, number, rows)


def numbers_in(db, tables):
    query = " UNION ".join(f"SELECT DISTINCT generation FROM {table}" for table in tables)
    return {number for (number,) in db.execute(query).fetchall()}


def read_by_helper(published):
    with connect(published / "current/marts.duckdb") as db:
        first = numbers_in(db, [f"marts.{table}" for table in TABLES[:1]])
        return first | numbers_in(db, [f"marts.{table}" for table in TABLES])


def read_plainly(published):
    with duckdb.connect(str(published / "current/marts.duckdb"), read_only=True) as db:
        return numbers_in(db, TABLES)


def read_files(published):
    folder = (published / "current").resolve()
    said = json.loads((folder / "generation.json").read_text())["generation_id"]
    with duckdb.connect() as db:
        return {said} | numbers_in(db, [f"'{folder}/parquet/{table}.parquet'" for table in TABLES])


READERS = (read_by_helper, read_plainly, read_files)


def read_until(stop, ready, published, results):
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # DuckDB's bars of progress
    counts, seen, said = Counter(), set(), []
    read_by_helper(published)
    ready.wait(timeout=120)
    while not stop.is_set() and multiprocessing.parent_process().is_alive():  # nobody is left reading alone
        for reader in READERS:
            generation_there = (published / "current").resolve()
            try:
                numbers = reader(published)
            except (duckdb.Error, OSError) as error:
                # Files are read one by one: four publishes may pass between two of them. The reader looks again.
                gone = reader is read_files and not generation_there.exists()
                counts["looked again" if gone else "errors"] += 1
                said += [] if gone else [f"{reader.__name__}: {error}"]
                continue
            counts["reads"] += 1
            counts["mixtures"] += len(numbers) != 1
            seen |= numbers
    results.put((counts, len(seen), said[:3]))


def race(readers: int, publishes: int, published: Path) -> dict:
    """Counts over all readers, and the seconds of each publish."""
    context = multiprocessing.get_context("spawn")
    stop, ready, results = context.Event(), context.Barrier(readers + 1), context.Queue()
    publish(published, 0)
    workers = [context.Process(target=read_until, args=(stop, ready, published, results)) for _ in range(readers)]
    for worker in workers:
        worker.start()
    ready.wait(timeout=120)
    seconds = []
    for number in range(1, publishes + 1):
        started = time.perf_counter()
        publish(published, number)
        seconds.append(time.perf_counter() - started)
    stop.set()
    told = [results.get(timeout=120) for _ in workers]
    for worker in workers:
        worker.join()
    total = sum((counts for counts, _, _ in told), Counter())
    return {
        "readers": readers,
        "publishes": publishes,
        **{each: total[each] for each in ("reads", "errors", "mixtures", "looked again")},
        "fewest generations seen by a reader": min(seen for _, seen, _ in told),
        "seconds": seconds,
        "said": [line for _, _, lines in told for line in lines],
    }


def main():
    with tempfile.TemporaryDirectory() as scratch:
        published = Path(scratch) / "published"
        written, alone = [], []
        for number in range(20):
            written.append(seconds(lambda number=number: fill(Path(scratch) / f"written{number}", number)))
            alone.append(seconds(lambda number=number: publish(published, number)))
        writable(published)
        shutil.rmtree(published)
        found = race(16, PUBLISHES, published)
        busy = found.pop("seconds")
        print(f"{'':40}{'median ms':>12}{'ratio':>8}")
        told = {
            "the files alone (floor)": written,
            "publish, nobody reading": alone,
            "publish, sixteen readers in a loop": busy,
        }
        for what, took in told.items():
            print(f"{what:40}{1000 * median(took):12.1f}{median(took) / median(written):8.1f}")
        print(", ".join(f"{name} {count}" for name, count in found.items() if name != "said"), *found["said"], sep="\n")
        print("`make prove` counts five hundred publishes.")
        writable(published)


def seconds(act):
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def writable(folder):
    for path in folder.rglob("*"):
        path.chmod(0o755)
