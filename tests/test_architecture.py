"""The architecture is as the page about it says: layers, each of which asks only those below it."""

from __future__ import annotations

from graphlib import TopologicalSorter
from itertools import chain

from tools.docs import modules

LAYERS = modules.layers()
IMPORTS = modules.imports()
DEPTH = {name: depth for depth, names in enumerate(LAYERS.values()) for name in names}


def test_every_module_stands_in_one_layer() -> None:
    assert sorted(chain.from_iterable(LAYERS.values())) == sorted(IMPORTS)


def test_no_layer_asks_one_above_it() -> None:
    upwards = [
        f"{name} imports {asked}"
        for name, all_asked in IMPORTS.items()
        for asked in all_asked
        if DEPTH[asked] < DEPTH[name]
    ]
    assert upwards == []


def test_no_module_asks_itself_by_way_of_others() -> None:
    TopologicalSorter(IMPORTS).prepare()


def test_only_the_edge_knows_pelican() -> None:
    assert modules.importing("pelican") == {"plugin.py", "command/site.py"}


def test_the_imports_are_those_of_the_source() -> None:
    assert {"nodes.py", "markup.py", "lexer.py"} <= IMPORTS["parser.py"]
    assert "plugin.py" in IMPORTS["__init__.py"], "inside a function, too"
    assert "render/context.py" not in IMPORTS["shortcode.py"], "but not for types alone"
