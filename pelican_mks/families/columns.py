"""`[mks_col]`, `[mks_one_half]` and the like: columns, side by side if there is room."""

from __future__ import annotations

from pelican_mks.html.plain import comments, is_empty
from pelican_mks.render.context import Context
from pelican_mks.render.write import class_names
from pelican_mks.shortcodes.attribute_types import classes, flag
from pelican_mks.shortcodes.declaration import Shortcode
from pelican_mks.shortcodes.nodes import Element

_ROW = "mks_col"
_CLASS = classes("class", "CSS classes of the theme.")


def render_row(element: Element, context: Context) -> str:
    """Render a row: its columns, and any content between them."""
    outer = element.common.flow
    start = element.body_start
    others: list[Element] = []
    parts: list[str] = []
    for child in element.children:
        if child.shortcode.row is None:
            others.append(child)
            continue
        parts += _unless_empty(context.fragment(start, child.start, others, outer))
        parts.append(context.fragment(child.start, child.end, (child,), outer))
        start, others = child.end, []
    parts += _unless_empty(context.fragment(start, element.body_end, others, outer))
    names = class_names("mks-columns", also=element.values["class"].text)
    return "\n".join((f"<div{names}>", *parts, "</div>"))


def _unless_empty(text: str) -> list[str]:
    text = comments(text) if is_empty(text) else text
    return [text] if text else []


def render_column(element: Element, context: Context) -> str:
    """Render a column."""
    width = element.shortcode.name.removeprefix("mks_").replace("_", "-")
    names = class_names("mks-column", width, also=element.values["class"].text)
    return f"<div{names}>{context.body(element)}</div>"


def _column(name: str, about: str) -> Shortcode:
    return Shortcode(name, about, (_CLASS,), render_column, row=_ROW)


SHORTCODES = (
    Shortcode(
        _ROW,
        "A row of columns.",
        (
            _CLASS,
            flag("bootstrap", "Has no effect: columns do not need Bootstrap."),
        ),
        render_row,
    ),
    _column("mks_one_half", "A column of half the width."),
    _column("mks_one_third", "A column of a third of the width."),
    _column("mks_one_quarter", "A column of a quarter of the width."),
    _column("mks_two_thirds", "A column of two thirds of the width."),
)
