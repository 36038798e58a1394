"""The Markdown extension: Markdown in bodies, and none in tags."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from textwrap import dedent

import markdown
import pytest

from pelican_mks import transform
from tests.markdown.test_readers import BODIES, section
from tests.outline import outline
from tests.sites import PROJECT

EXTENSION = "pelican_mks.markdown"
UNFIXED = sorted((PROJECT / "tests/data/fix-imported").glob("*.md"))
"""Pandoc's output that Python-Markdown misreads, followed by the outline of the post."""
_TAG = re.compile(r"\\?\[/?mks[^]]*\]|<[^>]*>")
_WORD = re.compile(r"\w{3,}")


def text(written: str) -> str:
    return dedent(written).strip("\n")


def convert(written: str, *extensions: str) -> str:
    """Convert Markdown to HTML with its shortcodes unchanged."""
    return markdown.markdown(text(written), extensions=[EXTENSION, "extra", *extensions])


def page_outline(written: str, *extensions: str) -> str:
    """Return the outline of the finished page."""
    return outline(transform(convert(written, *extensions)).html)


def tabs(body: str, title: str = "A") -> str:
    return f'[mks_tabs]\n[mks_tab_item title="{title}"]\n{body}\n[/mks_tab_item]\n[/mks_tabs]'


def panel(*lines: str) -> str:
    return "\n".join(["tabs", "  tab A", *(f"    {line}" for line in lines)])


class TestBodies:
    """Blocks in a tab need no blank lines around the tags."""

    @pytest.mark.parametrize(
        ("body", "lines"),
        [
            ("- one\n- two", ["ul", "  li one", "  li two"]),
            ("1. one\n2. two", ["ol", "  li one", "  li two"]),
            ("- one\n    - two", ["ul", "  li one", "    ul", "      li two"]),
            ("> one\n>\n> - two", ["blockquote one", "  ul", "    li two"]),
            ("# Head", ["h Head"]),
            ("Head\n====\ntext", ["h Head", "p text"]),
            ("a | b\n--|--\n1 | 2", ["table", "  tr a | b", "  tr 1 | 2"]),
            ("```\ncode\n```", ["pre", "  code"]),
            ("~~~ python\ncode\n~~~", ["pre", "  code"]),
            ("\n    code\n", ["pre", "  code"]),
            ("text\n\n    code", ["p text", "pre", "  code"]),
            ("---", ["hr"]),
            ("![alt](a.png)", ["p ![alt](a.png)"]),
            ("one  \ntwo", ["p one / two"]),
            ("Term\n:   Meaning", ["p Term", "p Meaning"]),
            ("<div>*raw*</div>", ["p *raw*"]),
            ("<b>raw</b> *text*", ["p **raw** *text*"]),
            ("one\n\n* * *\n\n[two][r]\n\n[r]: /two", ["p one", "hr", "p [two](/two)"]),
        ],
    )
    def test_contain_markdown_blocks(self, body: str, lines: list[str]) -> None:
        assert page_outline(tabs(body)) == panel(*lines)

    @pytest.mark.parametrize("indent", ["  ", "    ", "\t", "      "])
    def test_may_be_indented_as_a_whole(self, indent: str) -> None:
        body = "\n".join(
            f"{indent}{line}".rstrip() for line in ("- one", "", "    more", "", "- two")
        )
        assert page_outline(tabs(body)) == panel("ul", "  li one", "    p more", "  li two")

    def test_may_be_indented_level_by_level(self) -> None:
        written = """
            Before.
            [mks_tabs]

                [mks_tab_item title="A"]

                    Text.

                        code

                [/mks_tab_item]

            [/mks_tabs]
            After.
            """
        assert page_outline(written) == f"p Before.\n{panel('p Text.', 'pre', '  code')}\np After."

    def test_may_be_indented_in_tabs_opened_on_one_line(self) -> None:
        written = """
            [mks_tabs][mks_tab_item title="A"]
                - one

                        code
            [/mks_tab_item][/mks_tabs]
            """
        assert page_outline(written) == panel("ul", "  li one", "    pre", "      code")

    def test_that_are_only_indented_code_stay_code(self) -> None:
        assert page_outline(tabs("\n    one\n\n        two\n")) == panel(
            "pre", "  one", "  ", "      two"
        )

    def test_with_an_unindented_line_keep_their_indentation(self) -> None:
        assert page_outline(tabs("\n    code\n\ntext")) == panel("pre", "  code", "p text")

    def test_use_definitions_from_elsewhere(self) -> None:
        written = f"""{tabs("A [link][there], a note[^1] and HTML.")}

[there]: https://example.org/
[^1]: The note.
*[HTML]: Hypertext
"""
        html = convert(written)
        assert page_outline(written) == panel(
            "p A [link](https://example.org/), a note^1 and HTML."
        )
        assert '<abbr title="Hypertext">HTML</abbr>' in html

    def test_may_contain_definitions_used_elsewhere(self) -> None:
        defining = tabs("[there]: /there\n[^1]: The note.\n\nText.")
        written = f"A [link][there].[^1]\n\n{defining}"
        assert page_outline(written) == f"p A [link](/there).^1\n{panel('p Text.')}"


