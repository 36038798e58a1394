"""Texts that an attacker would write to make the work grow faster than the text; each takes its size."""

from __future__ import annotations

from collections.abc import Callable

WIDGET = '[mks_tabs][mks_tab_item title="A"]x[/mks_tab_item][/mks_tabs]'
ITEM = '[mks_tab_item title="A"]x[/mks_tab_item]'


def title(text: str) -> str:
    return f'[mks_tab_item title="{text}"]x[/mks_tab_item]'


def body(text: str) -> str:
    return f"{WIDGET.replace('x', text)}{WIDGET}"


def tabs(text: str) -> str:
    """A group in paragraphs, as in most articles, with one item that contains `text`."""
    return f"<p>[mks_tabs]</p>\n<p>{title('A').replace('x', text)}</p>\n<p>[/mks_tabs]</p>\n"


GROUP = tabs("x")
OPENING = '[mks_tab_item title="A"]'
TAGS: dict[str, Callable[[int], str]] = {
    "unclosed groups": lambda n: "[mks_tabs]" * n,
    "unclosed items": lambda n: '<p>[mks_tab_item title="A"]x</p>\n' * n,
    "unclosed items in a group": lambda n: (
        "[mks_tabs]" + '[mks_tab_item title="A"]x ' * n + "[/mks_tabs]"
    ),
    "nested groups": lambda n: "[mks_tabs]" * n + "x" + "[/mks_tabs]" * n,
    "groups and items nested alternately": lambda n: (
        "[mks_tabs][mks_tab_item]" * n + "x" + "[/mks_tab_item][/mks_tabs]" * n
    ),
    "nested and unclosed": lambda n: "[mks_tabs][mks_tab_item]" * n,
    "stray closing tags": lambda n: "[/mks_tabs]" * n,
    "stray closing tags in a paragraph": lambda n: "<p>" + " [/mks_tabs] " * n + "</p>",
    "stray closing tags in emphasis": lambda n: "<p>" + "<b>[/mks_tabs]</b>" * n + "</p>",
    "stray closing tags after an item": lambda n: (
        "[mks_tabs]" + ITEM + " " * n + "y" + "[/mks_tab_item]" * n
    ),
    "unterminated tags": lambda n: "[mks_tabs " * n,
    "unterminated tags and quotes": lambda n: '[mks_tabs title="' * n,
    "unclosed quotes": lambda n: '[mks_tab_item title="A]x[/mks_tab_item]' * n,
    "escaped tags": lambda n: "[[mks_tabs]x[/mks_tabs]]" * n,
    "unclosed escapes": lambda n: "[[mks_tabs]" * n + "[/mks_tabs]]",
    "unknown names": lambda n: " ".join(f"[mks_tab{number}]" for number in range(n)),
    "widgets with equal titles": lambda n: WIDGET * n,
    "items with equal titles": lambda n: f"[mks_tabs]{ITEM * n}[/mks_tabs]",
    "items with equal ids": lambda n: (
        "[mks_tabs]" + "[mks_tab_item id=a]x[/mks_tab_item]" * n + "[/mks_tabs]"
    ),
    "text between items": lambda n: f"[mks_tabs]{('t' + ITEM) * n}[/mks_tabs]",
    "widgets between items": lambda n: f"[mks_tabs]{(WIDGET + ITEM) * n}[/mks_tabs]",
    "comments between items": lambda n: f"[mks_tabs]{(ITEM + '<!-- c -->') * n}",
    "stray end tags between items": lambda n: f"[mks_tabs]{('</i>' + ITEM) * n}[/mks_tabs]",
    "widgets in open divs": lambda n: ("<div>" + WIDGET) * n,
    "widgets deep in divs": lambda n: "<div>" * n + ("x" + WIDGET) * n + "</div>" * n,
    "items deep in divs": lambda n: "[mks_tabs]" + "<div>" * n + ITEM * n + "</div>" * n,
    "open emphasis, then widgets": lambda n: "<b>" * n + ("x" + WIDGET) * n,
    "open emphasis and widgets alternately": lambda n: ("<b>x" + WIDGET) * n,
    "open fonts, then paragraphs": lambda n: "<font>" * n + f"<p>x{WIDGET}</p>" * n,
    "open links": lambda n: ("<a href=x>" + WIDGET) * n,
    "open list items": lambda n: ("<ul><li>x" + WIDGET) * n,
    "open lists": lambda n: "<ul>" * n + ("x" + WIDGET) * n,
    "open table cells": lambda n: ("<table><tr><td>x" + WIDGET) * n,
    "open headings": lambda n: ("<h2>x" + WIDGET) * n,
    "headings": lambda n: ("<h2>x</h2>" + WIDGET) * n,
    "introductions": lambda n: (f"<p>{'x' * 99}:</p>{WIDGET}") * n,
    "emphasis between tags": lambda n: "<p>" + '<b>[mks_tab_item title="A"]' * n,
    "unclosed captions": lambda n: "<p>[caption]<img src=x>x</p>\n" * n,
    "captions in captions": lambda n: "[caption]" * n + "x" + "[/caption]" * n,
    "galleries": lambda n: "[gallery src=a]" * n,
    "blank lines": lambda n: '\n\n[mks_tab_item title="A"]x' * n,
    "plain groups": lambda n: GROUP * n,
    "plain groups, then one in a div": lambda n: GROUP * n + f"<div>{GROUP}</div>",
    "plain groups, then open emphasis": lambda n: GROUP * n + tabs("<b>x"),
    "unclosed plain groups": lambda n: f"<p>[mks_tabs]{OPENING}x</p>\n<p>y</p>\n" * n,
    "plain groups in one paragraph": lambda n: f"<p>{('[mks_tabs]' + ITEM + '</p><p>') * n}</p>",
    "unclosed plain items": lambda n: f"<p>[mks_tabs]{(OPENING + 'x</p><p>') * n}</p>",
    "plain items, the last unterminated": lambda n: f"<p>[mks_tabs]{ITEM * n}[mks_tab_item",
    "plain groups with different titles": lambda n: "".join(
        GROUP.replace("A", f"A{number}") for number in range(n)
    ),
}
RUNS: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: "[" * n + WIDGET,
    "brackets and slashes": lambda n: "[/" * n + WIDGET,
    "escapes": lambda n: "[[mks_tabs" + "]" * n + WIDGET,
    "backslashes": lambda n: "[mks" + "\\" * n + "_tabs]" + WIDGET,
    "a long name": lambda n: "[mks_" + "a" * n + "]" + WIDGET,
    "attributes": lambda n: "[mks_tabs " + 'a="b" ' * n + "]" + ITEM,
    "words": lambda n: "[mks_tab_item " + "ab " * n + "]x",
    "quoted words": lambda n: "[mks_tab_item " + '"ab" ' * n + "]x",
    "a long value": lambda n: title("a b " * n),
    "equals signs in a value": lambda n: title("a = " * n),
    "attributes in a value": lambda n: title('a=" ' * n),
    "quotes in a value": lambda n: title('a " ' * n),
    "other quotes in a value": lambda n: title("a ' " * n),
    "quotes and commas in a value": lambda n: title('" ,' * n),
    "brackets in a value": lambda n: title('a]"' * n),
    "entities in a value": lambda n: title("&amp;" * n),
    "incomplete entities in a value": lambda n: title("<b>" + "&#" * n),
    "line breaks in a value": lambda n: title("<br />\n" * n),
    "incomplete tags in a value": lambda n: title("<a " * n),
    "incomplete attributes in a value": lambda n: title('<a ="' * n),
    "unterminated comments in a value": lambda n: title("<!-- " * n),
    "emphasis in a value": lambda n: title("<b>" * n + "</i>" * n),
    "scripts in a value": lambda n: title("<b>" + "&lt;" + "<scrip>" * n),
    "spaces in an unterminated value": lambda n: '[mks_tab_item title="" ' + " " * n + "x y",
    "spaces in a value without closing quote": lambda n: (
        '[mks_tab_item title="a' + " " * 20 * n + "x]y"
    ),
    "stray closing tags far after an item": lambda n: (
        "[mks_tabs]" + ITEM + "<b> </b>" * n + "y" + "[/mks_tab_item]" * n
    ),
    "spaces before an equals sign": lambda n: "[mks_tab_item title=a=" + " " * n + "x y",
    "unterminated quotes": lambda n: "[mks_tab_item " + "title=\"A b='c " * n + "x",
    "less-than signs": lambda n: WIDGET + "<" * n + WIDGET,
    "incomplete tags": lambda n: '<a "' * n + WIDGET,
    "incomplete attributes": lambda n: '<a ="' * n + WIDGET,
    "unterminated declarations": lambda n: WIDGET + "<!a" * n + WIDGET,
    "unterminated declarations before a line break": lambda n: WIDGET + "<!" * n + "<br>" + WIDGET,
    "unterminated comments": lambda n: WIDGET + "<!--" * n + WIDGET,
    "unclosed scripts": lambda n: WIDGET + "<script></scrip" * n + WIDGET,
    "unclosed drawings": lambda n: WIDGET + "<svg>" * n + WIDGET,
    "unterminated CDATA sections": lambda n: WIDGET + "<svg><![CDATA[" * n + WIDGET,
    "stray end tags in drawings": lambda n: WIDGET + "<svg></b>" * n + WIDGET,
    "tags that swallow shortcode tags": lambda n: WIDGET + "<b [mks_tabs <i x=<b/c=" * n + WIDGET,
    "drawings with an incomplete end tag": lambda n: WIDGET + "<svg></svg" * n + WIDGET,
    "quoted less-than signs, the last outside quotes": lambda n: (
        WIDGET + '<a ="<a" ' * n + "<" + WIDGET
    ),
    "less-than signs in alternate quotes": lambda n: WIDGET + "<a ='<b =\"<c' " * n + WIDGET,
    "less-than signs in a tab": lambda n: body("<" * n),
    "incomplete tags in a tab": lambda n: body("<a " * n),
    "incomplete attributes in a tab": lambda n: body('<a ="' * n),
    "unterminated comments in a tab": lambda n: body("<!--" * n),
    "end tags in a tab": lambda n: body("</b>" * n),
    "emphasis in a tab": lambda n: body("<p>" + "<b>" * n),
    "nested empty emphasis": lambda n: WIDGET + "<b>" * n + "</b>" * n + WIDGET,
    "less-than signs in a heading": lambda n: f"<h2>{'<' * n}</h2>{WIDGET}",
    "an introduction": lambda n: "a b. c <i>d</i> " * n + ":" + WIDGET,
    "spaces in a start tag": lambda n: "<p" + " " * n + f">x{WIDGET}y",
    "ids in a start tag": lambda n: '<p id="" ' + 'id=" ' * n + f">x{WIDGET}y",
    "spaces between tags": lambda n: "<p>[mks_tabs]" + " " * n + ITEM + " " * n + "y",
    "entities between tags": lambda n: "<p>[mks_tabs]" + "&nbsp;" * n + ITEM + "&nbsp;" * n + "y",
    "empty paragraphs": lambda n: "[mks_tabs]" + "<p></p>" * n + ITEM,
    "empty lines": lambda n: WIDGET + "\n" * n + WIDGET + "\n \r" * n,
    "alternating scripts": lambda n: body("对a" * n),
    "incomplete links": lambda n: "[video](" * n,
    "incomplete titles of links": lambda n: "[video](x 'y" * n,
    "a URL with parentheses": lambda n: "[video](" + "(x)" * n,
    "a URL with tags": lambda n: "[video](" + "<b>" * n,
    "incomplete tags in a caption": lambda n: "[caption]" + '<img a="' * n + "[/caption]",
    "line breaks in a caption": lambda n: "[caption]<img>" + "<br /> " * n + "x[/caption]",
    "unclosed paragraphs in a caption": lambda n: "[caption]<img>" + "<p>" * n + "[/caption]",
    "URLs in a gallery": lambda n: '[gallery src="' + "a, " * n + '"]',
    "phrases, the last unclosed": lambda n: tabs("<b>a</b> " * n + "<i>"),
    "phrases in an unclosed one": lambda n: tabs("<b>" + "<i>a</i> " * n),
    "phrases in phrases, the last unclosed": lambda n: tabs("<b>a<i>b</i></b>" * n + "<b>"),
    "deeply nested phrases": lambda n: tabs("<b><i>" * n + "</i></b>" * n),
    "phrases in an unclosed tab": lambda n: f"<p>[mks_tabs]{OPENING}{'<b>a</b> ' * n}",
    "phrases before a group, the last unclosed": lambda n: f"<p>{'<b>a</b> ' * n}<i>{GROUP}",
    "incomplete images in a tab": lambda n: tabs("<img " * n),
    "attributes of an incomplete image in a tab": lambda n: tabs("<img " + 'a="b" ' * n),
    "brackets in a tab": lambda n: tabs("[" * n + "[/ " * n),
    "unclosed paragraphs in a tab": lambda n: tabs("<p>" * n),
    "paragraphs in a tab, then a div": lambda n: tabs("</p>\n" + "<p>a</p>\n" * n + "<div>"),
    "list items in a tab, then a paragraph": lambda n: tabs("</p><ul>" + "<li>a</li>" * n + "<p>"),
    "unclosed paragraphs": lambda n: "<p>" * n + GROUP,
    "unclosed lists": lambda n: "<ul><li>" * n + GROUP,
    "unclosed figures": lambda n: "<figure><p>x</p>" * n + GROUP,
    "unclosed headings": lambda n: "<h2>" * n + GROUP,
    "unclosed headings in a comment": lambda n: f"<!-- {'<h2>x<b>' * n} -->{GROUP}",
    "a heading with phrases and the wrong end tag": lambda n: f"<h2>{'<b>x</b>' * n}</h3>{GROUP}",
    "empty paragraphs before a plain item": lambda n: f"<p>[mks_tabs]{'</p><p>' * n}[mks_tab",
    "entities before a group": lambda n: f"<p>x{'&nbsp;' * 40 * n}[mks_tabs]{ITEM}</p>",
    "line breaks before a group": lambda n: f"<p>x{'<br>' * 40 * n}[mks_tabs]{ITEM}</p>",
    "entities in a plain value": lambda n: GROUP.replace("A", "&amp;" * n),
    "a URL in an embed": lambda n: "[embed]https://" + "a." * n + "[/embed]",
}
FRAGMENTS = (
    "[mks_tabs]",
    "[/mks_tabs]",
    OPENING,
    "[/mks_tab_item]",
    ITEM,
    WIDGET,
    GROUP,
    "[mks_tabs nav=”horizontal”]",
    '[mks_tab_item title="a',
    "[mks_tabs ",
    "[[mks_tabs]",
    "[mks_toggle]",
    "<p>[/mks_toggle /]</p>",
    "[mks_one_half]x[/mks_one_half]",
    "[mks_highlight]x[/mks_highlight]",
    "[mks_button]",
    "[mks_nothing]",
    "[caption]",
    "[gallery src=a]",
    "[",
    "]",
    '"',
    "x ",
    "\n\n",
    "&nbsp;",
    "<",
    "<!--",
    "-->",
    '<a "',
    "<p>",
    "</p>",
    "<br />\n",
    "<b>",
    "</b>",
    "<i>x</i>",
    "<div>",
    "</div>",
    "<ul><li>",
    "<table><tr><td>",
    "<h2>x",
    "<h2>x</h2>",
    "<pre>",
    "<script>",
    "<svg>",
)
"""Parts of hostile texts. Pairs are combined: all of the first before all of the second, and alternately."""
