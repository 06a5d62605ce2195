"""One way to read a package, in a process of its own: `python -m tests.bench.read_package floor|door PACKAGE PARSED`.

Prints documents, processor seconds and peak megabytes. `floor` unpacks and parses; `door` does all that the door does.
"""

import hashlib
import json
import os
import re
import sys
import time
from pathlib import Path

os.environ["POLARS_MAX_THREADS"] = "1"


def floor(package, _):
    from isal import igzip
    from lxml import etree

    from tasks.read.tar import members

    began, count = time.process_time(), 0
    with igzip.open(package, "rb") as stream:
        for _name, _regular, window in members(stream):
            etree.fromstring(window.read())
            count += 1
    return count, time.process_time() - began


def boundary(package, parsed):
    from tasks.parse.worker import Hidden

    sys.meta_path.insert(0, Hidden())
    from schemas.settings import Settings
    from tasks.parse.parse import Landed, read_job
    from tasks.parse.readers import readers

    settings = Settings(data=Path(parsed))
    reader = next(reader for reader in readers(settings) if reader.kind == "notices")
    sha256 = hashlib.sha256(Path(package).read_bytes()).hexdigest()
    began = time.process_time()
    done = read_job(settings.parsed, reader, [Landed(sha256, Path(package), "folder", "package")])
    return done.documents, time.process_time() - began


def peak_kb():
    """Peak resident memory of this program; getrusage would tell that of the one that started it, if larger."""
    return int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])


if __name__ == "__main__":
    way, package, parsed = sys.argv[1:]
    documents, seconds = {"floor": floor, "door": boundary}[way](package, parsed)
    peak = peak_kb() / 1024
    print(
        json.dumps({"documents": documents, "seconds": seconds, "peak_mb": peak, "prefect": "prefect" in sys.modules})
    )
