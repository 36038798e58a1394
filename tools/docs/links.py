"""A Markdown extension that lets `docs/` be read on a forge and as a site alike.

On a forge a link names a file beside the page. Pelican is told by `{filename}` and `{static}` that it is one of the
site's files, and puts the address of what it made of it in its place.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

_FILE = re.compile(r"(?:[\w.-]+/)*[\w-]+\.(?P<kind>[a-z]+)(?:#[\w-]+)?")
_AFTER_LINKS_ARE_READ = 15


class _Links(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            for attribute in ("href", "src"):
                if file := _FILE.fullmatch(element.get(attribute, "")):
                    told = "{filename}" if file["kind"] == "md" else "{static}"
                    element.set(attribute, f"{told}{file[0]}")


class _Extension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - its name in Python-Markdown
        md.treeprocessors.register(_Links(md), "site_links", _AFTER_LINKS_ARE_READ)


def makeExtension() -> Extension:  # noqa: N802 - its name in Python-Markdown
    """Give Python-Markdown the extension, which it asks for by the name of this module."""
    return _Extension()
