"""What a file of Python imports, from its text alone."""

import ast
from pathlib import Path


def imported(path):
    """Dotted names that a file imports; of `from a import b` both `a` and `a.b`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def file_of(root, name):
    """The file of a module below a folder, or None where there is none of that name."""
    file = Path(root) / (name.replace(".", "/") + ".py")
    return file if file.is_file() else None


def imported_files(root, path):
    """Files below a folder that a file imports."""
    yield from (file for name in imported(path) if (file := file_of(root, name)) is not None)
