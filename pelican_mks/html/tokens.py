"""What an article's HTML is made of: tags, comments, declarations, and where shortcode tags begin.

It is cut as the HTML standard does (13.2.5), in time linear in the text, however broken: every alternative
of the expressions is possessive, and what one failed attempt has learnt is not tried again.
"""

from __future__ import annotations

import re
from functools import cache

NAME = r"[a-zA-Z][^\s/<>]*+"
"""The name in a tag of HTML, whatever it is."""
_REST = r"(?:[^<>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])))*+"
TAG = f"</?+{NAME}{_REST}>"
"""A tag of HTML, whose quoted values may hold any sign: one whose quote never closes never ends."""
COMMENT = r"<!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+--!?>)"
"""A comment of HTML with its end."""
_DECLARATION = r"<[!?](?:[^<>]++|<(?![bB][rR]))*+>"
"""A line break ends none: a reader has written it into a text of several lines."""
_WHOLE = (
    rf"<(?P<slash>/)?+(?P<name>{NAME})(?P<rest>{_REST})>|{COMMENT}|(?P<open_comment><!--)"
    rf"|{_DECLARATION}|<(?P<lonely>(?=[a-zA-Z/!?]))"
)
_BEGUN = rf"<(?:(?=(?P<begun>/?+{NAME}|[!?]))|(?P<lonely>(?=/)))"
_UNTIL_QUOTE = re.compile(r"(?:[^<>=]++|=\s*+(?![\"']))*+(?:=\s*+(?P<quote>[\"']))?+")


@cache
def _expressions(opening: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """For whole tokens, and for where they begin; both find `opening`, too."""
    return re.compile(f"{_WHOLE}|{opening}"), re.compile(f"{_BEGUN}|{opening}")


class Tokens:
    """The tokens of one text, told apart by the last group of their match.

    - `rest`: a tag with its `slash`, `name` and `rest`;
    - `lonely` or `begun`: the `<` of what seems a tag or a declaration and never ends;
    - `open_comment`: the beginning of a comment that never ends;
    - `word`, the last group of `opening`: the beginning of a shortcode tag;
    - none: a comment or a declaration.
    """

    def __init__(self, html: str, opening: str) -> None:
        self.html = html
        self._whole, self._begun = _expressions(opening)
        self._expression = self._whole
        self._endless: set[int] = set()
        """The opening quotes behind which no tag ends that holds them."""
        self._undeclared = 0
        """Before this, no declaration that begins ends."""

    def next(self, position: int) -> re.Match[str] | None:
        """The next token from `position` on.

        Behind a `<` that begins none, an expression could read to the end again and again to find that
        no other does either. So only beginnings are searched there, and each quoted value is passed once.
        """
        found = self._expression.search(self.html, position)
        if found is None:
            return None
        if found.lastgroup == "lonely":
            self._expression = self._begun
        elif found.lastgroup == "begun":
            declares = self.html[found.end()] in "!?"
            return (self._declaration(found.start()) if declares else self._tag(found)) or found
        return found

    def _tag(self, begun: re.Match[str]) -> re.Match[str] | None:
        """The tag that has `begun`."""
        ends = self._ends(begun.end("begun"))
        return self._whole.match(self.html, begun.start()) if ends else None

    def _ends(self, position: int) -> bool:
        """Whether a tag ends that `position` stands in."""
        passed: list[int] = []
        while True:
            found = _UNTIL_QUOTE.match(self.html, position)
            assert found, "the expression may be empty"
            position = found.end()
            if found["quote"] is None and self.html.startswith(">", position):
                return True
            if found["quote"] is None or position in self._endless:
                break
            passed.append(position)
            position = self.html.find(found["quote"], position) + 1
            if position == 0:
                break
        self._endless.update(passed)
        return False

    def _declaration(self, start: int) -> re.Match[str] | None:
        """The comment or declaration that begins at `start`."""
        if start < self._undeclared and not self.html.startswith("<!--", start):
            return None
        token = self._whole.match(self.html, start)
        if token and token.lastgroup == "lonely":
            end = self.html.find(">", start)
            self._undeclared = end if end >= 0 else len(self.html)
        return token
