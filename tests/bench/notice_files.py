"""Notices to measure with: the real ones of ../shared, or the project's own golden ones where that is not there."""

import gzip
import io
import tarfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
REAL = ROOT.parent / "shared" / "data" / "notices"
GOLDEN = ROOT / "tests" / "tasks" / "read" / "notices" / "golden"


@cache
def notices(form):
    """Bytes of every notice of a format, `eforms` or `ted_export`."""
    folders = {"eforms": ("eforms/NOR", "eforms/other"), "ted_export": ("ted_export",)}[form]
    paths = [path for folder in folders for path in sorted((REAL / folder).rglob("*.xml"))]
    return [path.read_bytes() for path in paths or sorted(GOLDEN.glob(f"{form}/*/notice.xml"))]


def package(path, documents):
    """A package as TED gives it, made of these notices over and over."""
    eforms = notices("eforms")
    with gzip.GzipFile(path, "w", 6, mtime=0) as packed, tarfile.open(fileobj=packed, mode="w") as archive:
        for number in range(documents):
            data = eforms[number % len(eforms)]
            entry = tarfile.TarInfo(f"20240102_001/{number:08}_2024.xml")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return path
