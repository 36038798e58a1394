"""Shortcodes do not change the tags, elements and inert text around them."""

from __future__ import annotations

import pytest

from pelican_mks import transform
from tests.oracle import parse_body
from tests.security.pages import elements, name_of, newly_live, words
from tests.test_growth import work

DROPPED = ("[/mks_toggle</a>]", "[mks_tabs </a>]", '[mks_tabs x="</a>"]', "[/mks_tabs </a> ]", "[mks_tabs a</a>b=c]",
           "[/mks_tab_item<!-- </a> --></a>]", "[mks_accordion <b></b></a>]", "[mks_tabs </a></b>]")  # fmt: skip


@pytest.mark.parametrize("tag", DROPPED)
@pytest.mark.parametrize(
    "around", ["<p>{}</p><p>word3</p>", "{} word3", "<ul><li>{}</li><li>word3</li></ul>"]
)
def test_a_dropped_tag_keeps_the_end_tags_in_it(around: str, tag: str) -> None:
    """Otherwise the link would include the rest of the article."""
    html = around.replace("{}", f'word0 <b><a href="//evil">word1{tag}</b> word2')
    assert words(transform(html).html) == words(html)


@pytest.mark.parametrize("tag", DROPPED)
def test_a_dropped_tag_keeps_the_start_tags_in_it(tag: str) -> None:
    opening = tag.replace("</a>", '<a href="x">')
    html = f"<p>word0 {opening} word1</a> word2</p><p>word3</p>"
    assert words(transform(html).html) == words(html)


@pytest.mark.parametrize(
    "tag",
    ["[mks_button title=x</a>]", "[mks_separator</a>]", "[mks_toggle title=A</a>]t[/mks_toggle]"],
)
def test_a_rendered_tag_keeps_the_end_tags_in_it(tag: str) -> None:
    html = f'<p>word0 <a href="//evil">word1 {tag} word2</p><p>word3</p>'
    assert words(transform(html).html) == words(html)


INERT = ("xmp", "title", "iframe", "noembed", "noframes", "textarea", "style", "script")


@pytest.mark.parametrize("name", INERT)
@pytest.mark.parametrize("depth", [99, 100, 101, 200])
@pytest.mark.parametrize(
    "around",
    [
        "{}[mks_separator]",
        "[mks_separator]{}",
        "[mks_toggle title=A]{}[/mks_toggle]",
        "x[mks_icon]{}",
    ],
)
def test_inert_text_stays_inert_however_deep(around: str, depth: int, name: str) -> None:
    inert = f"<{name}><img src=x onerror=alert(1)></{name}>"
    html = "<div>" * depth + around.replace("{}", inert) + "</div>" * depth
    assert newly_live(html, transform(html).html) == set()


@pytest.mark.parametrize("name", ["template", "select", "noscript", "svg", "math", "object"])
def test_hidden_content_stays_hidden_however_deep(name: str) -> None:
    inside = f"<{name}>word0</{name}>"
    html = "<div>" * 120 + f"[mks_separator]{inside}word1" + "</div>" * 120
    assert words(transform(html).html) == words(html)


FORMS = {
    "an end tag of a form that a div has cut": "[mks_one_half]<div><form action=a>word0</div>word1</form>[/mks_one_half]",
    "a form that a div cuts, beside a column": "<div><form action=a>word0</div>[mks_one_half]word1[/mks_one_half]word2</form>",
    "a form around a column": "<form action=a>[mks_one_half]word0[/mks_one_half]word1</form>",
    "a form that a column cuts": "<form action=a>[mks_one_half]word0</form>word1[/mks_one_half]",
    "in a tab": "[mks_tabs][mks_tab_item title=A]<div><form action=a>word0</div>word1</form>[/mks_tab_item][/mks_tabs]",
}


@pytest.mark.parametrize("html", FORMS.values(), ids=FORMS)
def test_a_later_form_still_works(html: str) -> None:
    """Browsers ignore every form after an unclosed one."""
    html += "<p>word8</p><form action=later><input name=b></form>"
    body = parse_body(transform(html).html)
    assert [each.get("action") for each in elements(body) if each.tag == "form"] == ["a", "later"]
    assert words(transform(html).html)["word8"] == ()


