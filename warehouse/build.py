"""Build the warehouse: inputs in, every model in order, every check; nothing is published from here.

The warehouse is a pure function of what was landed and of the code. It is built whole, in a file that is thrown
away: recovery, upgrade and backfill are the same act.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import duckdb
import polars as pl

from schemas import catalogue, ddl
from schemas.errors import UserError
from warehouse import generation_changes
from warehouse.as_known import Known, limit
from warehouse.frames import frame
from warehouse.graph import HERE, Model, ModelError, in_order, read_models
from warehouse.origins import Document, documents_behind

CHECKS = HERE / "checks"
SHOWN_ROWS = 5
"""Rows of a failed check that the message shows."""

OUR_OWN = (MemoryError, OSError, duckdb.OutOfMemoryException, duckdb.IOException, duckdb.InterruptException)
"""What fails for want of memory or disk, or because it was stopped: no document is at fault."""

Inputs = Mapping[str, Sequence[Path] | pl.DataFrame]
"""Parsed tables by name (`parsed.notices`), as Parquet files or as a frame; a table not named is empty."""


class CheckFailedError(UserError):
    """Raised when checks return rows, or a mart's constraint refuses some: names each, with the first rows.

    Attributes:
        checks: the rules that are broken.
        documents: where all of their rows come from, by rule; empty where rows of one come from no document.
        queries: the rows that break each rule.
    """

    exit_code = 3

    def __init__(
        self,
        message: str,
        checks: Sequence[str],
        documents: Mapping[str, Sequence[Document]] | None = None,
        queries: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.checks = checks
        self.documents = {} if documents is None or not all(documents.values()) else documents
        self.queries = {} if queries is None else queries


@dataclass
class Report:
    """What a build did: rows per mart, checks that ran, and warnings."""

    rows: dict[str, int] = field(default_factory=dict)
    checks: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def build(
    db: duckdb.DuckDBPyConnection,
    inputs: Inputs,
    *,
    world: str,
    previous: Path | None = None,
    known: Known | None = None,
) -> Report:
    """Fill an empty database with parsed, seeds, staging and marts, and hold every check against it.

    Args:
        db: an empty database.
        inputs: what was read.
        world: `sample` or `real`.
        previous: `marts.duckdb` of the generation that is current: what moved against it stands in the marts.
        known: build from what was known on a day only.

    Raises:
        ModelError: a model could not run, or gave other columns than are declared.
        CheckFailedError: rows break a rule or a constraint.
    """
    load_parsed(db, inputs)
    if known is not None:
        limit(db, known)
    load_seeds(db, world)
    models = read_models()
    for schema in ("staging", "indicators", "marts"):
        db.execute(f"CREATE SCHEMA {schema}")
    for model in in_order(models, tables_of(db)):
        fill(db, model)
    generation_changes.compare(db, previous)
    report = Report()
    run_checks(db, report)
    for mart in catalogue.tables("marts"):
        (report.rows[mart],) = db.execute(f"SELECT count(*) FROM {mart}").fetchone() or (0,)
    return report


def load_parsed(db: duckdb.DuckDBPyConnection, inputs: Inputs) -> None:
    """Every declared parsed table: a view on its Parquet files, a copy of its frame, or empty."""
    db.execute("CREATE SCHEMA parsed")
    for name, table in catalogue.tables("parsed").items():
        given = inputs.get(name, ())
        if isinstance(given, pl.DataFrame):
            db.execute(f"CREATE TABLE {name} AS FROM given")
        elif given:
            files = ", ".join(ddl.literal(path) for path in given)
            names = ", ".join(str(column.name) for column in ddl.columns(table))
            db.execute(f"CREATE VIEW {name} AS SELECT {names} FROM read_parquet([{files}])")
        else:
            db.execute(ddl.create_table(table, name))


def load_seeds(db: duckdb.DuckDBPyConnection, world: str) -> None:
    """Every seed as text. Those in `seeds/registers` are facts of Norway: the sample world has its own."""
    db.execute("CREATE SCHEMA seeds")
    for path in sorted((HERE / "seeds").rglob("*.csv")):
        rows = "LIMIT 0" if world == "sample" and path.parent.name == "registers" else ""
        db.execute(
            f"CREATE TABLE seeds.{path.stem} AS FROM read_csv({ddl.literal(path)}, all_varchar = true, header = true,"
            f" delim = ',', quote = '\"', escape = '\"', comment = '#') {rows}"
        )


def tables_of(db: duckdb.DuckDBPyConnection) -> list[str]:
    """The `schema.table` names that stand in the database."""
    found = db.execute("SELECT table_schema || '.' || table_name FROM information_schema.tables").fetchall()
    return [name for (name,) in found]


def fill(db: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Run one model. A mart must have exactly the declared columns, and holds to its constraints.

    Raises:
        ModelError: with the file and what DuckDB, the model or the declaration says.
        CheckFailedError: rows of a mart break its constraints.
    """
    declared = catalogue.tables("marts").get(model.name)
    try:
        if isinstance(model.made_by, str):
            db.execute(f"CREATE OR REPLACE TEMP VIEW made AS {model.made_by}")
        else:
            frames = [frame(db, f"FROM {name}") for name in model.reads]
            db.register("made", model.made_by(*frames))
        if declared is None:
            db.execute(f"CREATE TABLE {model.name} AS FROM made")
        else:
            db.execute(ddl.create_table(declared, model.name))
            hold_columns(db, model, [str(column.name) for column in ddl.columns(declared)])
            names = ", ".join(str(column.name) for column in ddl.columns(declared))
            db.execute(f"INSERT INTO {model.name} BY NAME SELECT {names} FROM made")
            for comment in ddl.comments(declared, model.name):
                db.execute(comment)
    except OUR_OWN:
        raise
    except duckdb.ConstraintException as error:
        refused(db, model, error)
    except (ModelError, CheckFailedError):
        raise
    except Exception as error:
        raise ModelError(f"{model.path}: {type(error).__name__}: {error}", model.name) from error
    finally:
        with suppress(duckdb.Error):
            db.execute("DROP VIEW IF EXISTS made")


