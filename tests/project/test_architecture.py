"""Folders are layers: each imports only from those below it."""

from __future__ import annotations

from graphlib import TopologicalSorter

from tools.docs import modules

IMPORTS = modules.imports()
DEPTH = {layer: depth for depth, layer in enumerate(modules.LAYERS)}


def test_every_module_is_in_a_layer() -> None:
    assert tuple(modules.layers()) == modules.LAYERS


def test_no_layer_imports_from_one_above_it() -> None:
    upwards = [
        f"{name} imports {imported}"
        for name, all_imported in IMPORTS.items()
        if name not in modules.ENTRY_POINTS
        for imported in all_imported - {*modules.ENTRY_POINTS}
        if DEPTH[modules.layer_of(imported)] < DEPTH[modules.layer_of(name)]
    ]
    assert upwards == []


def test_no_module_imports_itself_through_others() -> None:
    TopologicalSorter(IMPORTS).prepare()


def test_only_the_site_and_the_command_know_pelican() -> None:
    folders = {modules.layer_of(name) for name in modules.importing("pelican")}
    assert folders == {"site", "command"}


def test_the_imports_are_those_of_the_source() -> None:
    assert {"shortcodes/nodes.py", "shortcodes/lexer.py"} <= IMPORTS["shortcodes/parser.py"]
    assert "site/plugin.py" in IMPORTS["__init__.py"], "inside a function, too"
