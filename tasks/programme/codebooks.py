"""Hold the codebooks of a programme folder to themselves and to the rest of the folder, before it lands."""

import codecs
from collections.abc import Iterator, Mapping, Sequence

from tasks.read.notices.organisation_numbers import passes as is_possible
from tasks.read.problems import Place, Problem
from tasks.read.programme.entries import line_of
from tasks.read.programme.mistakes import NUMBER
from tasks.read.programme.rules import NINE_DIGITS
from tasks.read.surveys import codebook
from tasks.read.surveys.codebook import Codebook, CodebookError

CODEBOOKS = "codebooks/"


def codebook_mistakes(files: Mapping[str, bytes], gatherings: Sequence[str] | None) -> Iterator[Problem]:
    """What is wrong with each codebook.

    Args:
        files: the folder's files by path.
        gatherings: short names of all gatherings; None where not all of them could be read.
    """
    for name in sorted(files):
        if name.startswith(CODEBOOKS):
            try:
                book = codebook.parse(files[name], name)
            except CodebookError as error:
                yield from error.problems
            else:
                yield from unknown_encoding(book, name, files[name].decode())
                yield from impossible_numbers(book, name, files[name].decode())
                if gatherings is not None:
                    yield from unknown_gatherings(book, name, files[name].decode(), gatherings)


def unknown_encoding(book: Codebook, name: str, text: str) -> Iterator[Problem]:
    """An encoding that Python does not know."""
    try:
        codecs.lookup(book.file.encoding or "utf-8")
    except LookupError:
        remedy = 'Write one that Python knows: "utf-8", "cp1252", "latin-1".'
        yield Problem(part_of(name, text, "file"), "unknown_encoding", "encoding is unknown", remedy)


def impossible_numbers(book: Codebook, name: str, text: str) -> Iterator[Problem]:
    """Names and domains with an organisation number that no organisation can have."""
    for key, mapped in (("values", book.organisation.values), ("domains", book.organisation.domains)):
        for words, number in mapped.items():
            if not NUMBER.fullmatch(number) or not is_possible(number):
                message = f'{key} maps "{words}" to what is no organisation number'
                yield Problem(part_of(name, text, "organisation"), "wrong_number", message, NINE_DIGITS)


def unknown_gatherings(book: Codebook, name: str, text: str, known: Sequence[str]) -> Iterator[Problem]:
    """Gatherings that programme.toml does not have: what is said of them would stand at none."""
    for gathering in filter(None, (book.gathering.id, *book.gathering.values.values())):
        if gathering not in known:
            message = f"gathering {gathering} has no [[gatherings]] in programme.toml"
            yield Problem(
                part_of(name, text, "gathering"), "unknown_gathering", message, "Name one that is there, or add it."
            )


def part_of(name: str, text: str, heading: str) -> Place:
    """A table of the codebook, with the line where it begins."""
    return Place(name, line_of(text, heading), f"[{heading}]")
