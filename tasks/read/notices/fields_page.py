"""The page docs/notices.md, from the declaration and the declared tables: where each column stands in each format.

`python -m tasks.read.notices.fields_page > docs/notices.md` writes it; a test holds the page to the declaration.
"""

import sys
from collections.abc import Iterator

from schemas import catalogue, ddl
from tasks.read.notices.declaration import Format, Rows
from tasks.read.notices.parsing import FORMATS
from tasks.read.notices.tables import TABLES

HEAD = """# Where each column of a notice comes from

Written from `tasks/read/notices/eforms.py` and `tasks/read/notices/ted_export.py` by
`python -m tasks.read.notices.fields_page`; do not edit. The words of a path are explained in
`tasks/read/notices/declaration.py`. To read one more field: `make new-notice-column`, and
[CONTRIBUTING.md](../CONTRIBUTING.md#four-things-that-others-add).

Not listed, because they are worked out from several fields: SDK, nationality and conversion of a notice, organisation
numbers and pseudonyms, and what is nulled, unknown or withheld, which `marts.notice_omissions` tells.

Of TED_EXPORT R2.0.8 (until 2016) the forms of defence, F16 to F18, are read whole. Of its other forms and of F19 no
example was at hand: their coded section is read (publication, dates, type, procedure, nature), they are marked
`is_untried`, and what stands in the form itself is null and counted as unknown elements.
"""
LONGEST = 110


def page() -> str:
    """The page."""
    lines = [HEAD]
    for table in TABLES:
        declared = catalogue.tables("parsed")[f"parsed.{table}"]
        lines += [f"## {table}", "", ddl.description(declared), ""]
        lines += ["| column | meaning | eForms | TED_EXPORT |", "| --- | --- | --- | --- |"]
        for column in ddl.columns(declared)[2:]:
            cells = [" · ".join(f"`{place}`" for place in places(form, table, str(column.name))) for form in FORMATS]
            lines.append(f"| {column.name} | {column.description} | {' | '.join(cells)} |")
        lines.append("")
    return "\n".join(lines)


def places(form: Format, table: str, column: str) -> Iterator[str]:
    """Where a column stands in a format, short; the same place once."""
    seen = set()
    for rows in form.sources:
        if rows.table == table and column in rows.columns:
            for place in described(rows, rows.columns[column]):
                if place not in seen:
                    seen.add(place)
                    yield place


def described(rows: Rows, path: object) -> Iterator[str]:
    """Each path of a column from the root, without the wrapping that all extensions share."""
    if isinstance(path, tuple):
        for each in path:
            yield from described(rows, each)
        return
    text = " + ".join(map(str, path)) if isinstance(path, list) else str(path)
    if text[0] not in "/=#~+^" and not isinstance(path, list):
        text = f"{rows.at}/{text}" if rows.at != "/" else f"/{text}"
    text = text.replace("ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension", "…")
    text = text.replace("FORM_SECTION/*[@CATEGORY='ORIGINAL'][1]", "FORM").replace("|", "\\|")
    yield text if len(text) <= LONGEST else f"…{text[-LONGEST:]}"


if __name__ == "__main__":
    sys.stdout.write(page())
