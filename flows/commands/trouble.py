"""What the machine lacks, in words: a full disk, a folder that is read-only, too little memory. Never a traceback."""

import errno

import duckdb

from tasks.read.file_names import shown

AGAIN = "Nothing is lost: what had landed stays, and what is published stays as it was. Then run it again."
REMEDIES = {
    errno.ENOSPC: "the disk is full. Make room (`bestillerpuls status` says how much is left)",
    errno.EDQUOT: "the quota is used up. Make room, or have it raised",
    errno.EFBIG: "a file may not be that large here. Have the limit raised",
    errno.EROFS: "the file system is read-only. Have it made writable; after an error, check the disk first",
    errno.EACCES: "there is no right to write or read it. Give this user the right",
    errno.EPERM: "there is no right to write or read it. Give this user the right",
    errno.EIO: "the disk reports an error. Look after the disk, then run `bestillerpuls verify`",
    errno.EMFILE: "too many files are open. Have the limit raised (ulimit -n)",
    errno.ENOMEM: "memory is short. Lower BESTILLERPULS_MEMORY_LIMIT or BESTILLERPULS_WORKERS",
}
FULL = "No space left on device"


def in_words(error: BaseException | None) -> str | None:
    """What the machine lacks, and the remedy; None where an error is another one."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in REMEDIES:
            where = f"{shown(str(error.filename))}: " if error.filename else ""
            return f"{where}{REMEDIES[error.errno]}. {AGAIN}"
        if isinstance(error, duckdb.IOException) and FULL in str(error):
            return f"{REMEDIES[errno.ENOSPC]}. {AGAIN}"
        if isinstance(error, MemoryError | duckdb.OutOfMemoryException):
            return f"{REMEDIES[errno.ENOMEM]}. {AGAIN}"
        error = error.__cause__ or error.__context__
    return None
