"""An item is empty only if nothing in it is visible or has an effect, so no content is lost."""

from __future__ import annotations

import pytest

from pelican_mks import transform
from pelican_mks.html.plain import is_empty
from tests.oracle import parse_body
from tests.security.pages import elements

TEXTS = {
    "after a comment without text": "<!-->text",
    "after a comment of one hyphen": "<!--->text",
    "after a comment that ends with !": "<!-- x --!>text",
    "in an element with a comment in its title": '<b title="><!--">text</b>',
    "after a comment with a tag": '<!-- <b title="-->text',
    "after an end tag without a name": "</>text",
    "after a declaration": "<?xml version='1.0'?>text",
    "in a text field": "<textarea>text</textarea>",
    "as a less-than sign": "&lt;",
    "as an ampersand": "&amp;",
    "as a digit": "0",
    "as a digit in an element": "<i>0</i>",
    "as punctuation": "<p>…</p>",
    "in an unknown element": "<x-note>text</x-note>",
}
VISIBLE_OR_ACTIVE = (
    "<progress></progress>", "<progress max=3 value=1></progress>", "<meter value=1></meter>", "<textarea></textarea>",
    "<select><option></option></select>", "<button></button>", "<div id=map></div>", "<div data-map=x></div>",
    "<div class=map></div>", '<script src="https://gist.github.com/x.js"></script>', "<script>draw()</script>",
    '<span class="fa fa-star"></span>', '<i class="fa fa-star" aria-hidden="true"></i>', '<i class="icon"> </i>',
    '<a id="here"></a>', '<a name="here"></a>', '<p id="here"></p>', '<a href="/x"></a>', "<img src=a.jpg>",
    "<hr>", "<iframe src=x></iframe>", "<svg></svg>", "<math></math>", "<canvas></canvas>", "<audio src=x></audio>",
    "<video src=x></video>", "<object data=x></object>", "<embed src=x>", "<input>", "<picture><img></picture>",
    "<my-map></my-map>", "<details></details>", "<style>p{}</style>", '<link rel="stylesheet" href="x.css">',
    '<div style="height:3em;background:red"></div>', "<output name=x></output>", "<template id=t></template>",
    "<fieldset></fieldset>", "<dialog open></dialog>", "<noembed>x</noembed>", "<VIDEO src=x></VIDEO>",
    "</form>", "</FORM >",
)  # fmt: skip
INVISIBLE = (
    "", " ", "\n", "&nbsp;", "\u00a0", "&#8203;", "\u200b", "&shy;", "\u200e", "\ufeff", "<br>", "<br/>", "<p></p>",
    "<p>&nbsp;</p>", "<p><br /></p>", "<b></b>", "<b><i> </i></b>", '<p style="text-align: center"></p>',
    '<span style="font-weight: 400;"></span>', '<p class="p1"><b></b></p>', '<p dir="rtl"></p>', "<!-- a -->",
    "<!-->", "<!-- <img> -->", '<b title="<img>"></b>', '<b title="text"></b>', "<?php ?>", "</b>", "<a></a>",
    "<ul><li></li></ul>", '<div class="line-block"><div class="line"><br /></div></div>', "<wbr>", "<div></div>",
    '<font color="red"> </font>', "<table><tr><td></td></tr></table>", "<p>&nbsp;<br></p>", "</p><p>",
    "&nbsp;<p></p>", "<form></form>",
)  # fmt: skip
FORMS = {
    "mks-tabs__empty": "[mks_tabs][mks_tab_item title=A]{}[/mks_tab_item][/mks_tabs]",
    "mks-toggle__empty": "[mks_toggle title=A]{}[/mks_toggle]",
    "mks-accordion__empty": "[mks_accordion][mks_accordion_item title=A]{}[/mks_accordion_item][/mks_accordion]",
}
BETWEEN = (
    "[mks_col]{}[mks_one_half]x[/mks_one_half][/mks_col]",
    "[mks_col][mks_one_half]x[/mks_one_half]{}[mks_one_half]x[/mks_one_half][/mks_col]",
    "[mks_tabs]{}[mks_tab_item title=A]x[/mks_tab_item][/mks_tabs]",
    "[mks_tabs][mks_tab_item title=A]x[/mks_tab_item]{}[mks_tab_item title=B]x[/mks_tab_item][/mks_tabs]",
)


@pytest.mark.parametrize("html", [*TEXTS.values(), *VISIBLE_OR_ACTIVE])
def test_visible_or_active_content_is_not_empty(html: str) -> None:
    assert not is_empty(html)
    assert not is_empty(f"<p>{html}</p>")


@pytest.mark.parametrize("html", INVISIBLE)
def test_invisible_content_is_empty(html: str) -> None:
    assert is_empty(html)
    assert is_empty(f"<div>{html}</div>")


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("html", [*TEXTS.values(), *VISIBLE_OR_ACTIVE])
def test_an_item_keeps_visible_or_active_content(form: str, html: str) -> None:
    result = transform(form.replace("{}", html))
    assert "__empty" not in result.html
    assert "MKS006" not in [each.code for each in result.diagnostics]
    assert elements_with_attributes(result.html) >= elements_with_attributes(html)
    if html in TEXTS.values() and "text" in html:
        assert "text" in "".join(parse_body(result.html).itertext())


@pytest.mark.parametrize(("empty", "form"), FORMS.items())
@pytest.mark.parametrize("html", INVISIBLE)
def test_an_item_without_content_shows_a_placeholder(empty: str, form: str, html: str) -> None:
    result = transform(form.replace("{}", html))
    assert empty in result.html
    assert "MKS006" in [each.code for each in result.diagnostics]


@pytest.mark.parametrize(("empty", "form"), FORMS.items())
@pytest.mark.parametrize("inner", ["[mks_highlight][/mks_highlight]", "[mks_pullquote][/mks_pullquote]", "[mks_col][/mks_col]", "[mks_one_half] [/mks_one_half]", "[mks_dropcap][/mks_dropcap]"])  # fmt: skip
def test_an_item_with_an_empty_shortcode_shows_a_placeholder(
    empty: str, form: str, inner: str
) -> None:
    result = transform(form.replace("{}", inner))
    assert empty in result.html
    assert "MKS006" in [each.code for each in result.diagnostics]


@pytest.mark.parametrize("form", BETWEEN)
@pytest.mark.parametrize("html", [*TEXTS.values(), *VISIBLE_OR_ACTIVE, "<!-- note -->"])
def test_content_between_items_stays(form: str, html: str) -> None:
    written = transform(form.replace("{}", html)).html
    assert elements_with_attributes(written) >= elements_with_attributes(html)
    assert html.count("<!-- note") == written.count("<!-- note")


def elements_with_attributes(html: str) -> set[tuple[str, ...]]:
    """The elements in a part of a page, with their attributes."""
    return {
        (str(each.tag), *(f"{name}={value}" for name, value in sorted(each.attrib.items())))
        for each in elements(parse_body(html))
    }
