"""Write a sample: notices, registers, programme folder and the truth about them, below one folder."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from schemas.errors import UserError
from tasks.sample.eforms.document import eforms, ted_copy
from tasks.sample.faults import faults
from tasks.sample.packages import Packer, name_of, place
from tasks.sample.ted_export.document import ted_export
from tasks.sample.world.buyers import Market
from tasks.sample.world.draw import draw
from tasks.sample.world.make import make_world
from tasks.sample.world.notice import Notice
from tasks.sample.world.notices import notices
from tasks.sample.world.procurement import Procurement
from tasks.sample.world.programme import programme
from tasks.sample.world.registers import registers
from tasks.sample.world.surveys import surveys
from tasks.sample.world.truth import Document, Told

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
    truth, packer = Told(market), Packer()
    for of, announced in announcements(market, many):
        truth.procurement(of, announced)
        for document in documents(announced):
            truth.document(document)
            if document.member:
                packer.add(document.path, document.member, document.data)
            else:
                yield f"notices/{document.path}", document.data
    for path, data, rule in faults(eforms(announced[0])):
        truth.fault(path, rule)
        yield f"notices/{path}", data
    yield from ((f"notices/{path}", data) for path, data in packer.files())
    yield from ((f"truth/{path}", data) for path, data in truth.tables())


def announcements(market: Market, many: int) -> Iterator[tuple[Procurement, list[Notice]]]:
    """Procurements with their notices until there are so many notices; the last one is cut short."""
    left, index = many, 0
    while left > 0:
        of = draw(market, index)
        announced = list(notices(of))[:left]
        yield of, announced
        left, index = left - len(announced), index + 1


def documents(announced: list[Notice]) -> Iterator[Document]:
    """Each notice as Doffin serves it, TED's copy where the sample has it, and now and then the same once more."""
    for notice in announced:
        sources = [("doffin", "eforms", eforms)]
        if notice.ted_number:
            sources.append(("ted", "eforms", ted_copy) if notice.is_native else ("ted", "ted_export", ted_export))
        for source, form, write in sources:
            name = name_of(notice, source)
            made = Document(notice, source, form, *place(source, name, notice.on), write(notice))
            yield made
            if notice.of.index % 60 == 2 and notice.step == "competition":
                yield replace(made, path=f"copies/{source}/{name}", member="", copy_of=made)
