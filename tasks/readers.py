"""The reader of each kind of landed object: one line a kind, and the door does the rest."""

from collections.abc import Callable
from functools import partial

from schemas.settings import settings
from tasks.door import Reader
from tasks.read.notices.reader import read_notices


def notices(pseudonymise: Callable[[str], str], key_id: str) -> Reader:
    """Tender notices, single or in archives; people in them become pseudonyms under the key with this id."""
    read = partial(read_notices, pseudonymise=pseudonymise, batch_documents=settings().batch_documents)
    return Reader("notices", read, code=("tasks/read/notices",), depends_on=key_id)
