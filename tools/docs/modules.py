"""The modules of the package and what they import, read from their source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent
PACKAGE = "pelican_mks"
PAGE = PROJECT / "docs" / "architecture.md"
_LAYER = re.compile(
    r"^## (.+)\n(?:(?!## ).*\n)*?\| module \| takes \| gives \|\n.*\n((?:\|.*\n)+)", re.MULTILINE
)
_NAMED = re.compile(r"`([\w/]+\.py)`")

Graph = Mapping[str, frozenset[str]]
"""For each name those that it asks."""


def layers() -> dict[str, tuple[str, ...]]:
    """The layers that the page about the architecture declares, the outermost first, with their modules."""
    return {
        title: tuple(
            name for row in rows.splitlines() for name in _NAMED.findall(row.split(" | ")[0])
        )
        for title, rows in _LAYER.findall(PAGE.read_text(encoding="utf-8"))
    }


def imports() -> Graph:
    """What each module of the package imports of it when the program runs; files that hold no code are left out."""
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
    """The modules that import another `package` when the program runs."""
    return {
        _shown(path)
        for path in (PROJECT / PACKAGE).rglob("*.py")
        if any(name.partition(".")[0] == package for name in _imported(_tree(path)))
    }


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _holds_code(tree: ast.Module) -> bool:
    return any(not isinstance(node, ast.Expr) for node in tree.body)


def _shown(path: Path) -> str:
    return path.relative_to(PROJECT / PACKAGE).as_posix()


def _dotted(path: Path) -> str:
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(node: ast.AST) -> Iterator[str]:
    """What is imported by its whole name: modules, and what is taken out of them."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.module, "imports are written from the package's name on"
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        elif not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield from _imported(child)
