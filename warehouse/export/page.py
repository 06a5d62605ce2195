"""Put a page together: escaped by default, styled and scripted inline, and allowed to load nothing from anywhere."""

import base64
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = [Path(__file__).parent / "templates", Path(__file__).parent.parent / "dashboard" / "templates"]

ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(template: str, *, styles: Sequence[str] = ("page.css",), scripts: Sequence[str] = (), **says: Any) -> str:
    """A whole HTML document from a template that extends `page.html`.

    Args:
        template: its file name.
        styles: style sheets of the templates, in order.
        scripts: JavaScript to run, in order; only these may run, since the policy names their hashes.
        says: what the template shows. Text is escaped; nothing here is taken for HTML.
    """
    style = "\n".join(map(source, styles))
    policy = "; ".join(
        [
            "default-src 'none'",
            f"style-src {hash_of(style)}",
            "script-src " + (" ".join(map(hash_of, scripts)) or "'none'"),
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    return ENVIRONMENT.get_template(template).render(policy=policy, style=style, scripts=scripts, **says)


def source(name: str) -> str:
    """A file of the templates as it stands: a style sheet or a script of our own."""
    return str(ENVIRONMENT.loader.get_source(ENVIRONMENT, name)[0])  # type: ignore[union-attr]


def hash_of(text: str) -> str:
    """How a content security policy names the inline style or script that it lets through."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def data_island(data: object) -> str:
    """JSON for a `<script type="application/json">`."""
    return inert(json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str))


def inert(text: str) -> str:
    """JSON in which nothing can end the element it stands in, or open a comment."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
