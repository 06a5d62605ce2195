"""Where our own code failed at a document, told without any value of the document."""

from pathlib import Path
from traceback import walk_tb

ROOT = Path(__file__).parents[2]


def where(error: BaseException) -> str:
    """The kind of an error and the innermost line of our own code that it passed."""
    place = "line 0"
    for frame, line in walk_tb(error.__traceback__):
        file = frame.f_code.co_filename
        if file.startswith("<walker"):
            place = f"line {line} of the {file.strip('<>')}"
        elif Path(file).is_relative_to(ROOT) and ".venv" not in file:
            place = f"line {line} of {Path(file).relative_to(ROOT).as_posix()}"
    return f"{type(error).__name__} in {place}"
