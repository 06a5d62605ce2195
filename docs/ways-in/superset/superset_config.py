"""Superset's own settings: everything in one folder, no usage told to anybody, the session key made on first use."""

import os
from pathlib import Path

from superset.config import TALISMAN_CONFIG as DEFAULT

HOME = Path(os.environ["SUPERSET_HOME"])

SECRET_KEY = (HOME / "secret-key").read_text(encoding="utf-8")
SQLALCHEMY_DATABASE_URI = f"sqlite:///{HOME / 'superset.db'}"
CACHE_CONFIG = DATA_CACHE_CONFIG = {"CACHE_TYPE": "NullCache"}
RATELIMIT_STORAGE_URI = "memory://"

# Its pages ask a counting service for a pixel; a policy that does not name it keeps the browser from asking.
TALISMAN_CONFIG = DEFAULT | {
    "content_security_policy": {
        what: [source for source in sources if "scarf" not in source] if isinstance(sources, list) else sources
        for what, sources in DEFAULT["content_security_policy"].items()
    }
}
