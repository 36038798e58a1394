"""The modules of the package, their layers and what they import, read from their source."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent
PACKAGE = "pelican_mks"
LAYERS = (
    "command",
    "site",
    "source",
    "transform",
    "markdown",
    "families",
    "render",
    "shortcodes",
    "html",
)
"""The folders of the package, and `transform.py`: each imports only from those that follow it."""
ENTRY_POINTS = ("__init__.py", "__main__.py")

Graph = Mapping[str, frozenset[str]]
"""Maps each name to the names that it imports."""


def layers() -> dict[str, tuple[str, ...]]:
    """Return the layers from top to bottom, with the modules of each."""
    names = [name for name in imports() if name not in ENTRY_POINTS]
    return {
        layer: tuple(name for name in names if layer_of(name) == layer)
        for layer in dict.fromkeys((*LAYERS, *map(layer_of, names)))
    }


def layer_of(name: str) -> str:
    """Return the layer of a module: its folder, or its name if it is at the top of the package."""
    return name.partition("/")[0].removesuffix(".py")


def imports() -> Graph:
    """Map each module of the package to the modules that it imports, including those only for types."""
    trees = {path: _tree(path) for path in sorted((PROJECT / PACKAGE).rglob("*.py"))}
    files = {_dotted(path): _shown(path) for path, tree in trees.items() if _holds_code(tree)}
    return {
        files[_dotted(path)]: frozenset(
            files[module]
            for name in _imported(tree)
            for module in [name if name in files else name.rpartition(".")[0]]
            if module in files
        )
        for path, tree in trees.items()
        if _dotted(path) in files
    }


def importing(package: str) -> set[str]:
    """Return the modules that import another `package`."""
    return {
        _shown(path)
        for path in (PROJECT / PACKAGE).rglob("*.py")
        if any(name.partition(".")[0] == package for name in _imported(_tree(path)))
    }


def summary(name: str) -> str:
    """Return the first paragraph of a module's docstring."""
    docstring = ast.get_docstring(_tree(PROJECT / PACKAGE / name)) or ""
    return " ".join(docstring.partition("\n\n")[0].split())


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _holds_code(tree: ast.Module) -> bool:
    return any(not isinstance(node, ast.Expr) for node in tree.body)


def _shown(path: Path) -> str:
    return path.relative_to(PROJECT / PACKAGE).as_posix()


def _dotted(path: Path) -> str:
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(tree: ast.Module) -> Iterator[str]:
    """Yield the full names of imported modules, and of the names imported from them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module, "relative imports are not used"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
