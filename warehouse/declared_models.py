"""Staging models that follow from a declaration alone: a parsed table of notices by its notice, a register by its key.

A file `models/staging/<table>.sql` goes before the model of the same name here: write one where a table needs more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from schemas import catalogue, ddl

HERE = Path(__file__)


@dataclass(frozen=True)
class Register:
    """What identifies a row of a register, and which rows that ship give way to one that landed.

    Attributes:
        key: columns of which the newest landed row counts.
        replaces: columns by which a landed row stands in the place of the rows that ship.
        ended: query of the landed rows where a row may lack its end; `landed` is their name.
    """

    key: tuple[str, ...]
    replaces: tuple[str, ...]
    ended: str = "landed"


NEXT = "coalesce(valid_to, lead(valid_from) over (partition by county_code order by valid_from)) as valid_to"
REGISTERS = {
    "centrality": Register(("municipality_code", "valid_from"), ("municipality_code",)),
    "county_codes": Register(
        ("county_code", "valid_from"), ("county_code",), f"(select * replace ({NEXT}) from landed)"
    ),
    "municipality_changes": Register(("old_code", "new_code", "changed_on"), ("old_code",)),
    "municipality_codes": Register(("municipality_code", "valid_from"), ("municipality_code",)),
    "municipality_organisation_numbers": Register(
        ("organisation_number", "municipality_code", "valid_from"), ("organisation_number",)
    ),
    "population": Register(("municipality_code", "year"), ("municipality_code", "year")),
    "register_units": Register(("organisation_number",), ("organisation_number",)),
}
"""By parsed table. A name of a county that has no end ends where the next one of its code begins."""


def declared_models() -> Iterator[tuple[str, str]]:
    """Names and queries of the models."""
    for table in catalogue.of_notices():
        yield f"staging.{table}", of_notice(table)
    for table, register in REGISTERS.items():
        yield f"staging.register_{table.removeprefix('register_')}", of_register(table, register)


def of_notice(table: str) -> str:
    """The rows of loaded notices, by the notice's key in place of its file."""
    return f"""select notice.notice_key, {", ".join(f"row.{name}" for name in columns(table))}
from parsed.{table} as row
inner join staging.notices as notice using (file_sha256, member)"""


def of_register(table: str, register: Register) -> str:
    """What landed, the newest of each key, before the snapshot that ships, which fills in where nothing landed."""
    cast = ", ".join(f"cast(shipped.{name} as {kind}) as {name}" for name, kind in columns(table).items())
    return f"""with landed as (
    select {", ".join(f"row.{name}" for name in columns(table))},
        'landed' as source,
        cast(document.landed_at as date) as as_of,
    from parsed.{table} as row
    inner join staging.documents as document using (file_sha256, member)
    where document.outcome = 'loaded'
    qualify row_number() over (
        partition by {", ".join(f"row.{name}" for name in register.key)}
        order by document.landed_at desc, row.file_sha256, row.member
    ) = 1
)

from {register.ended}
union all by name
select {cast}, shipped.source, cast(shipped.as_of as date) as as_of,
from seeds.{table} as shipped
anti join landed using ({", ".join(register.replaces)})"""


def columns(table: str) -> dict[str, str]:
    """The declared columns of a parsed table and their types, without those that name the document."""
    declared = ddl.columns(catalogue.tables("parsed")[f"parsed.{table}"])
    return {str(column.name): ddl.column_type(column) for column in declared[2:]}
