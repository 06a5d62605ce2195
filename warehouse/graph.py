"""Find the models and their order. A model is one file: its folder is its schema, its name is its table.

What a model reads is found in the model itself: in SQL from the query's own syntax tree, in Python from the
arguments of `model` (`staging__notices` is the table `staging.notices`). No order is written anywhere.
"""

import inspect
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

import duckdb
import polars as pl

from warehouse import declared_models

HERE = Path(__file__).parent
INDICATORS = HERE / "indicators"
INDICATOR_COLUMNS = (
    "unit_id::VARCHAR AS unit_id, procedure_key::VARCHAR AS procedure_key, lot_id::VARCHAR AS lot_id,"
    " occurred_on::DATE AS occurred_on, in_base::BOOLEAN AS in_base, has_data::BOOLEAN AS has_data,"
    " value::DOUBLE AS value"
)
"""What the query of an indicator gives, one row per unit."""


ALL = re.compile(r"(--.*\n)*select\s+\w+\.\*")


class ModelError(Exception):
    """Raised when a model cannot be read or run; says which file and why, and the model's name where it was run."""

    def __init__(self, message: str, model: str | None = None) -> None:
        super().__init__(message)
        self.model = model


@dataclass(frozen=True)
class Model:
    """A table and how it is made: a query, or a function from frames to a frame."""

    name: str
    path: Path
    reads: tuple[str, ...]
    made_by: str | Callable[..., pl.DataFrame]
    takes_all: bool = False
    """Whether a query begins with `<table>.*`: a mart then has of these columns those that it declares."""


def read_models(folder: Path = HERE / "models") -> dict[str, Model]:
    """Every model below the folder by its `schema.table` name."""
    paths = sorted([*folder.glob("*/*.sql"), *folder.glob("*/[a-z]*.py"), *INDICATORS.glob("*.sql")])
    models = {name(path): sql_model(path) if path.suffix == ".sql" else python_model(path) for path in paths}
    declared = {
        each: Model(each, declared_models.HERE, tuple(sorted(set(tables_in(query, declared_models.HERE)))), query)
        for each, query in declared_models.declared_models()
    }
    union = union_of_indicators([each for each in models if each.startswith("indicators.")])
    return {**declared, **models, union.name: union}


def union_of_indicators(names: Sequence[str]) -> Model:
    """`staging.indicator_units`: the rows of every indicator file, one below the other, with the indicator's name."""
    parts = [f"SELECT '{each.split('.')[1]}' AS indicator_id, {INDICATOR_COLUMNS} FROM {each}" for each in names]
    return Model("staging.indicator_units", INDICATORS, tuple(names), "\nUNION ALL\n".join(parts))


def name(path: Path) -> str:
    """`models/staging/notices.sql` is `staging.notices`."""
    return f"{path.parent.name}.{path.stem}"


def sql_model(path: Path) -> Model:
    """A model in SQL."""
    query = path.read_text(encoding="utf-8")
    return Model(name(path), path, tuple(sorted(set(tables_in(query, path)))), query, bool(ALL.match(query)))


def python_model(path: Path) -> Model:
    """A model in Python: frames in, frame out."""
    function = import_module(f"warehouse.models.{name(path)}").model
    reads = tuple(argument.replace("__", ".", 1) for argument in inspect.signature(function).parameters)
    return Model(name(path), path, reads, function)


def tables_in(query: str, path: Path) -> Iterator[str]:
    """The tables a query reads. A name without a schema is one of its own CTEs.

    Raises:
        ModelError: DuckDB cannot parse the query as one SELECT.
    """
    (text,) = duckdb.execute("SELECT json_serialize_sql(?::VARCHAR)", [query]).fetchone() or ("{}",)
    syntax = json.loads(text)
    if syntax.get("error"):
        raise ModelError(f"{path}: {syntax.get('error_message')} A model is one SELECT or WITH … SELECT.")
    nodes = [syntax]
    while nodes:
        node = nodes.pop()
        if isinstance(node, dict):
            if node.get("type") == "BASE_TABLE" and node["schema_name"]:
                yield f"{node['schema_name']}.{node['table_name']}"
            nodes.extend(node.values())
        elif isinstance(node, list):
            nodes.extend(node)


def in_order(models: Mapping[str, Model], given: Iterable[str]) -> list[Model]:
    """The models, each after the ones it reads.

    Args:
        models: what `read_models` found.
        given: tables that are there before any model runs (parsed.*, seeds.*).

    Raises:
        ModelError: a model reads a table that no model makes and nobody gives.
    """
    known = models.keys() | set(given)
    for model in models.values():
        if missing := set(model.reads) - known:
            raise ModelError(f"{model.path}: reads {', '.join(sorted(missing))}, which no model makes.")
    graph = {model.name: sorted(set(model.reads) & models.keys()) for model in models.values()}
    return [models[each] for each in TopologicalSorter(graph).static_order()]
