"""Code in WordPress posts: its language, and shortcodes that display code."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape, unescape

from bs4 import Tag
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

_LANGUAGES = (
    "actionscript3|as3|bash|c|coldfusion|cpp|csharp|css|delphi|diff|erlang|fsharp|go|groovy|html|java|javascript|js|"
    "latex|matlab|objc|perl|php|plain|powershell|ps|py|python|r|ruby|scala|shell|sql|text|vb|xml|yaml"
)
_SHOWS_CODE = re.compile(
    rf"\[(?P<name>code|sourcecode|source|cc[a-z_]*|{_LANGUAGES})(?P<inside>(?:\s[^\[\]\n]*)?)\](?P<code>.*?)\[/(?P=name)\]",
    re.DOTALL,
)
"""The shortcodes of WordPress.com, SyntaxHighlighter Evolved and CodeColorer."""
_LANGUAGE = re.compile(r"\b(?:lang(?:uage)?|type)\s*=\s*[\"'“”‘’″]?(?P<name>[\w#+.-]+)")
_IN_CLASS = re.compile(
    r"(?:^|\s)(?:(?:lang(?:uage)?|brush)\s*[-:]\s*|sourceCode\s+)(?P<name>[\w#+.-]+)", re.IGNORECASE
)
_ATTRIBUTES = ("data-enlighter-language", "data-lang", "data-language", "lang", "language")


def with_code_elements(content: str) -> str:
    """Replace shortcodes that display code by `pre` elements."""
    return _SHOWS_CODE.sub(_as_element, content) if "[" in content else content


def _as_element(found: re.Match[str]) -> str:
    language = _LANGUAGE.search(found["inside"])
    code = found["code"]
    if "\n" not in code and not language:
        return f"<code>{escape(unescape(code), quote=False)}</code>"
    name = known_language(language["name"] if language else found["name"])
    of = f' class="language-{name}"' if name else ""
    # The editor writes only some characters as entities.
    code = re.sub(r"<br\s*/?>\n?", "\n", code)
    return (
        f"\n\n<pre><code{of}>{escape(unescape(code).strip(chr(10)), quote=False)}</code></pre>\n\n"
    )


def language_of(pre: Tag) -> str:
    """Return the language that a highlighter noted on a `pre` element; empty if Pygments does not know it."""
    for element in (pre, *pre.find_all("code", limit=1)):
        for name in _ATTRIBUTES:
            if found := known_language(str(element.get(name, ""))):
                return found
        classes = " ".join(filter(None, element.get_attribute_list("class")))
        noted = _IN_CLASS.search(classes)
        if noted:
            return known_language(noted["name"])
        for name in classes.split():
            if element.name == "code" and (found := known_language(name)):
                return found
    return ""


@cache
def known_language(name: str) -> str:
    """Return the name in lower case if Pygments knows the language, else an empty string."""
    name = name.lower().strip()
    try:
        find: Callable[[str], object] = get_lexer_by_name
        find(name)
    except ClassNotFound:
        return ""
    return name
