import pandera.polars as pa
import pytest

from schemas import catalogue, ddl, fields
from schemas.marts import ledger, notices, programme
from schemas.table import Table


class There(Table):
    """One row per thing."""

    size: int = pa.Field(ge=1, description="How large.")
    name: str = fields.text("What it is called.")


def test_a_column_that_is_carried_has_the_meaning_and_the_checks_of_the_first():
    there = fields.Carried(There)

    class Here(Table):
        """One row per thing."""

        name: str = there.name
        size: int = there.size

    carried = Here.to_schema().columns
    for name, column in There.to_schema().columns.items():
        assert (carried[name].description, carried[name].nullable) == (column.description, column.nullable)
        assert ddl.column_definition(carried[name]) == ddl.column_definition(column)


def test_a_column_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(AttributeError, match="colour is no column there; there are size, name"):
        fields.Carried(There).colour  # noqa: B018 - the look itself is tried


def parsed_meanings():
    found = {}
    for table in catalogue.tables("parsed").values():
        for column in ddl.columns(table):
            found.setdefault(str(column.name), []).append(column.description)
    return found


@pytest.mark.parametrize("module", [notices, ledger, programme])
def test_a_mart_writes_no_meaning_that_a_parsed_table_has_written(module):
    meanings = parsed_meanings()
    again = []
    for name, table in catalogue.tables("marts").items():
        for column in ddl.columns(table) if table.__module__ == module.__name__ else ():
            same = [told for told in meanings.get(str(column.name), ()) if told == column.description]
            if same and not any(told is column.description for told in same):
                again.append(f"{name}.{column.name}")
    assert not again, "carry them on: fields.Carried"
