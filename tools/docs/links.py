"""A Markdown extension that makes links between the files of `docs/` work on the site as they do in the repository.

In the repository a link names a file. Pelican replaces `{filename}` and `{static}` with the URL of the page or file on
the site.
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
    """Return the extension; Python-Markdown calls this function of a module that it gets by name."""
    return _Extension()
