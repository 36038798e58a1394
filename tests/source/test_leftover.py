"""Shortcodes of other plugins that are left in a page, as opposed to prose in brackets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_mks.families.registry import lexicon_of
from pelican_mks.source.diagnostics import locate
from pelican_mks.source.leftover import leftovers, may_be_left, unrendered
from pelican_mks.source.text import Text
from pelican_mks.transform import Result
from tests.cases import check_each
from tests.reach import reached

SHORTCODES = (
    '[gallery ids="1,2"]',
    "[gallery]",
    "[gallery columns=3]",
    '[contact-form-7 id="5" title="Contact"]',
    "[contact-form-7]",
    "[vc_row]",
    "[vc_column_text]words[/vc_column_text]",
    '[et_pb_section admin_label="section"]',
    "[su_tabs]",
    '[su_tab title="A"]words[/su_tab]',
    "[embed]https://example.org/film[/embed]",
    '[playlist ids="1"]',
    "[video mp4=video.mp4]",
    '[audio src="a.mp3"]',
    "[youtube=https://example.org/film]",
    "[vimeo 12345]",
    "[gist https://example.org/1]",
    "[caption id=&#8221;attachment_7&#8221; width=&#8221;300&#8221;]words[/caption]",
    "[table id=&quot;3&quot; /]",
    "[recipe-card title=“Dough”]",
    "[note]words[/note]",
    '[sourcecode language="php"]',
)
PROSE = (
    "[in the firm]",
    "[1]",
    "[^1]",
    "[sic]",
    "[citation needed]",
    "[x] a task",
    "[ ] a task",
    "[…]",
    "[...]",
    "[text][reference]",
    "[text](address)",
    "an [audio] recording",
    "a clip [video]",
    "a [one-off] thing, a [two-thirds] share",
    "[a = b]",
    "[key=value]",
    "[NSString stringWithFormat: @&quot;a&quot;]",
    "[/etc/hosts]",
    "[/] [/sarcasm]",
    "[user_id]",
    "list[index] = array[0]",
    "[Author’s note: it is so]",
    "[[gallery ids=&quot;1&quot;]]",
    "&#91;gallery ids=&quot;1&quot;]",
    "[mks_tabs] [mks_foo a=&quot;b&quot;]",
    "[the rule is x=&quot;1&quot;",
)


@pytest.mark.parametrize(
    "around", ["<p>{}</p>", "<ul><li>{}<br></li></ul>", "{}", "<p>a</p>\n{}\n"]
)
def test_are_recognized_by_their_names(around: str) -> None:
    def check(shortcode: str) -> None:
        html = around.replace("{}", shortcode)
        assert leftovers(html, ()) == [
            shortcode[1:].split(maxsplit=1)[0].partition("]")[0].partition("=")[0]
        ]
        assert may_be_left(html)

    check_each(check, {each: (each,) for each in SHORTCODES})


@pytest.mark.parametrize("prose", PROSE)
def test_prose_in_brackets_is_not_a_shortcode(prose: str) -> None:
    assert leftovers(f"<p>As he said, {prose} and so on.</p>", ()) == []


@pytest.mark.parametrize(
    "code",
    [
        "<code>{}</code>",
        "<pre><code>{}\n</code></pre>",
        "<kbd><b>{}</b></kbd>",
        "<tt>a</tt><samp>{}</samp>",
        "<!-- {} -->",
        "<script>'{}'</script>",
        "<textarea>{}</textarea>",
        "<img alt='{}'>",
    ],
)
def test_code_is_not_a_shortcode(code: str) -> None:
    def check(shortcode: str) -> None:
        assert leftovers(f"<p>{code.replace('{}', shortcode)}</p>", ()) == []

    check_each(check, {each: (each,) for each in SHORTCODES})


def test_each_name_is_reported_once_in_order() -> None:
    html = "<p>[vc_row][vc_column]a[/vc_column][/vc_row]</p><p>[vc_row]</p>"
    assert leftovers(html, ()) == ["vc_row", "vc_column"]


def test_rendered_names_are_left_out() -> None:
    assert leftovers('<p>[gallery ids="1"] [su_tabs]</p>', {"gallery"}) == ["su_tabs"]


def test_tags_of_html_in_a_shortcode_do_not_hide_it() -> None:
    assert leftovers('<p>[note title=“<em>A</em>”<br /> id="x"]</p>', ()) == ["note"]


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ('Text.\n\n  [gallery ids="1"]\n', (3, 3, 3, 11)),
        (r"\[gallery ids=\"1\"\]", (1, 2, 1, 10)),
        ("Included from elsewhere.", (1, 1, 1, 1)),
    ],
)
def test_are_found_in_the_file(source: str, place: tuple[int, int, int, int]) -> None:
    left = '<p>[gallery ids="1"]</p>'
    (found,) = locate([Text("", left, Result(left))], source, lexicon_of(None), "a.md")
    assert (found.line, found.column, found.end_line, found.end_column) == place
    assert str(found).startswith(f"a.md:{place[0]}:{place[1]}: MKS025 [gallery] is not rendered")


def test_the_advice_gives_the_setting_that_renders_them() -> None:
    ((gallery, *_),) = unrendered("<p>[gallery]</p>", "", ())
    assert 'MKS_SHORTCODES = ["meks", "wordpress"]' in gallery.message
    ((form, *_),) = unrendered("<p>[contact-form-7]</p>", "", ())
    assert "MKS_OWN_SHORTCODES" in form.message


_TAGS = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(("[", "[", "[/", "[[")),
    st.sampled_from(("gallery", "vc_row", "su-tab", "mks_tabs", "a", "_b", "")),
    st.sampled_from(("", ' ids="1"', " a=&quot;b&quot;", "=x", " <b>", "\n c='", " /")),
    st.sampled_from(("]", "]", "]]", "")),
)
_TEXTS = st.lists(
    st.one_of(_TAGS, st.text(alphabet='[]/="ab_-\n <>&;', max_size=9), st.just("<code>")),
    max_size=9,
).map("".join)


@given(_TEXTS)
def test_no_text_raises_an_error(html: str) -> None:
    names = leftovers(html, ())
    assert len(set(names)) == len(names)
    assert all(name in html for name in names)
    assert may_be_left(html) or not names
    reached(names)
