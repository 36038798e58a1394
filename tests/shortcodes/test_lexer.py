"""The lexer: from HTML to shortcode tags."""

from __future__ import annotations

import pytest

from pelican_mks.html.elements import Mark
from pelican_mks.shortcodes.declaration import Attribute, Shortcode
from pelican_mks.shortcodes.lexer import Lexed, Lexicon, lex
from pelican_mks.shortcodes.nodes import Value
from pelican_mks.shortcodes.scanner import DEEPEST

SHORTCODES = (Shortcode("mks_x", ""), Shortcode("mks_x_item", ""))
KNOWN = Lexicon(SHORTCODES)


def lexed(html: str) -> Lexed:
    return lex(html, KNOWN)


def tags(html: str) -> list[str]:
    """The source of the tags in `html`."""
    return [html[slice(*tag.span)] for tag in lexed(html).tags]


def codes(html: str) -> list[str]:
    return [diagnostic.code for diagnostic in lexed(html).diagnostics]


def message(html: str) -> str:
    """The message of the only diagnostic about `html`."""
    (diagnostic,) = lexed(html).diagnostics
    return diagnostic.message


@pytest.mark.parametrize(
    "tag",
    ["[mks_x]", "[/mks_x]", "[mks_x /]", "[mks_x_item a=b]", "[mks_x\na=b]", "[mks_x<br />\na=b]",
     "[mks_x&nbsp;a=b]", "[/ mks_x ]", '[mks_x a="]"]', "[mks_x<b> a=b</b>]", r"\[mks\_x a=b\]"],
)  # fmt: skip
def test_the_whole_tag_is_found(tag: str) -> None:
    assert tags(f"<p>a {tag} b</p>") == [tag]


@pytest.mark.parametrize(
    "html",
    [
        "[mks]",
        "[ mks_x]",
        "mks_x]",
        "&#91;mks_x]",
        "［mks_x］",
        "<code>[mks_x]</code>",
        "<!--[mks_x]-->",
    ],
)
def test_other_text_is_no_tag_and_not_reported(html: str) -> None:
    assert tags(html) == []
    assert codes(html) == []


@pytest.mark.parametrize("html", ["[mks_y]", "[MKS_X]", "[mks-x]", "[mks_xy]", "[/mks_y]"])
def test_an_unknown_name_stays_text(html: str) -> None:
    found = lexed(html)
    assert found.tags == []
    assert codes(html) == ["MKS008"]
    assert len(found.literals) == 1


@pytest.mark.parametrize(
    ("html", "suggestion"),
    [
        ("[mks_xitem]", "Write [mks_x_item] if you mean that"),
        ("[/mks_xitem]", "Write [/mks_x_item] if you mean that"),
        ("[mks-x-item-of-mine]", "Remove it, or write it as code"),
        ("[mks_zebra]", "Remove it, or write it as code"),
    ],
)
def test_the_message_about_an_unknown_name_suggests_a_similar_one(
    html: str, suggestion: str
) -> None:
    assert message(html).endswith(f"as text. {suggestion}.")


@pytest.mark.parametrize(
    ("html", "quoted"),
    [
        ("[mks_y]", "[mks_y]"),
        ("[/mks_y]", "[/mks_y]"),
        ("[/mks_x<p>", "[/mks_x has"),
        (r"\[mks_x\]", "[mks_x]"),
    ],
)
def test_messages_quote_the_tag(html: str, quoted: str) -> None:
    assert message(html).startswith(quoted)


@pytest.mark.parametrize(
    "end", ["", "</p>", "<p>", "\n\n", "[mks_x_item]", " [1]", "<h2>", "<script>"]
)
def test_a_tag_without_its_bracket_stays_text(end: str) -> None:
    html = f"<p>[mks_x a{end}"
    assert html.find("[mks_x a") not in [tag.start.offset for tag in lexed(html).tags]
    assert "MKS007" in codes(html)


@pytest.mark.parametrize("after", ["", " b", "--> b"])
def test_a_tag_whose_bracket_is_in_a_comment_stays_text(after: str) -> None:
    html = f'[mks_x a="<!--"]{after}'
    assert tags(html) == []
    assert codes(html) == ["MKS007"]