REOPENED = {
    "an unquoted value with an equals sign": "<b id=a=b>",
    "no space between attributes": '<b title="x"id="y">',
    "a slash between attributes": '<b/id="y"/title="x">',
    "an id in capitals": "<b ID='y' class=c>",
    "names that end with id": '<b data-id="y" xid=z class=c>',
    "an id in a value": '<b title=" id=y " class=c>',
    "an id without a value": "<b id class=c>",
    "two ids": "<b id=x id=y class=c>",
    "spaces around the equals sign": "<b id = y class=c>",
    "a greater-than sign in a value": '<b title=">" id=y>',
    "a quote in a name": '<b a"b=c id=y>',
    "an id before a name that begins with an equals sign": '<b class="c" x id=y ==z>',
    "an id at the end, unquoted": "<b class=c id=y>",
}


@pytest.mark.parametrize("tag", REOPENED.values(), ids=REOPENED)
def test_a_cut_element_is_opened_again_without_its_id(tag: str) -> None:
    html = transform(f"<p>{tag}x[mks_separator]y</b></p>").html
    first, again = (each for each in elements(parse_body(html)) if each.tag == "b")
    expected = dict(first.attrib)
    expected.pop("id", None)
    assert dict(again.attrib) == expected
    assert "".join(first.itertext()) == "x"


@pytest.mark.parametrize(
    "text", ["<!-->word0", "<!-- x --!>word0", '<b title="><!--">word0</b>', "<!--->word0"]
)
def test_text_after_an_unusual_comment_is_shown(text: str) -> None:
    for html in (
        f"[mks_toggle title=A]{text}[/mks_toggle]word1",
        f"{text}[mks_separator]word1",
        f"[mks_separator]{text}[mks_separator]word1",
        f"<p>[mks_tabs]{text}[mks_tab_item title=A]x[/mks_tab_item][/mks_tabs]</p>word1",
    ):
        written = transform(html).html
        assert set(words(written)) == {"word0", "word1"}
        assert "__empty" not in written


class TestGrowth:
    """Counted work, as in `tests/test_growth.py`."""

    STEPS = 100

    @pytest.mark.parametrize("tag", ['<b title="{}">', '<p class="{}">', "<b {}>", "<b{}>"])
    def test_a_long_tag_is_not_written_at_every_cut(self, tag: str) -> None:
        """A tag of 50 KB around 3,000 separators must not become a page of 156 MB."""

        def length(steps: int) -> int:
            html = tag.format("A" * 10 * steps) + "x[mks_separator]" * steps
            return len(transform(html).html)

        assert length(2000) <= 2.3 * length(1000)

    @pytest.mark.parametrize(
        "part",
        [
            '<a =\'"="',
            '<a ="',
            "<a b='\">",
            '<a "',
            "<!-",
            "</",
            "<![",
            "<b x=",
            "&amp;<",
            "<script ",
            "<b\n",
        ],
    )
    def test_markup_after_a_tag_with_an_entity_is_read_once(self, part: str) -> None:
        def make(steps: int) -> str:
            return "[mks_tabs &amp;]" + part * steps

        once, twice = work(make(self.STEPS)), work(make(2 * self.STEPS))
        assert twice[0] <= 2.3 * once[0] + 100

    @pytest.mark.parametrize(
        "part", ["[mks_x] ", "[mks_tabs x=", "[/mks_x] ", '[mks_tabs "x] ', '[mks_tabs x="y] “']
    )
    def test_tags_in_one_line_are_read_once(self, part: str) -> None:
        lines_once, length_once = work(part * self.STEPS)
        lines_twice, length_twice = work(part * 2 * self.STEPS)
        assert lines_twice <= 2.3 * lines_once
        assert length_twice <= 2.3 * length_once + 100


def test_browsers_read_every_inert_element_as_text() -> None:
    """Otherwise the tests above would prove nothing."""
    for name in INERT:
        body = parse_body(f"<{name}><img src=x onerror=alert(1)></{name}>")
        assert "img" not in {name_of(each) for each in elements(body)}
