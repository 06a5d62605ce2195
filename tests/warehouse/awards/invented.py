"""Procedures whose awards are known because they are drawn first, then told in notices in one of many ways.

`Invented(seed, many)` has the parsed rows of the notices (`rows`, by table) and the truth (`truth`, by procedure).
"""

from dataclasses import dataclass, field
from random import Random
from uuid import UUID

SHAPES = ("contract_each", "one_result", "shared_contract", "no_contract", "contract_alone", "nothing_named")
FIRST = {"published": "2024-03-01", "again": "2024-03-20", "later": "2024-06-01"}


@dataclass(frozen=True)
class Award:
    """One award: its lot, price, who won it, and how many tenders came in its competition."""

    lot_id: str
    value: int
    winners: tuple[int, ...]


@dataclass
class Truth:
    """What must be published of a procedure."""

    awards: int = 0
    value: int | None = 0
    winners: set[int] = field(default_factory=set)
    received: int = 0
    basis: set[str] = field(default_factory=set)


class Invented:
    """Rows of parsed tables and the truth behind them."""

    def __init__(self, seed: int, many: int) -> None:
        self.rng = Random(seed)
        self.rows: dict[str, list[dict[str, str]]] = {}
        self.truth: dict[str, Truth] = {}
        self.documents = 0
        self.undated: set[str] = set()
        self.unnamed: set[tuple[str, str]] = set()
        for number in range(many):
            self.procedure(f"p{number}")
        for rows in self.rows.values():
            self.rng.shuffle(rows)

    def procedure(self, key: str) -> None:
        """One procedure: two result notices, what comes after them, and what is no result."""
        standing: dict[tuple[str, str], list[tuple[int, list[Award]]]] = {}
        totals: dict[str, tuple[str, int]] = {}
        for number in range(self.rng.randint(1, 2)):
            root = f"{key}-{number}"
            lots = self.rng.sample(["LOT-0001", "LOT-0002", "LOT-0003"], self.rng.randint(1, 3))
            told = {lot: self.draw(lot) for lot in lots}
            notice_id = str(UUID(int=self.rng.getrandbits(128), version=4))
            document, repeated = self.tell(key, notice_id, told, 1, FIRST["published"])
            for lot in lots:
                standing[root, lot] = told[lot]
            after = self.rng.choice(["nothing", "nothing", "version", "changed", "told_again", "lot_closed"])
            if after in ("version", "changed", "lot_closed") and not repeated:
                lot = self.rng.choice(lots)
                new = {lot: [(2, [])] if after == "lot_closed" else self.draw(lot)}
                standing[root, lot] = new[lot]
                if after == "changed":
                    other = str(UUID(int=self.rng.getrandbits(128), version=4))
                    self.tell(key, other, new, 1, FIRST["later"], changes=f"{notice_id}-01")
                else:
                    self.tell(key, notice_id, new, 2, FIRST["later"])
            elif after == "told_again":
                self.copy(document, str(UUID(int=self.rng.getrandbits(128), version=4)))
            if repeated:
                totals[root] = ("stated_total", repeated)
            if after == "told_again" and document in self.undated:
                # Without a day nothing tells a repetition from a second award: it adds up.
                standing |= {(f"{root} again", lot): told[lot] for lot in lots}
                totals |= {f"{root} again": totals[root]} if root in totals else {}
        for form_type in ("dir-awa-pre", "cont-modif"):
            if self.rng.random() < 0.3:
                other = str(UUID(int=self.rng.getrandbits(128), version=4))
                self.tell(key, other, {"LOT-0001": self.draw("LOT-0001")}, 1, FIRST["later"], form_type)
        self.truth[key] = self.summed(standing, totals)

    def summed(self, standing, totals) -> Truth:
        """The truth of what stands: a repeated total is the sum of its notice."""
        made = Truth()
        parts: dict[str, int] = {}
        for (root, _), competitions in standing.items():
            for received, awards in competitions:
                made.received += received
                made.awards += len(awards)
                made.winners |= {winner for award in awards for winner in award.winners}
                parts[root] = parts.get(root, 0) + sum(award.value for award in awards)
        made.basis = {totals[root][0] if root in totals else "parts" for root, value in parts.items() if value}
        made.value = sum(totals[root][1] if root in totals else value for root, value in parts.items()) or None
        return made

    def draw(self, lot: str) -> list[tuple[int, list[Award]]]:
        """Competitions of a lot: tenders received in each, and its awards."""
        return [
            (
                self.rng.randint(3, 9),
                [
                    Award(
                        lot,
                        self.rng.randint(10_000, 9_000_000),
                        tuple(self.rng.sample(range(9), self.rng.randint(1, 2))),
                    )
                    for _ in range(self.rng.randint(1, 3))
                ],
            )
            for _ in range(self.rng.randint(1, 2))
        ]

    def tell(self, key, notice_id, lots, version, published, form_type="result", changes=None) -> tuple[str, int]:
        """Write a notice; gives its document, and its total where its tenders repeat that instead of their prices."""
        self.documents += 1
        document = f"d{self.documents}"
        flat = [award for competitions in lots.values() for _, awards in competitions for award in awards]
        total = sum(award.value for award in flat)
        repeats = len(flat) > 1 and len(lots) == 1 and form_type == "result" and self.rng.random() < 0.2
        self.add(
            "notices",
            document=document,
            notice_id=notice_id,
            notice_version=str(version),
            publication_on=published,
            form_type=form_type,
            procedure_id=key,
            references=f"changed:{changes}" if changes else None,
            awarded_value=str(total) if flat and (repeats or self.rng.random() < 0.5) else None,
        )
        place = 0
        for lot, competitions in lots.items():
            for received, awards in competitions:
                place += 1
                self.competition(document, lot, place, received, awards, total if repeats else None)
        return document, total if repeats else 0

    def competition(self, document, lot, place, received, awards, repeated) -> None:
        """One competition in one of the shapes."""
        if not awards:
            self.result(document, f"RES-{place}", lot, "clos-nw", received)
            return
        shapes = [shape for shape in SHAPES if shape != "nothing_named" or (len(awards) == 1 and place == 1)]
        shape = self.rng.choice(shapes)
        shape = "contract_each" if shape == "nothing_named" and repeated else shape
        if shape in ("no_contract", "nothing_named"):
            self.undated.add(document)
        tenders = [f"TEN-{place}-{number}" for number in range(len(awards))]
        for tender, award in zip(tenders, awards, strict=True):
            self.tender(document, tender, lot, repeated or award.value, award.winners)
        if shape == "nothing_named":
            self.unnamed.add((document, lot))
        # A second tender of the lot that nothing names would leave open which of the two won.
        may_lose = shape in ("contract_each", "one_result") or (document, lot) not in self.unnamed
        lost = f"TEN-{place}-lost" if may_lose and shape != "no_contract" else None
        if lost:
            self.tender(document, lost, lot, 1_234_567, (9,))
        one = f"RES-{place}"
        contracts = [f"CON-{place}-{number}" for number in range(len(awards))]
        if shape == "shared_contract":
            self.contract(document, contracts[0], tenders)
            for number, tender in enumerate(tenders):
                self.result(document, f"{one}-{number}", lot, "selec-w", received, [tender], contracts[:1])
            return
        if shape not in ("no_contract", "nothing_named"):
            for contract, tender in zip(contracts, tenders, strict=True):
                self.contract(document, contract, [tender])
        named = [] if shape in ("contract_alone", "nothing_named") else [*tenders, *([lost] if lost else [])]
        has_contracts = shape not in ("no_contract", "nothing_named")
        self.result(document, one, lot, "selec-w", received, named, contracts if has_contracts else [])

    def result(self, document, result, lot, outcome, received, tenders=(), contracts=()) -> None:
        """A lot result, with what it names."""
        self.add("lot_results", document=document, result_id=result, lot_id=lot, outcome_code=outcome)
        self.add("tender_counts", document=document, result_id=result, count_code="tenders", count=str(received))
        for tender in tenders:
            self.add("result_tenders", document=document, result_id=result, tender_id=tender)
        for contract in contracts:
            self.add("result_contracts", document=document, result_id=result, contract_id=contract)

    def contract(self, document, contract, tenders) -> None:
        """A contract and its tenders."""
        self.add(
            "contracts", document=document, contract_id=contract, decided_on="2024-02-01", concluded_on="2024-02-20"
        )
        for tender in tenders:
            self.add("contract_tenders", document=document, contract_id=contract, tender_id=tender)

    def tender(self, document, tender, lot, value, winners) -> None:
        """A tender, its party and the organisations of that."""
        self.add(
            "tenders",
            document=document,
            tender_id=tender,
            lot_id=lot,
            party_id=tender,
            value=str(value),
            currency_code="NOK",
        )
        for winner in winners:
            member = {"organisation_id": f"ORG-{tender}-{winner}", "is_leader": None, "is_subcontractor": "false"}
            self.add("tendering_party_members", document=document, party_id=tender, **member)
            self.add(
                "notice_organisations",
                document=document,
                organisation_id=f"ORG-{tender}-{winner}",
                name=f"Leverandør {winner}",
                organisation_number=str(999888700 + winner),
            )

    def copy(self, document, notice_id) -> None:
        """The same notice again under another id."""
        self.documents += 1
        for rows in self.rows.values():
            for row in [row for row in rows if row["document"] == document]:
                rows.append(row | {"document": f"d{self.documents}"})
                if "notice_id" in row:
                    rows[-1] |= {"notice_id": notice_id, "publication_on": FIRST["again"]}

    def add(self, table, **row) -> None:
        """One row of a table."""
        self.rows.setdefault(table, []).append(row)
