"""The sample's questionnaire, and the codebook for each tool it is exported from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from json import dumps

YES = {"yes": "Ja", "partly": "Delvis", "no": "Nei", "unknown": "Vet ikke"}
PRACTICE = {"fully": "Helt", "partly": "Delvis", "not": "Ikke"}
AGREEMENT = {"1": "Helt uenig", "2": "Uenig", "3": "Enig", "4": "Helt enig"}
CHANGES = {
    "need": "Kartlegge behovet før jeg velger løsning",
    "dialogue": "Snakke med leverandører tidligere, før konkurransen",
    "together": "Kjøpe sammen med andre",
    "plan": "Endre planen vi hadde",
    "it_department": "Ta med IT-avdelingen",
}


@dataclass(frozen=True)
class Item:
    """A question of the sample: scale bounds or options, and what it measures."""

    code: str
    text: str
    measure: str
    kind: str = "scale"
    bounds: tuple[int, int] | None = None
    options: Mapping[str, str] | None = None
    level: int = 1
    is_optional: bool = False


ITEMS = (
    Item("usefulness", "Hvor nyttig var samlingen for arbeidet ditt?", "usefulness", bounds=(1, 5)),
    Item("relevance", "Hvor relevant var temaet?", "relevance", bounds=(1, 5)),
    Item(
        "concrete_tools",
        "Samlingen ga meg konkrete verktøy jeg kan bruke",
        "concrete_tools",
        bounds=(1, 4),
        options=AGREEMENT,
    ),
    Item("competence", "Hvor trygg er du på å bestille digitale løsninger?", "competence", bounds=(1, 6), level=2),
    Item("recommend", "Hvor sannsynlig er det at du anbefaler kurset til andre?", "recommend", bounds=(0, 10)),
    Item("intention", "Vil du gjøre noe annerledes i neste anskaffelse?", "intention", "single", options=YES),
    Item("changes", "Hva vil du gjøre annerledes?", "intention", "multiple", options=CHANGES),
    Item(
        "took_part_in_need",
        "Var du med på å kartlegge behovet sist du deltok i en anskaffelse?",
        "benchmark_need",
        "single",
        options=PRACTICE,
        level=3,
    ),
    Item(
        "worked_with_it_department",
        "Samarbeidet dere med IT-avdelingen?",
        "benchmark_it_department",
        "single",
        options=PRACTICE,
        level=3,
    ),
    Item(
        "talked_with_suppliers",
        "Hadde dere dialog med leverandører?",
        "benchmark_supplier_dialogue",
        "single",
        options=PRACTICE,
        level=3,
    ),
    Item("comment", "Hva tar du med deg hjem? Skriv gjerne fritt.", "comment", "text"),
)
BY_CODE = {item.code: item for item in ITEMS}


def codebook(
    name: str,
    tool: str,
    items: Sequence[Item],
    columns: Mapping[str, str | Sequence[str]],
    option_columns: Mapping[str, str] | None = None,
    **parts: object,
) -> str:
    """A codebook as TOML.

    Args:
        name: short name of the questionnaire.
        tool: whose export it maps.
        items: what was asked.
        columns: header, or headers it has had, by question code.
        option_columns: header by option, where each has a column.
        parts: further keys (`occasion`) and tables (`submission`, `identity`, `organisation`, `file`).
    """
    keys = {"id": name, "tool": tool, "language": "nb"} | {k: v for k, v in parts.items() if isinstance(v, str)}
    lines = ["# Oppdiktet / invented.", *(f"{key} = {dumps(value)}" for key, value in keys.items())]
    for table, values in parts.items():
        if isinstance(values, dict):
            lines += ["", f"[{table}]", *(f"{key} = {toml(value)}" for key, value in values.items())]
    for item in items:
        lines += ["", "[[questions]]", *question(item, columns, option_columns)]
    return "\n".join(lines) + "\n"


def question(
    item: Item, columns: Mapping[str, str | Sequence[str]], option_columns: Mapping[str, str] | None
) -> list[str]:
    """The lines of one question."""
    entry: dict[str, object] = {"code": item.code, "kind": item.kind, "measure": item.measure, "level": item.level}
    entry["text"] = item.text
    if item.kind == "multiple" and option_columns:
        entry["option_columns"] = option_columns
    else:
        named = columns[item.code]
        entry["columns"] = [named] if isinstance(named, str) else list(named)
    if item.is_optional:
        entry["optional"] = True
    if item.bounds:
        entry["scale"] = {"minimum": item.bounds[0], "maximum": item.bounds[1], "direction": "up"}
    if item.options:
        entry["options"] = [{"code": code, "label": label} for code, label in item.options.items()]
    return [f"{key} = {toml(value)}" for key, value in entry.items()]


def toml(value: object) -> str:
    """A value as inline TOML."""
    if isinstance(value, Mapping):
        return (
            "{ " + ", ".join(f"{dumps(key, ensure_ascii=False)} = {toml(each)}" for key, each in value.items()) + " }"
        )
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml, value)) + "]"
    return dumps(value, ensure_ascii=False)
