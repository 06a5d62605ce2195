"""`bestillerpuls sql`: a question to the published marts."""

import csv
import json
import sys
from enum import StrEnum
from typing import Annotated

import duckdb
import typer
from rich.console import Console

from schemas.errors import UserError
from schemas.settings import load_settings
from tasks.run.report import as_table
from warehouse.connect import connect


class Format(StrEnum):
    """How an answer is written."""

    table = "table"
    csv = "csv"
    json = "json"


def sql(
    question: Annotated[str, typer.Argument(help="One SQL question, such as: from marts.ledger limit 5")],
    format: Annotated[Format, typer.Option(help="How the answer is written.")] = Format.table,  # noqa: A002 - the option's name
) -> None:
    """Ask the published marts. The file is opened read-only and locked down: no other file can be read or written.

    `show all tables` lists what there is, `describe marts.notices` the columns of a mart.
    """
    path = load_settings().current / "marts.duckdb"
    if not path.exists():
        raise UserError(f"Nothing is published in {load_settings().published} yet. Start with: bestillerpuls run")
    with connect(path) as db:
        try:
            answer = db.execute(question)
        except duckdb.Error as error:
            raise UserError(f"The question was not understood: {error}") from None
        write(answer, format)


def write(answer: duckdb.DuckDBPyConnection, how: Format) -> None:
    """Write an answer to standard output."""
    names = [str(column[0]) for column in answer.description or ()]
    if how is Format.table:
        Console(width=None if sys.stdout.isatty() else 200).print(as_table("", answer))
    elif how is Format.csv:
        csv.writer(sys.stdout, lineterminator="\n").writerows([names, *answer.fetchall()])
    else:
        rows = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
