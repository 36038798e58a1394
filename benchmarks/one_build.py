"""Builds one site, and prints the CPU seconds of that, those in the plugin, and those of them that pass once.

Imports come before: they are measured by themselves.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from time import process_time
from typing import Any

from pelican import Pelican
from pelican.settings import read_settings

from pelican_mks import markdown
from pelican_mks.markdown import inline, tags
from pelican_mks.site import plugin


class Clock:
    """Counts the time that passes in functions."""

    def __init__(self) -> None:
        self.calls: dict[str, list[float]] = {}

    def watch(self, owner: Any, name: str) -> None:
        """Count the time in the function `name` of `owner`."""
        function: Callable[..., Any] = getattr(owner, name)
        calls = self.calls.setdefault(name, [])

        def watched(*arguments: Any, **named: Any) -> Any:
            before = process_time()
            try:
                return function(*arguments, **named)
            finally:
                calls.append(process_time() - before)

        setattr(owner, name, watched)


def main() -> None:
    """Build the site whose settings are the argument."""
    clock = Clock()
    for name in ("on_initialized", "on_content_object_init", "on_content_written"):
        clock.watch(plugin, name)
    clock.watch(markdown._Registration, "run")  # noqa: SLF001 - what an extension registers is its own
    clock.watch(tags.MarkdownTags, "lines")
    clock.watch(tags.MarkdownTags, "html")
    clock.watch(inline.InlineTags, "handleMatch")
    settings = read_settings(override=json.loads(sys.argv[1]))
    before = process_time()
    Pelican(settings).run()
    whole = process_time() - before
    once = sum(calls[0] for calls in clock.calls.values() if calls)
    print(whole, sum(map(sum, clock.calls.values())) - once, once)


if __name__ == "__main__":
    main()
