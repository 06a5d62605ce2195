"""Every folder `<schema>.<table>/<case>/` is a test: its CSV files are the inputs, `expect.csv` what the model gives.

An input that the model reads and the folder does not have is empty; it must be a declared table. Columns that
`expect.csv` leaves out are not compared; columns that an input leaves out are NULL.
"""

from pathlib import Path

import duckdb
import polars as pl
import pytest

from schemas import catalogue, ddl
from warehouse.frames import frame
from warehouse.graph import read_models

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/expect.csv"))


@pytest.fixture(scope="module")
def models():
    return read_models()


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}: {path.name.replace('_', ' ')}")
def test_model_gives_what_is_expected(case, models):
    model = models[case.parent.name]
    expected = csv(case / "expect.csv")
    with duckdb.connect() as db:
        for schema in ("parsed", "seeds", "staging", "marts", "indicators"):
            db.execute(f"CREATE SCHEMA {schema}")
        for name in model.reads:
            give(db, name, case / f"{name}.csv")
        made = run(db, model)
        columns = ", ".join(f'CAST("{name}" AS VARCHAR) AS "{name}"' for name in expected.columns)
        assert rows(frame(db, f"SELECT {columns} FROM made")) == rows(expected), made


def csv(path):
    return pl.read_csv(path, infer_schema=False)


def rows(frame):
    return sorted(frame.rows(), key=repr)


def give(db, name, path):
    declared = (catalogue.tables("parsed") | catalogue.tables("marts")).get(name)
    if declared is not None:
        types = {str(column.name): ddl.column_type(column) for column in ddl.columns(declared)}
        db.execute(f"CREATE TABLE {name} ({', '.join(f'{column} {kind}' for column, kind in types.items())})")
        if path.exists():
            given = csv(path)
            if unknown := set(given.columns) - types.keys():
                pytest.fail(f"{path.name}: {sorted(unknown)} are not declared")
            cast = ", ".join(f'CAST("{column}" AS {types[column]}) AS {column}' for column in given.columns)
            db.execute(f"INSERT INTO {name} BY NAME SELECT {cast} FROM given")
    elif path.exists():
        db.execute(f"CREATE TABLE {name} AS FROM read_csv('{path}', header = true)")
    else:
        pytest.fail(f"{name} is read and not declared: the case needs {path.name}")


def run(db, model):
    if isinstance(model.made_by, str):
        return db.execute(f"CREATE TEMP VIEW made AS {model.made_by}")
    frames = [frame(db, f"FROM {name}") for name in model.reads]
    return db.register("made", model.made_by(*frames))
