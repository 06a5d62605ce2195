"""Write a sample: notices, registers, programme folder and the truth about them, below one folder."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from schemas.errors import UserError
from tasks.sample import truth
from tasks.sample.buyers import Market
from tasks.sample.draw import draw
from tasks.sample.eforms.document import eforms, ted_copy
from tasks.sample.make import make_world
from tasks.sample.notices import Notice, notices
from tasks.sample.procurement import Procurement
from tasks.sample.programme import programme
from tasks.sample.registers import registers
from tasks.sample.surveys import surveys
from tasks.sample.ted_export.document import ted_export

NOTICES = 8_000
"""Size at which the buried effect is plain to see: about one competition per municipality and quarter."""
MARK = "sample.json"
README = """# Oppdiktet utvalg / invented sample

Everything below this folder is invented by Bestillerpuls: {notices} notices, seed {seed}. No municipality, supplier,
person, notice or number in it exists. Organisation numbers begin with 1-7, notice ids are UUIDs of version 5, and
publication numbers carry years from 9017 on.

`notices/`, `surveys/`, `registers/` and `programme/` are what a user would bring; `truth/` says what was put in.
"""


def write_sample(folder: Path, many: int = NOTICES, seed: int = 1) -> dict[str, int]:
    """Write a sample of so many notices; says how many files of each kind there are.

    The same arguments give the same bytes. A folder that holds this sample already is left as it is.

    Raises:
        UserError: the folder holds something else.
    """
    mark = {"notices": many, "seed": seed, "world": "sample"}
    if folder.exists() and any(folder.iterdir()):
        held = json.loads((folder / MARK).read_text()) if (folder / MARK).exists() else None
        if held is None or {key: held.get(key) for key in mark} != mark:
            raise UserError(f"{folder} is not empty and holds another thing than this sample. Give another --out.")
        return dict(held["files"])
    files = dict.fromkeys(("notices", "surveys", "registers", "programme", "truth"), 0)
    for path, data in contents(many, seed):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        files[path.split("/")[0]] += 1
    (folder / "README.md").write_text(README.format(notices=many, seed=seed), encoding="utf-8")
    (folder / MARK).write_text(json.dumps(mark | {"files": files}), encoding="utf-8")
    return files


def contents(many: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Every file of the sample as path and bytes, the truth last."""
    world = make_world(seed)
    market = Market(world)
    yield from ((f"registers/{path}", data) for path, data in registers(world))
    yield from ((f"programme/{path}", data) for path, data in programme(world))
    yield from surveys(world)
    told: dict[str, list[Any]] = {"notices": [], "procurements": [], "joint": []}
    for of, announced in announcements(market, many):
        told["procurements"].append(truth.procurement_row(of, announced))
        told["joint"] += truth.joint_rows(market, of)
        for notice in announced:
            for path, data, source in documents(notice):
                told["notices"].append(notice_row(notice, path, source))
                yield path, data
    yield from ((f"truth/{path}", data) for path, data in truth.world_tables(world))
    yield "truth/notices.csv", truth.table(truth.NOTICE_COLUMNS, told["notices"])
    yield "truth/procurements.csv", truth.table(truth.PROCUREMENT_COLUMNS, told["procurements"])
    yield "truth/joint_purchases.csv", truth.table(truth.JOINT_COLUMNS, told["joint"])


def announcements(market: Market, many: int) -> Iterator[tuple[Procurement, list[Notice]]]:
    """Procurements with their notices until there are so many notices; the last one is cut short."""
    left, index = many, 0
    while left > 0:
        of = draw(market, index)
        announced = list(notices(of))[:left]
        yield of, announced
        left, index = left - len(announced), index + 1


def documents(notice: Notice) -> Iterator[tuple[str, bytes, str]]:
    """The notice as Doffin serves it and, where the sample has it, TED's copy."""
    yield f"notices/doffin/{notice.on.year}/{notice.doffin_id}.xml", eforms(notice), "doffin"
    if notice.ted_number:
        number = notice.ted_number.replace("-", "_")
        copy = ted_copy(notice) if notice.is_native else ted_export(notice)
        yield f"notices/ted/{notice.on.year}/{'00' if notice.is_native else ''}{number}.xml", copy, "ted"


def notice_row(notice: Notice, path: str, source: str) -> tuple[Any, ...]:
    """One row of notices.csv: a document and which notice of which procurement it is."""
    return (
        path.removeprefix("notices/"),
        "",
        notice.notice_id,
        notice.version,
        notice.of.index,
        notice.step,
        "eforms",
        notice.on,
        source,
        notice.doffin_id,
        notice.ted_number,
        notice.is_eea,
        notice.subtype,
        " ".join(name for _, name in notice.refers_to) or None,
    )