class TestTagLines:
    """Tags on lines of their own are blocks, whatever surrounds them."""

    def test_in_a_paragraph(self) -> None:
        assert (
            page_outline(f"Before\n{tabs('text')}\nafter.")
            == f"p Before\n{panel('p text')}\np after."
        )

    def test_in_one_line(self) -> None:
        written = 'a [mks_tabs][mks_tab_item title="A"]*b*[/mks_tab_item][/mks_tabs] c'
        assert page_outline(written) == f"p a\n{panel('p *b*')}\np c"

    def test_in_a_block_quote(self) -> None:
        quoted = "\n".join(f"> {line}" for line in tabs("- one").split("\n"))
        assert page_outline(f"> Said:\n{quoted}").split("\n") == [
            "blockquote Said:",
            *(f"  {line}" for line in panel("ul", "  li one").split("\n")),
        ]

    @pytest.mark.parametrize("lead", ["- First:", "1. First:"])
    def test_in_a_list_item(self, lead: str) -> None:
        inside = "\n".join(f"    {line}" for line in tabs("one").split("\n"))
        found = page_outline(f"{lead}\n\n{inside}\n").split("\n")[1:]
        assert found == ["  li First:", *(f"    {line}" for line in panel("p one").split("\n"))]

    def test_in_a_footnote(self) -> None:
        inside = "\n".join(f"    {line}" for line in tabs("one").split("\n"))
        html = transform(convert(f"Text[^1]\n\n[^1]: Note\n\n{inside}")).html
        note = html[html.index('<div class="footnote">') :]
        assert '<h2 class="mks-tabs__title">A</h2>' in note

    @pytest.mark.parametrize("lead", ["!!! note\n", "!!! note\n\n"])
    def test_in_an_admonition(self, lead: str) -> None:
        inside = "\n".join(f"    {line}" for line in tabs("- one").split("\n"))
        assert page_outline(lead + inside, "admonition") == f"p Note\n{panel('ul', '  li one')}"

    def test_in_a_table_cell(self) -> None:
        cell = '[mks_tabs][mks_tab_item title="A|B"]x[/mks_tab_item][/mks_tabs]'
        assert "    tab A|B" in page_outline(f"| a |\n|---|\n| {cell} |").replace(
            "      tab", "    tab"
        )

    def test_in_raw_html(self) -> None:
        assert page_outline(f"<div>\n{tabs('*text*')}\n</div>") == panel("p *text*")

    def test_in_html_that_contains_markdown(self) -> None:
        assert page_outline(f'<div markdown="1">\n{tabs("*text*")}\n</div>') == panel("p *text*")
        assert "<em>text</em>" in convert(f'<div markdown="1">\n{tabs("*text*")}\n</div>')

    def test_with_gutenberg_comments_between_the_items(self) -> None:
        written = """
            <!-- wp:shortcode -->
            [mks_tabs]
            <!-- /wp:shortcode -->

            <!-- wp:shortcode -->
            [mks_tab_item title="A"]one[/mks_tab_item]
            <!-- /wp:shortcode -->

            <!-- wp:shortcode -->
            [mks_tab_item title="B"]two[/mks_tab_item]
            <!-- /wp:shortcode -->

            After.
            """
        assert page_outline(written) == "tabs\n  tab A\n    p one\n  tab B\n    p two\np After."


