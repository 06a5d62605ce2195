"""flows -> tasks -> warehouse -> schemas: a layer, and each folder in it, imports only what stands below it."""

from pathlib import Path

import pytest

from tests.imports import imported, imported_files

LAYERS = ["flows", "tasks", "warehouse", "schemas"]
ROOT = Path(__file__).parent.parent
MODULES = [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]


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


ORDER = [
    "schemas",
    "schemas/parsed",
    "schemas/marts",
    "warehouse",
    "warehouse/matching",
    "warehouse/effect",
    "warehouse/models/staging",
    "warehouse/models/marts",
    "warehouse/export",
    "warehouse/export/ocds",
    "warehouse/dashboard",
    "warehouse/generation",
    "tasks/read",
    "tasks/read/registers",
    "tasks/read/notices",
    "tasks/read/programme",
    "tasks/read/surveys",
    "tasks/sample/world",
    "tasks/sample/eforms",
    "tasks/sample/ted_export",
    "tasks/sample",
    "tasks/landing",
    "tasks/http",
    "tasks/prefect",
    "tasks/programme",
    "tasks/surveys",
    "tasks/sources",
    "tasks/parse",
    "tasks/build",
    "tasks/erasure",
    "tasks/run",
    "tasks/pull",
    "tasks/drafting",
    "flows",
    "flows/commands",
]
"""Every folder of code, the lowest first: one imports itself and those before it."""


def folder_of(path):
    return path.relative_to(ROOT).parent.as_posix()


def test_every_folder_of_code_stands_in_the_order():
    assert {folder_of(path) for path in MODULES} == set(ORDER)


def test_no_folder_holds_a_single_file():
    holds = {}
    for path in (ROOT / layer for layer in LAYERS):
        for file in path.rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts and file.name != "README.md":
                holds.setdefault(folder_of(file), []).append(file.name)
    assert not {folder: files for folder, files in holds.items() if len(files) == 1}


@pytest.mark.parametrize("folder", ORDER)
def test_a_folder_imports_only_folders_below_it(folder):
    for path in (path for path in MODULES if folder_of(path) == folder):
        for module in imported_files(ROOT, path):
            assert ORDER.index(folder_of(module)) <= ORDER.index(folder), f"{path.name} imports {module.name}"


PACKAGES = [folder for folder in ORDER if folder.startswith("tasks/") and folder.count("/") == 1]


@pytest.mark.parametrize("folder", PACKAGES)
def test_each_folder_of_tasks_says_what_lives_in_it(folder):
    assert len((ROOT / folder / "README.md").read_text(encoding="utf-8").split()) > 20