@pytest.mark.parametrize("code", ["<code>", "<code><b>"])
def test_a_tag_whose_bracket_is_in_code_stays_text(code: str) -> None:
    html = f"[mks_x {code}]"
    assert tags(html) == []
    assert codes(html) == ["MKS007"]


def test_escapes_are_removed() -> None:
    html = "[[mks_x]] [[mks_x]a[/mks_x]] [mks_x]b[/mks_x]"
    assert tags(html) == ["[mks_x]", "[/mks_x]"]
    escapes = sorted(lexed(html).escapes, key=lambda edit: edit.start)
    assert [html[edit.start : edit.end] for edit in escapes] == ["[[", "]", "[[", "[", "]"]


@pytest.mark.parametrize("tag", ["[mks_x]", "[mks_x a=&quot;b&quot;]", "[/mks_x]"])
def test_a_tag_inside_too_many_elements_stays_text(tag: str) -> None:
    html = "<b>" * (DEEPEST + 1) + tag + "</b>" * (DEEPEST + 1)
    assert codes(html) == ["MKS026"]
    assert lexed(html).tags == []
    assert lexed(html.replace("<b>", "", 1)).tags != []


def paragraph_ends(html: str) -> list[Mark]:
    found = lexed(html)
    return [found.scan.paragraph_end(tag, tag.end.offset) for tag in found.tags]


def test_a_paragraph_ends_at_a_blank_line_or_a_block() -> None:
    html = "<p>[mks_x]a <b>b</b></p>[mks_x]c\n\nd"
    first, second = paragraph_ends(html)
    assert html[first.offset :].startswith("</p>")
    assert html[second.offset :] == "\n\nd"


@pytest.mark.parametrize("blank", ["\n\n", "\n  \n", "\n\t\n", "\r\n\r\n"])
def test_a_line_of_white_space_is_blank(blank: str) -> None:
    (end,) = paragraph_ends(f"[mks_x]a{blank}b")
    assert end.offset == len("[mks_x]a") + blank.index("\n")


def test_a_paragraph_s_end_records_the_open_element() -> None:
    (end,) = paragraph_ends("<div>[mks_x]a\n\n</div>")
    assert end.element.name == "div"


def test_values_keep_their_html() -> None:
    known = Lexicon((Shortcode("mks_x", "", (Attribute("a", "", ""), Attribute("c", "", ""))),))
    (tag,) = lex('[mks_x a="<b>A</b> &amp; B" c=d]', known).tags
    assert [written.text for written in tag.attributes] == ["A & B", "d"]
    assert tag.meaning.values == {"a": Value("A & B", "<b>A</b> &amp; B"), "c": Value("d")}


def test_a_value_right_after_the_name_is_read() -> None:
    (tag,) = lexed("[mks_x=<b>A</b>]").tags
    assert [written.text for written in tag.attributes] == ["=A"]


@pytest.mark.parametrize("html", ["[mks_x/]", r"\[mks_x/\]", "[mks_x&#47;]"])
def test_a_slash_right_after_the_name_closes_the_tag(html: str) -> None:
    (tag,) = lexed(html).tags
    assert tag.self_closing


def test_curly_quotes_and_backslashes_are_reported() -> None:
    assert codes("[mks_x a=”b”]") == ["MKS020"]
    assert codes(r"\[mks\_x\]") == ["MKS021"]
    assert codes(r"\[mks_x]") == ["MKS021"]
    assert codes(r"[mks\_x]") == ["MKS021"]
    assert codes(r"[mks_x]\[/mks\_x\]") == []


def test_a_lexicon_may_contain_names_of_any_family() -> None:
    known = Lexicon((*SHORTCODES, Shortcode("gallery", ""), Shortcode("my_box", "")))
    html = r"[gallery ids=1] [gallery-x] [mks_x] [my_box] [my\_box]"
    assert [tag.name for tag in lex(html, known).tags] == ["gallery", "mks_x", "my_box", "my_box"]
    assert known.hint.search("a [/ gallery]")
    assert not KNOWN.hint.search("[gallery] mks_x")
