"""Harmless HTML stays harmless: no attribute's value becomes an element or another attribute."""

from __future__ import annotations

from typing import Any

import markdown
import pytest
from docutils.core import publish_parts

from pelican_mks import transform
from tests.oracle import parse_body
from tests.security.pages import elements, name_of, newly_live
from tests.settings import ALL_ENABLED

ITEM = "[mks_tab_item title=A]x[/mks_tab_item]"
INERT = {
    "a script in a title": '<p title="><script src=//evil/x.js></script><x y="></p>',
    "a comment in a title": '<b title="><!--"></b><i title=" onmouseover=alert(1) "></i>',
    "a script in single quotes": "<p title='><script>alert(1)</script>'></p>",
    "an image after a slash": '<i/title="><img src=x onerror=alert(1)>"></i>',
    "an equals sign as a name": "<i ='><img src=x onerror=alert(1)>'></i>",
    "a quote in a name": '<i a"b="><img src=x onerror=alert(1)>"></i>',
    "a quote in a value": '<i title=a"b title2="><img src=x onerror=alert(1)>"></i>',
    "a value on several lines": '<i\ntitle\n=\n"><img src=x onerror=alert(1)>"\n></i>',
    "two comments": '<i title="<!--"></i><i title="--><img src=x onerror=alert(1)>"></i>',
    "an end tag with a value": '<i></i title="><img src=x onerror=alert(1)>">',
    "a comment that ends with !": "<!-- --!><i title='--><img src=x onerror=alert(1)>'></i>",
    "a comment without text": "<!--><i title='--><img src=x onerror=alert(1)>'></i>",
    "a text field": "<textarea><img src=x onerror=alert(1)></textarea>",
    "a name with a no-break space": "<i\u00a0title='><img src=x onerror=alert(1)>'></i>",
}
AROUND = {
    "between the items of tabs": f"<p>[mks_tabs]{{}}{ITEM}[/mks_tabs]</p>",
    "after the last item": f"<p>[mks_tabs]{ITEM}{{}}[/mks_tabs]</p>",
    "between the items of an accordion": "[mks_accordion]{}[mks_accordion_item title=A]x[/mks_accordion_item]"
    "[/mks_accordion]",
    "alone in an item": "[mks_tabs][mks_tab_item title=A]{}[/mks_tab_item][/mks_tabs]",
    "alone in a toggle": "[mks_toggle title=A]{}[/mks_toggle]",
    "between columns": "[mks_col]{}[mks_one_half]x[/mks_one_half]{}[/mks_col]",
    "in a caption": '[caption]<img src="a.jpg">{} words[/caption]',
    "before an image": '[caption]{}<img src="a.jpg"> words[/caption]',
    "in an embed": "[embed]{}[/embed]",
    "in a drop cap": "<p>[mks_dropcap]{}W[/mks_dropcap]ord</p>",
    "in an introduction": f"<p>{{}}Look:</p>[mks_tabs]{ITEM}[/mks_tabs]",
    "in a heading": f"<h2>{{}}Look</h2>[mks_tabs]{ITEM}[/mks_tabs]",
    "around a separator": "<p>{}a[mks_separator]b{}</p>",
}


@pytest.mark.parametrize("inert", INERT.values(), ids=INERT)
@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
def test_nothing_becomes_live(around: str, inert: str) -> None:
    html = around.replace("{}", inert)
    assert newly_live(html, transform(html, settings=ALL_ENABLED).html) == set()


@pytest.mark.parametrize("inert", INERT.values(), ids=INERT)
@pytest.mark.parametrize(
    "written",
    ["[mks_tab_item title='{}']x[/mks_tab_item]", '[mks_toggle title="{}"]x[/mks_toggle]',
     "[mks_button title=”{}”]", "[mks_progressbar name='{}' level='{}']", "[mks_tabs label='{}'][mks_tab_item]"],
)  # fmt: skip
def test_nothing_becomes_live_in_a_value(written: str, inert: str) -> None:
    html = f"<p>{written.replace('{}', inert)}</p>"
    assert newly_live(html, transform(html, settings=ALL_ENABLED).html) == set()


@pytest.mark.parametrize("inert", [INERT["a script in a title"], INERT["a comment in a title"]])
def test_nothing_becomes_live_from_markdown(inert: str) -> None:
    written = f"[mks_tabs]\n{inert}\n{ITEM}\n[/mks_tabs]"
    html = markdown.markdown(written, extensions=["pelican_mks.markdown", "extra"])
    assert newly_live(html, transform(html).html) == set()


@pytest.mark.parametrize("inert", [INERT["a script in a title"], INERT["a comment in a title"]])
def test_nothing_becomes_live_from_restructuredtext(inert: str) -> None:
    written = f"[mks_tabs]\n\n.. raw:: html\n\n   {inert}\n\n{ITEM}\n\n[/mks_tabs]"
    publish: Any = publish_parts
    html = publish(written, writer="html")["body"]
    assert "[mks_tabs]" in html
    assert newly_live(html, transform(html).html) == set()


@pytest.mark.parametrize(
    "html",
    ["<a href=x><img> words</a>", "<p><a href=x><img> words</a></p>", "<a href=x><img><b>words</b></a>",
     "<a href=x id=i><img><br> words</a>", "<a href=x><img></a> words", "<p><img></p><p>words</p>"],
)  # fmt: skip
def test_a_caption_splits_no_element(html: str) -> None:
    written = transform(f"[caption]{html}[/caption]", settings=ALL_ENABLED).html
    body = parse_body(written)
    figure = next(each for each in elements(body) if each.tag == "figure")
    assert [name_of(each) for each in figure][-1] == "figcaption"
    assert "words" not in "".join(each.tail or "" for each in elements(body))
    links = [each for each in elements(body) if each.tag == "a"]
    assert [each.get("href") for each in links] == ["x"] * len(links)
    assert len({each.get("id") for each in links if each.get("id")}) <= 1
