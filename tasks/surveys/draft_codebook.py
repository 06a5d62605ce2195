"""Draft a codebook from an export: every column with what it seems to be, for a person to correct."""

from collections.abc import Iterator, Sequence
from json import dumps

from tasks.read.surveys import formats
from tasks.read.surveys.answering import NUMBER
from tasks.read.surveys.export import Export, Upload, letter
from tasks.read.surveys.off_scale import is_beside
from tasks.surveys.column_roles import EMAIL, ids, kind, times, values

FEW = 12
"""Different answers up to which a column counts as a question with options."""
SEEN_TWICE = 2
LARGEST_STEP = 10


def draft(upload: Upload) -> str:
    """A codebook as TOML. Answers are only written where few different ones were each given more than once.

    Raises:
        ExportRefusedError: the export cannot be read.
    """
    export = formats.read(upload)
    kinds = {place: kind(export, place) for place in range(len(export.headers))}
    named = {what: [export.headers[place] for place in kinds if kinds[place] == what] for what in set(kinds.values())}
    lines = [
        "# A first draft: correct it, give every question a lasting code, then put it in the folder codebooks/.",
        "# What each key means stands in docs/surveys.md. What no key names stays out and is listed.",
        'id = "give-it-a-name"',
        f"tool = {quoted(export.tool)}",
        'language = "nb"',
        'occasion = "after"           # before, after, later',
        *file_section(upload),
        "",
        "[submission]",
        f"id = {quoted(ids(export, named))}",
        f"submitted_at = {quoted(times(export, named))}",
        "",
        "[identity]                   # they never land; the first that is filled becomes a pseudonym",
        f"columns = {quoted(named.get('personal', []))}",
        "",
        "[organisation]",
        f"columns = {quoted(named.get('organisation', []))}",
        f"email = {quoted([name for name in named.get('personal', []) if EMAIL.search(name)])}",
        "values = {}                  # name in the export = organisation number, where members.csv has another name",
    ]
    for number, place in enumerate([place for place in kinds if kinds[place] == "question"], start=1):
        lines += ["", *question(export, place, number)]
    return "\n".join(lines) + "\n"


def file_section(upload: Upload) -> Iterator[str]:
    """What was declared of the bytes to read them, so that the codebook declares it as well."""
    given = {"encoding": upload.encoding, "delimiter": upload.delimiter}
    if said := [f"{name} = {quoted(value)}" for name, value in given.items() if value]:
        yield from ("", "[file]", *said)


def question(export: Export, place: int, number: int) -> Iterator[str]:
    """The lines of one question."""
    name = export.headers[place]
    yield f"[[questions]]                # column {letter(place)}"
    yield f"code = {quoted(f'q{number:02}')}"
    yield f"columns = {quoted([name])}"
    if name in export.texts:
        yield f"text = {quoted(export.texts[name])}"
    given = [cell for cell in values(export, place) if not is_beside(cell)]
    labels = export.labels.get(name, {})
    if labels:
        yield 'kind = "single"'
        yield f"options = {options(list(labels.items()))}"
    elif given and all(NUMBER.match(cell) for cell in given):
        yield from numbers([float(cell.replace(",", ".")) for cell in given])
    elif (
        export.joined_by and any(export.joined_by in cell for cell in given) and (choices := few(parts(export, given)))
    ):
        yield 'kind = "multiple"'
        yield f"options = {options([(str(code), text) for code, text in enumerate(choices, start=1)])}"
    elif few(given):
        yield 'kind = "single"'
        yield f"options = {options([(str(code), text) for code, text in enumerate(few(given), start=1)])}"
    else:
        yield 'kind = "text"'
    yield 'measure = "other"            # usefulness, relevance, recommend, intention, benchmark_need …'
    yield "level = 1                    # Kirkpatrick: 1 reaction, 2 learning, 3 behaviour"


def numbers(given: Sequence[float]) -> Iterator[str]:
    """The lines of a question that is answered by numbers: a scale where they are few whole steps."""
    low, high = min(given), max(given)
    if all(one.is_integer() for one in given) and 0 <= low <= high <= LARGEST_STEP:
        yield 'kind = "scale"              # the bounds are those seen: is it the whole scale?'
        yield f'scale = {{ minimum = {int(low)}, maximum = {int(high)}, direction = "up" }}'
    else:
        yield 'kind = "number"'


def parts(export: Export, given: Sequence[str]) -> list[str]:
    """The options in cells that hold several."""
    return [part.strip() for cell in given for part in cell.split(export.joined_by or "\0") if part.strip()]


def few(given: Sequence[str]) -> list[str]:
    """The different answers, where they are few and each was given more than once; none otherwise."""
    different = list(dict.fromkeys(given))
    is_few = len(different) <= FEW and all(given.count(text) >= SEEN_TWICE for text in different)
    return different if is_few else []


def options(pairs: Sequence[tuple[str, str]]) -> str:
    """Options as inline TOML."""
    lines = (f"    {{ code = {quoted(code)}, label = {quoted(label)} }},\n" for code, label in pairs)
    return f"[\n{''.join(lines)}]"


def quoted(value: object) -> str:
    """A text or a list of texts as TOML."""
    return dumps(value, ensure_ascii=False)