class TestCode:
    """Shortcodes in code are displayed as written."""

    @pytest.mark.parametrize(
        "code",
        [
            "```\n{}\n```",
            "~~~\n```\n{}\n~~~",
            "````text\n```\n{}\n````",
            "text\n\n    {}\n\n    {}",
            "- item\n\n        {}\n        {}",
            "- item\n\ntext\n\n    {}\n    {}",
            "`{}`",
            "`` ` {} ``",
            "`a\n{} b`",
            "<pre>\n{}\n</pre>",
            "<code>{}</code>",
            "<kbd>`</kbd> `{}`",
            "<script>\n{}\n</script>",
            "> ```\n> {}\n> ```",
        ],
    )
    @pytest.mark.parametrize(
        "tag", ["[mks_tabs]", '[mks_tab_item title="a & b_c_d"]', r"\[mks\_tabs\]", "[/mks_tabs]"]
    )
    def test_is_the_same_with_and_without_the_extension(self, code: str, tag: str) -> None:
        written = code.replace("{}", tag)
        assert convert(written) == markdown.markdown(written, extensions=["extra"])
        assert "mks-tabs" not in transform(convert(written)).html

    @pytest.mark.parametrize(
        "stray", ["the `90s", "```", "~~~ open", "<pre", "``", "`a\n\nb`", r"\`", "`` ` ``` x"]
    )
    def test_that_is_unterminated_is_text(self, stray: str) -> None:
        assert panel("p one") in page_outline(f"{stray}\n\n{tabs('one')}\n\nthe `80s")

    def test_does_not_span_a_line_of_tags(self) -> None:
        assert page_outline(
            tabs("the `90s\n[/mks_tab_item]\n[mks_tab_item title=B]\nthe `80s")
        ).split("\n") == ["tabs", "  tab A", "    p the `90s", "  tab B", "    p the `80s"]

    def test_does_not_start_at_an_escaped_backtick(self) -> None:
        written = "\\`[mks_tabs][mks_tab_item title=_A_]one[/mks_tab_item][/mks_tabs]`"
        assert "tab _A_" in page_outline(written)

    def test_with_an_indented_example_keeps_its_indentation(self) -> None:
        example = '    [mks_tabs]\n        [mks_tab_item title="A"]\n            x\n    [/mks_tabs]'
        assert convert(f"As here:\n\n{example}") == markdown.markdown(f"As here:\n\n{example}")


class TestTags:
    """Markdown changes nothing inside a tag."""

    @pytest.mark.parametrize(
        "title",
        [
            "a_b_ _c_",
            "2 * 3 * 4",
            "**stars**",
            "a | b",
            "https://example.org/a_b_c?x=1&y=2",
            "<https://example.org/>",
            "a \\ b",
            "(c) -- ... 'q'",
            "[link](there)",
            "HTML",
            "`code`",
            "{: .class }",
            "&amp; &copy; &",
            "a < b",
            "x\ny",
        ],
    )
    def test_keep_their_titles(self, title: str) -> None:
        html = convert(f"{tabs('x', title)}\n\n*[HTML]: Hypertext", "smarty", "nl2br", "attr_list")
        assert f'[mks_tab_item title="{unescape(title)}"]' in unescape(html)
        assert "<em>" not in html
        assert "<abbr" not in html
        assert "<br" not in html

    def test_are_well_formed_html(self) -> None:
        html = convert('[mks_tabs label="1 < 2 & 3 &amp; <b>4</b>"]')
        assert html == '<p>[mks_tabs label="1 &lt; 2 &amp; 3 &amp; <b>4</b>"]</p>'

    @pytest.mark.parametrize("after", ["(there)", "[ref]", ": there", "{: .class }"])
    def test_are_not_links(self, after: str) -> None:
        html = convert(f"[mks_tabs]{after}\n\n[ref]: /there\n")
        assert html.startswith("<p>[mks_tabs]")
        assert "mks_tabs</a>" not in html

    def test_that_are_disabled_are_left_to_markdown(self) -> None:
        configs: dict[str, dict[str, object]] = {EXTENSION: {"shortcodes": []}}
        html = markdown.markdown(
            "[mks_tabs](there)", extensions=[EXTENSION], extension_configs=configs
        )
        assert html == '<p><a href="there">mks_tabs</a></p>'

    def test_in_double_brackets_stay_text(self) -> None:
        assert page_outline("Write [[mks_tabs]].") == "p Write [mks_tabs]."

    def test_that_are_unterminated_stay_text(self) -> None:
        assert page_outline("[mks_tabs nav\n\ntext") == "p [mks_tabs nav\np text"

    @pytest.mark.parametrize(
        "written",
        [
            '![one [mks_icon icon="fa-x"] & two](a.png)',
            '![one [mks_icon icon="fa-x"] & two][p]\n\n[p]: a.png',
        ],
    )
    def test_do_not_break_attributes(self, written: str) -> None:
        expected = '<p><img alt="one [mks_icon icon=&quot;fa-x&quot;] &amp; two" src="a.png" /></p>'
        assert convert(written) == expected


