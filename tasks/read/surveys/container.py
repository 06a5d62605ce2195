"""What an export is packed in: a zip of files is unpacked, and what nobody can read as a table says the next click."""

import io
import zipfile
import zlib
from dataclasses import replace
from pathlib import PurePosixPath

from tasks.read.surveys.export import ExportRefusedError, Upload

MAX_UNPACKED = 128 * 1024 * 1024
MAX_RATIO = 200
RATIO_FREE = 1024 * 1024
"""Bytes below which a member may be packed as tightly as it likes."""
MAX_FILES = 50
DEEPEST = 3
"""Zips within zips that are opened."""
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ANEW = "Give the file as the survey tool exports it."
SAVE_AS = "Open it there, choose File, Save As, «Excel Workbook (.xlsx)», and give that file."


def unpacked(upload: Upload, depth: int = 0) -> Upload:
    """The files of a zip in place of the zip; anything else as it is.

    Raises:
        ExportRefusedError: a zip that is locked, damaged or too large, or a kind of file that is known and not read.
    """
    data = upload.only
    if data is None:
        return upload
    refuse_known(data)
    if not data.startswith(ZIP):
        return upload
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "[Content_Types].xml" in archive.namelist() or "xl/workbook.xml" in archive.namelist():
                return upload
            refuse_packed(archive)
            members = files(archive)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error):
        return upload  # so that reading says what is wrong with it
    if not members:
        raise ExportRefusedError("empty", "A zip without an export in it. Download it again.")
    if depth >= DEEPEST:
        raise ExportRefusedError("deep_zip", "Zips within zips. Unpack them, and give the files that come out.")
    return unpacked(replace(upload, members=members), depth + 1)


def files(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The files of a zip by name; what a Mac or a browser put there beside them is left out.

    Raises:
        ExportRefusedError: locked, or more than an export has.
    """
    found: dict[str, bytes] = {}
    size = 0
    for member in archive.infolist():
        path = PurePosixPath(member.filename)
        if member.is_dir() or "__MACOSX" in path.parts or path.name.startswith("."):
            continue
        if member.flag_bits & 1:
            raise ExportRefusedError("locked", "A zip with a password. Unpack it, and give the file that comes out.")
        size += member.file_size
        too_tight = member.file_size > RATIO_FREE and member.file_size > MAX_RATIO * member.compress_size
        if too_tight or size > MAX_UNPACKED or len(found) >= MAX_FILES:
            raise ExportRefusedError("zip_bomb", f"Unpacks beyond all measure: not a survey export. {ANEW}")
        found[member.filename] = archive.read(member)
    return found


def refuse_packed(archive: zipfile.ZipFile) -> None:
    """Zips that other programs keep their tables in.

    Raises:
        ExportRefusedError: with the next click.
    """
    names = set(archive.namelist())
    if any(name.endswith(".iwa") or name == "Index.zip" for name in names):
        reason = "A Numbers document. Open it in Numbers, choose File, Export To, «Excel…», and give that file."
        raise ExportRefusedError("numbers", reason)
    if "mimetype" in names and archive.read("mimetype").startswith(b"application/vnd.oasis.opendocument"):
        reason = f"An OpenDocument file (.ods), as LibreOffice keeps them. {SAVE_AS}"
        raise ExportRefusedError("opendocument", reason)


def refuse_known(data: bytes) -> None:
    """Kinds of file that are known by how they begin, and not read.

    Raises:
        ExportRefusedError: with the next click.
    """
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            reason = (
                "A workbook with a password. Open it in Excel, choose File, Info, Protect Workbook, Encrypt with "
                "Password, empty the field, save, and give that file."
            )
            raise ExportRefusedError("locked", reason)
        reason = f"An old Excel workbook (.xls), or one with a password. {SAVE_AS} Take any password away first."
        raise ExportRefusedError("old_xls", reason)
    if data.lstrip()[:5].lower() in {b"<html", b"<!doc", b"<tabl"}:
        reason = (
            f"A web page, as some tools call .xls. If a table shows in Excel: {SAVE_AS} Else log in and export again."
        )
        raise ExportRefusedError("web_page", reason)
    if data.startswith(b"%PDF"):
        raise ExportRefusedError("pdf", "A PDF. Go to the survey tool, and export the answers as CSV or Excel.")
