"""Folders are layers: each imports only from those below it."""

from __future__ import annotations

import re
import tomllib
from graphlib import TopologicalSorter

from tests.sites import PROJECT
from tools.docs import modules

IMPORTS = modules.imports()
LEVEL = {layer: depth for depth, layer in enumerate(modules.LAYERS)}


def test_every_module_belongs_to_a_layer() -> None:
    assert tuple(modules.layers()) == modules.LAYERS


def test_no_layer_imports_from_a_higher_one() -> None:
    upwards = [
        f"{name} imports {imported}"
        for name, all_imported in IMPORTS.items()
        if name not in modules.ENTRY_POINTS
        for imported in all_imported - {*modules.ENTRY_POINTS}
        if LEVEL[modules.layer_of(imported)] < LEVEL[modules.layer_of(name)]
    ]
    assert upwards == []


def test_there_are_no_import_cycles() -> None:
    TopologicalSorter(IMPORTS).prepare()


def test_only_the_site_and_the_command_import_pelican() -> None:
    folders = {modules.layer_of(name) for name in modules.importing("pelican")}
    assert folders == {"site", "command"}


def test_all_imports_are_found() -> None:
    assert {"shortcodes/nodes.py", "shortcodes/lexer.py"} <= IMPORTS["shortcodes/parser.py"]
    assert "site/plugin.py" in IMPORTS["__init__.py"], "inside a function, too"


def test_every_dependency_is_imported() -> None:
    """Each dependency is imported by the same name as it is installed."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split("[^a-z0-9]", each)[0] for each in project["dependencies"]}
    imported = {"beautifulsoup4": "bs4"}
    unused = {name for name in names if not modules.importing(imported.get(name, name))}
    assert unused == set()


def test_only_the_command_imports_packages_for_terminals() -> None:
    for package in ("click", "rich"):
        assert {modules.layer_of(name) for name in modules.importing(package)} == {"command"}
