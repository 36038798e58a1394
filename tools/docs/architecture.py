"""The layers of the package as a picture, and a table of modules for each."""

from __future__ import annotations

from collections.abc import Iterator

from tools.docs import modules
from tools.docs.drawing import drawn
from tools.docs.marked import table
from tools.docs.modules import Graph


def layers() -> str:
    """Return the picture, and for each layer a table of its modules."""
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
    """Draw the layers as SVG, without arrows that follow from others."""
    imported = modules.imports()
    layers = {
        layer: frozenset(modules.layer_of(each) for name in names for each in imported[name])
        & frozenset(modules.LAYERS) - {layer}
        for layer, names in modules.layers().items()
    }
    return drawn(_reduced(layers))


def _reduced(graph: Graph) -> Graph:
    """Return the transitive reduction of the `graph`, which has no cycles."""
    return {
        name: asked - {far for near in asked for far in _reached(graph, near)}
        for name, asked in graph.items()
    }


def _reached(graph: Graph, name: str) -> Iterator[str]:
    for asked in graph[name]:
        yield asked
        yield from _reached(graph, asked)
