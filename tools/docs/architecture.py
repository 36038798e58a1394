"""The layers of the package: a picture, the same in words, and every import."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import TopologicalSorter

from tools.docs import modules
from tools.docs.drawing import drawn
from tools.docs.marked import table
from tools.docs.modules import Graph


def layers() -> str:
    """The picture, and what it shows as a list."""
    asked = between_layers()
    words = (f"- **{layer}** asks {_joined(asked[layer])}." for layer in asked)
    alternative = "The layers from top to bottom and what asks what; the list below says the same."
    return f"![{alternative}](architecture.svg)\n\n" + "\n".join(words)


def imports() -> str:
    """Each module with those that it imports."""
    rows = (
        (f"`{name}`", ", ".join(f"`{each}`" for each in sorted(asked)) or "–")
        for name, asked in sorted(modules.imports().items())
    )
    return table(("module", "imports"), rows)


def picture() -> str:
    """The layers as SVG; an arrow that follows from others is left out."""
    return drawn(modules.layers(), _reduced(between_layers()))


def between_layers() -> Graph:
    """For each layer, the outermost first, the others that it asks."""
    inside = {name: layer for layer, names in modules.layers().items() for name in names}
    imported = modules.imports()
    return {
        layer: frozenset(
            inside[asked] for name in names for asked in imported.get(name, ()) if asked in inside
        )
        - {layer}
        for layer, names in modules.layers().items()
    }


def _joined(names: frozenset[str]) -> str:
    return ", ".join(name for name in modules.layers() if name in names) or "nothing"


def _reduced(graph: Graph) -> Graph:
    """The `graph` without what can be reached in several steps."""
    TopologicalSorter(graph).prepare()  # tells where there is a cycle
    return {
        name: asked - {far for near in asked for far in _reached(graph, near)}
        for name, asked in graph.items()
    }


def _reached(graph: Graph, name: str) -> Iterator[str]:
    for asked in graph[name]:
        yield asked
        yield from _reached(graph, asked)