class TestImported:
    """The output of Pelican's importer has backslashes before brackets."""

    @pytest.mark.parametrize(
        ("written", "tag"),
        [
            (r"\[mks\_tabs nav=\"vertical\"\]", '[mks_tabs nav="vertical"]'),
            (r"\[mks_tabs nav=”vertical”\]", "[mks_tabs nav=”vertical”]"),
            (r"[mks\_tabs label=\"\_blank\"]", '[mks_tabs label="_blank"]'),
            (r"\[mks_tabs label='2 \* 3 \* 4 \$5 \#1'\]", "[mks_tabs label='2 * 3 * 4 $5 #1']"),
            (r"\[mks_tabs label='\<b\> \&copy;'\]", "[mks_tabs label='&lt;b&gt; &amp;copy;']"),
            (r"\[mks_tabs label='a*b*c'\]", "[mks_tabs label='a<em>b</em>c']"),
            (r"\[mks_tabs label='**b**'\]", "[mks_tabs label='<strong>b</strong>']"),
            (r"\[/mks\_tabs\]", "[/mks_tabs]"),
        ],
    )
    def test_tags_lose_their_backslashes(self, written: str, tag: str) -> None:
        assert convert(written) == f"<p>{tag}</p>"

    def test_hard_line_breaks_after_tags_disappear(self) -> None:
        written = '\\[mks_tabs\\]  \n\\[mks_tab_item title="A"\\]  \none  \ntwo\\[/mks_tab_item\\]  \n\\[/mks_tabs\\]'
        assert page_outline(written) == panel("p one / two")
        assert page_outline(written.replace("  \n", "\\\n")) == panel("p one\\ two")

    def test_markdown_in_a_raw_paragraph_is_converted(self) -> None:
        written = """
            <p>

            \\[mks_tabs\\]
            \\[mks_tab_item title="A"\\]

            <figure>
            <img src="a.png" alt="a" />
            <figcaption>Caption</figcaption>
            </figure>

            </p>

            Text \\*as\\* *text*.
            \\[/mks_tab_item\\]
            \\[/mks_tabs\\]
            """
        assert page_outline(written) == panel("p ![a](a.png)", "p Caption", "p Text *as* *text*.")

    @pytest.mark.parametrize("file", UNFIXED, ids=lambda file: file.stem)
    def test_keeps_every_word_before_it_is_fixed(self, file: Path) -> None:
        written = file.read_text(encoding="utf-8").partition("\n======== outline\n")[0]
        found = _WORD.findall(transform(convert(written)).html)
        assert [word for word in _WORD.findall(_TAG.sub("", written)) if word not in found] == []


class TestText:
    def test_without_shortcodes_is_converted_as_without_the_extension(self) -> None:
        written = "# A\n- b\n    [mks](c)\n\n<p>\n\n`d`\n\\[mks\\] [x]\n"
        assert markdown.markdown(written, extensions=[EXTENSION]) == markdown.markdown(written)

    def test_may_have_attributes_without_a_value(self) -> None:
        converted = convert("[mks_icon icon=fa-heart] [a](b){download}")
        assert converted == '<p>[mks_icon icon=fa-heart] <a download href="b">a</a></p>'

    def test_is_converted_the_same_twice(self) -> None:
        converter = markdown.Markdown(extensions=[EXTENSION, "extra"])
        first = converter.convert(tabs("- *one*"))
        converter.reset()
        assert converter.convert(tabs("- *one*")) == first

    @pytest.mark.parametrize(
        "part",
        [
            "`",
            "`` ` ",
            "[mks_tabs]\n",
            "`[mks_tabs] ",
            "<pre>[mks_tabs]",
            "```a\n[mks_tabs]\n",
            "    [mks_tab_item]\n",
            "> [mks_tabs]\n",
            "[mks_tabs ",
            "\\[mks_tabs a=*",
            "\n",
        ],
    )
    def test_leaves_no_placeholder(self, part: str) -> None:
        written = part * 200
        assert "wzxhzdk" not in convert(written)


@pytest.mark.parametrize(
    "extension",
    ["nl2br", "sane_lists", "toc", "codehilite", "pymdownx.superfences", "pymdownx.highlight"],
)
def test_other_extensions_do_not_change_widgets(extension: str) -> None:
    for name, body in BODIES.items():
        if extension == "nl2br" and name in ("paragraphs", "inline"):
            continue
        assert page_outline(section(body, "markdown"), extension) == section(body, "outline"), name