def refused(db: duckdb.DuckDBPyConnection, model: Model, error: duckdb.Error) -> NoReturn:
    """Say which rows of a mart break which constraint, and where they come from.

    Raises:
        CheckFailedError: always, where the rows are found.
        ModelError: no row breaks a declared constraint.
    """
    broken: dict[str, str] = {}
    for column in ddl.columns(catalogue.tables("marts")[model.name]):
        if test := ddl.broken(column):
            broken[f"{model.name}.{column.name}"] = f"SELECT * FROM made WHERE {test}"
    failures = {rule: query for rule, query in broken.items() if db.execute(f"{query} LIMIT 1").fetchone()}
    if not failures:
        raise ModelError(f"{model.path}: {error}", model.name) from error
    raise failed(db, failures) from error


def failed(db: duckdb.DuckDBPyConnection, failures: Mapping[str, str]) -> CheckFailedError:
    """The error that names rules with their first rows, and the documents these come from."""
    shown: list[str] = []
    documents: dict[str, list[Document]] = {}
    for rule, query in failures.items():
        answer = db.execute(f"FROM ({query}) LIMIT {SHOWN_ROWS}")
        columns = [str(column[0]) for column in answer.description or ()]
        shown.append(f"{rule}: {[dict(zip(columns, row, strict=True)) for row in answer.fetchall()]}")
        documents[rule] = documents_behind(db, query, columns)
    return CheckFailedError("Nothing was published. " + "\n".join(shown), list(failures), documents, failures)


def hold_columns(db: duckdb.DuckDBPyConnection, model: Model, declared: Sequence[str]) -> None:
    """Compare first: INSERT BY NAME would fill a forgotten nullable column with NULL and say nothing."""
    made = [row[0] for row in db.execute("DESCRIBE made").fetchall()]
    missing, undeclared = set(declared) - set(made), set(made) - set(declared)
    if missing or (undeclared and not model.takes_all):
        raise ModelError(
            f"{model.path}: missing {sorted(missing)}, undeclared {sorted(undeclared)}; "
            f"the declaration stands in schemas/marts/."
        )


def run_checks(db: duckdb.DuckDBPyConnection, report: Report) -> None:
    """Every declared key and every query in checks/; one that begins with `-- warn` warns only.

    Raises:
        CheckFailedError: naming every check that failed, with its first rows.
    """
    queries = {path.stem: path.read_text(encoding="utf-8") for path in sorted(CHECKS.glob("*.sql"))}
    for name, table in catalogue.tables("marts").items():
        if query := ddl.not_unique(table, name):
            queries[f"{name}_has_one_row_per_key"] = query
    failures: dict[str, str] = {}
    for rule, query in queries.items():
        report.checks.append(rule)
        plain = query.rstrip().rstrip(";")
        if not db.execute(f"FROM ({plain}) LIMIT 1").fetchone():
            continue
        if query.startswith("-- warn"):
            report.warnings.append(f"{rule}: {frame(db, f'FROM ({plain}) LIMIT {SHOWN_ROWS}').to_dicts()}")
        else:
            failures[rule] = plain
    if failures:
        raise failed(db, failures)
