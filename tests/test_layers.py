"""flows -> tasks -> warehouse -> schemas: a layer imports only what stands to its right, and itself."""

import ast
from pathlib import Path

import pytest

LAYERS = ["flows", "tasks", "warehouse", "schemas"]
ROOT = Path(__file__).parent.parent
MODULES = [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_layer_imports_only_lower_layers(path):
    layer = LAYERS.index(path.relative_to(ROOT).parts[0])
    for module in imported(path):
        top = module.split(".")[0]
        if top in LAYERS:
            assert LAYERS.index(top) >= layer, f"{path.name} imports {module}"


PURE = [
    path for folder in ("tasks/read", "tasks/sample", "warehouse", "schemas") for path in (ROOT / folder).rglob("*.py")
]


@pytest.mark.parametrize("path", sorted(PURE), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_pure_imports_no_prefect(path):
    assert not [module for module in imported(path) if module.split(".")[0] == "prefect"]
