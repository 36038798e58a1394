"""The layers of the package: a picture, and each with its modules."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import TopologicalSorter

from tools.docs import modules
from tools.docs.drawing import drawn
from tools.docs.marked import table
from tools.docs.modules import Graph


def layers() -> str:
    """The picture, and for each layer a table of its modules."""
    picture = (
        "![The layers from top to bottom; each imports only from those below it.](architecture.svg)"
    )
    sections = (_section(layer, names) for layer, names in modules.layers().items())
    return "\n\n".join((picture, *sections))


def _section(layer: str, names: tuple[str, ...]) -> str:
    rows = ((f"`{name.partition('/')[2] or name}`", modules.summary(name)) for name in names)
    is_folder = "/" in names[0]
    about = f"{modules.summary(f'{layer}/__init__.py')}\n\n" if is_folder else ""
    title = f"`{layer}/`" if is_folder else f"`{names[0]}`"
    return f"## {title}\n\n{about}{table(('module', 'what it does'), rows)}"


def picture() -> str:
    """The layers as SVG; an arrow that follows from others is left out."""
    return drawn(modules.layers(), _reduced(between_layers()))


def between_layers() -> Graph:
    """Each layer, from top to bottom, with the other layers that it imports from."""
    imported = modules.imports()
    return {
        layer: frozenset(modules.layer_of(each) for name in names for each in imported[name])
        & frozenset(modules.LAYERS) - {layer}
        for layer, names in modules.layers().items()
    }


def _reduced(graph: Graph) -> Graph:
    """The `graph` without what can be reached in several steps."""
    TopologicalSorter(graph).prepare()  # raises where there is a cycle
    return {
        name: asked - {far for near in asked for far in _reached(graph, near)}
        for name, asked in graph.items()
    }


def _reached(graph: Graph, name: str) -> Iterator[str]:
    for asked in graph[name]:
        yield asked
        yield from _reached(graph, asked)
