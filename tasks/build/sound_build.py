"""Build, and where documents break a check, a key, a constraint or a model, set them aside and build once more.

What breaks without any document, or with more of them than a few, is our fault and not theirs: nothing is published.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pyarrow.parquet as pq

from schemas.settings import Settings
from tasks.build.inputs import BuildInputs
from tasks.build.warehouse_file import warehouse_file
from tasks.landing.set_aside import Decision
from warehouse.bisect import first_to_break
from warehouse.build import CheckFailedError
from warehouse.graph import ModelError

AT_LEAST = 20
ONE_IN = 1000


def make_sound(settings: Settings, build_inputs: BuildInputs, make: Callable[[BuildInputs], None]) -> list[Decision]:
    """Make a generation of what is sound.

    Args:
        settings: the settings.
        build_inputs: what the marts follow from.
        make: makes the generation.

    Returns:
        What was set aside for it; nothing of that is written down yet.

    Raises:
        CheckFailedError: rows that break a rule come from no document, or from more than may be set aside.
        ModelError: a model breaks without any document, or with more than may be set aside.
    """
    found: list[Decision] = []
    while True:
        sound = build_inputs.without(found)
        try:
            make(sound)
        except (CheckFailedError, ModelError) as error:
            more = decisions(settings, sound, error)
            if not more or len(found) + len(more) > at_most(settings, build_inputs):
                raise
            found += more
        else:
            return found


def decisions(settings: Settings, build_inputs: BuildInputs, error: CheckFailedError | ModelError) -> list[Decision]:
    """Which documents to set aside, and why; none where no document is at fault."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    if isinstance(error, CheckFailedError) and error.documents:
        first = {document: rule for rule in reversed(error.checks) for document in error.documents.get(rule, ())}
        reason = "Rows of the document break this rule of the warehouse; all other documents hold to it."
        return [Decision(*document, rule, reason, now, build_inputs.code) for document, rule in first.items()]
    first_with = partial(first_to_break, partial(warehouse_file, settings), build_inputs.inputs, build_inputs.world)
    if isinstance(error, CheckFailedError):
        rule, query = next(iter(error.queries.items()), ("", ""))
        table = rule.rpartition(".")[0] if rule.count(".") > 1 else None  # of a constraint: its table is made again
        found = first_with(table or rule, None if table else query) if rule else None
        reason = "With the document, rows break this rule of the warehouse; without it all hold to it."
        return [Decision(*found, rule, reason, now, build_inputs.code)] if found else []
    found = first_with(error.model) if error.model else None
    reason = "This table cannot be made with the document; it is made of all others."
    return [Decision(*found, str(error.model), reason, now, build_inputs.code)] if found else []


def at_most(settings: Settings, build_inputs: BuildInputs) -> int:
    """How many documents a build may set aside."""
    if settings.set_aside_at_most is not None:
        return settings.set_aside_at_most
    documents: int = sum(pq.read_metadata(path).num_rows for path in build_inputs.inputs["parsed.documents"])
    return max(AT_LEAST, documents // ONE_IN)
