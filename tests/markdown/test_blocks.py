"""Lines that consist of tags: the blocks that they become, and their bodies."""

from __future__ import annotations

import markdown
import pytest

from pelican_mks import transform
from tests.markdown.test_markdown import convert, page_outline, panel, tabs
from tests.outline import outline


def outline_of_html(html: str) -> str:
    return outline(transform(html).html)


class TestLinesOfAParagraph:
    """Lines that look like list items stay in their paragraph."""

    @pytest.mark.parametrize("line", ["- flour", "+ flour", "* flour", "3. flour"])
    @pytest.mark.parametrize(
        ("opening", "closing"),
        [
            ('[mks_toggle title="A" state="open"]', "[/mks_toggle]"),
            (r'\[mks\_toggle title="A"\]', r"\[/mks\_toggle\]"),
            ("[mks_one_half]", "[/mks_one_half]"),
        ],
    )
    @pytest.mark.parametrize("lead", ["", "> "])
    def test_stay_lines_after_an_opening_tag(
        self, opening: str, closing: str, line: str, lead: str
    ) -> None:
        lines = (opening, "For the dough:", line, "*water*", closing)
        written = "\n".join(f"{lead}{each}  " for each in lines)
        html = f"{opening}<p>For the dough:<br>{line}<br><em>water</em></p>{closing}"
        quoted = f"<blockquote>{html}</blockquote>" if lead else html
        assert page_outline(written) == outline_of_html(quoted)

    def test_do_not_affect_the_next_body(self) -> None:
        written = (
            '[mks_tabs]\n[mks_tab_item title="A"]\nSteps\n1. one\n[/mks_tab_item]\n'
            '[mks_tab_item title="B"]\ntext\n[/mks_tab_item]\n[/mks_tabs]'
        )
        assert page_outline(written) == "tabs\n  tab A\n    p Steps 1. one\n  tab B\n    p text"


class TestUnclosedTags:
    """The body of an unclosed tag is the rest of its paragraph in the source."""

    @pytest.mark.parametrize("end", ["\n", " ", "  \n", "\n    "])
    def test_contain_the_text_below_them(self, end: str) -> None:
        written = f'[mks_toggle title="B"]{end}text\n- *more*\n\nafter'
        html = '<p>[mks_toggle title="B"]text - <em>more</em></p><p>after</p>'
        assert page_outline(written) == outline_of_html(html)

    @pytest.mark.parametrize(
        ("written", "html"),
        [
            ("- {}\n    text\n- two", "<ul><li><p>{}\ntext</p></li><li>two</li></ul>"),
            ("- one\n    {}\n    text", "<ul><li><p>one</p><p>{}\ntext</p></li></ul>"),
            ("- one\n\n    {}\n    text", "<ul><li><p>one</p><p>{}\ntext</p></li></ul>"),
            ("> {}\n> text\n>\n> after", "<blockquote><p>{}\ntext</p><p>after</p></blockquote>"),
            ("Term\n:   {}\n    text", "<dl><dt>Term</dt><dd><p>{}\ntext</p></dd></dl>"),
            (
                "[mks_one_half]\n{}\ntext\n\nafter\n[/mks_one_half]",
                "<p>[mks_one_half]</p><p>{}\ntext</p><p>after</p><p>[/mks_one_half]</p>",
            ),
            ("Before\n{}\ntext\n# Head", "<p>Before</p><p>{}\ntext</p><h1>Head</h1>"),
        ],
    )
    def test_contain_the_text_below_them_in_any_block(self, written: str, html: str) -> None:
        tag = '[mks_toggle title="B"]'
        assert page_outline(written.replace("{}", tag)) == outline_of_html(html.replace("{}", tag))

    def test_contain_the_text_below_them_in_a_footnote(self) -> None:
        html = convert('Text[^1]\n\n[^1]: [mks_toggle title="B"]\n    note\n\n    after\n')
        assert '<p>[mks_toggle title="B"]note</p>' in html

    @pytest.mark.parametrize("extensions", [(), ("pymdownx.superfences",)])
    @pytest.mark.parametrize(
        ("block", "lines"),
        [
            ("- one\n- two", ["ul", "  li one", "  li two"]),
            ("- one\n\n    more\n\n- two", ["ul", "  li one", "    p more", "  li two"]),
            ("1. one", ["ol", "  li one"]),
            ("a | b\n--|--\n1 | 2", ["table", "  tr a | b", "  tr 1 | 2"]),
            ("> one\n>\n> two", ["blockquote one", "  p two"]),
            ("```\ncode\n\nmore\n```", ["pre", "  code", "  ", "  more"]),
            ("~~~ python\ncode\n~~~", ["pre", "  code"]),
            ("<div>\ntext\n</div>", ["p text"]),
            ("text\n> quote", ["p text", "blockquote quote"]),
        ],
    )
    @pytest.mark.parametrize("end", ["", "  "])
    def test_contain_any_block_below_them(
        self, end: str, block: str, lines: list[str], extensions: tuple[str, ...]
    ) -> None:
        written = f'[mks_tabs]\n[mks_tab_item title="A"]{end}\n{block}\n\nafter'
        assert page_outline(written, *extensions) == f"{panel(*lines)}\np after"

    def test_contain_code_below_their_text(self) -> None:
        written = "[mks_toggle title=B]\ntext\n```\ncode\n```\n\nafter"
        assert page_outline(written) == "p B\np text\npre\n  code\np after"

    @pytest.mark.parametrize(
        "block", ["- one\n- two", "a | b\n--|--\n1 | 2", "> one", "```\ncode\n```", "# Head"]
    )
    def test_contain_nothing_after_a_blank_line(self, block: str) -> None:
        written = f'[mks_tabs]\n[mks_tab_item title="A"]\n\n{block}\n\nafter'
        assert (
            page_outline(written)
            == f"{panel('p There is no text here.')}\n{page_outline(block)}\np after"
        )

    def test_that_are_groups_contain_items_after_a_comment(self) -> None:
        item = '[mks_tab_item title="A"]a[/mks_tab_item]'
        html = convert(f"[mks_tabs]\n<!-- b -->\n\n{item}\n")
        assert [each.code for each in transform(html).diagnostics] == ["MKS001"]

    @pytest.mark.parametrize("lead", ["# Head\n", "Head\n====\n"])
    def test_end_before_a_heading(self, lead: str) -> None:
        assert page_outline(f"[mks_toggle title=B]\ntext\n\n{lead}") == "p B\np text\nh Head"
        assert page_outline(f"[mks_toggle title=B]\n{lead}text").endswith("\nh Head\np text")

    def test_contain_a_list_within_a_list(self) -> None:
        written = "- one\n    [mks_toggle title=B]\n    - x\n    - y\n- two"
        inside = "    p B\n    ul\n      li x\n      li y"
        assert page_outline(written) == f"ul\n  li one\n{inside}\n  li two"

    def test_contain_a_list_within_a_quotation(self) -> None:
        written = "> [mks_toggle title=B]\n> - x\n>\n> after"
        assert page_outline(written) == "blockquote B\n  ul\n    li x\n  p after"

    def test_contain_a_list_within_a_column(self) -> None:
        written = "[mks_one_half]\n[mks_toggle title=B]\n- x\n\nafter\n[/mks_one_half]"
        assert page_outline(written) == "p B\nul\n  li x\np after"

    def test_contain_a_list_within_a_footnote(self) -> None:
        written = "Text[^1]\n\n[^1]: [mks_toggle title=B]\n    - x\n\n    after\n"
        note = transform(convert(written)).html.partition('<div class="footnote">')[2]
        assert outline(note).split("\n")[:5] == ["hr", "ol", "  li B", "    ul", "      li x"]

    def test_are_not_ended_by_a_closed_tag_in_their_list(self) -> None:
        written = "[mks_toggle title=B]\n- x [mks_toggle title=C]y[/mks_toggle]\n\nafter"
        assert page_outline(written) == "p B\nul\n  li x\n    p C\n    p y\np after"

    @pytest.mark.parametrize("end", ["[/mks_toggle]", "text[/mks_toggle]"])
    def test_that_are_closed_later_contain_everything_up_to_there(self, end: str) -> None:
        written = f"[mks_toggle title=B]\n- x\n\nmore\n\n{end}\n\nafter"
        text = "p text\n" if end.startswith("text") else ""
        assert page_outline(written) == f"p B\nul\n  li x\np more\n{text}p after"

    def test_are_reported(self) -> None:
        result = transform(convert("[mks_toggle title=B]\n- x\n\nafter"))
        assert [each.code for each in result.diagnostics] == ["MKS002"]

    def test_do_not_contain_definitions_of_links(self) -> None:
        written = '[mks_toggle title="B"]\n[there]: /there\n\nA [link][there].'
        assert convert(written).split("\n")[0] == '<p>[mks_toggle title="B"]</p>'

    @pytest.mark.parametrize("extensions", [(), ("pymdownx.superfences", "pymdownx.highlight")])
    @pytest.mark.parametrize("block", ["```python\ncode\n```", "<div>\ncode\n</div>"])
    def test_do_not_merge_with_a_block_of_html(
        self, block: str, extensions: tuple[str, ...]
    ) -> None:
        html = convert(f'[mks_toggle title="B"]\n{block}\n[/mks_toggle]', *extensions)
        assert html.startswith('<p>[mks_toggle title="B"]</p>\n<')
        assert "\n<p>[/mks_toggle]</p>" in html

    def test_leave_code_after_a_blank_line_as_code(self) -> None:
        written = '[mks_toggle title="B"]\n    text\n\n    code\n\nafter'
        assert "<pre><code>code\n</code></pre>" in convert(written)


class TestListItems:
    """Tags in a list item belong to it, and their bodies may be lists."""

    @pytest.mark.parametrize("mark", ["-  ", "1. ", "*   "])
    @pytest.mark.parametrize("body", ["text", "- x\n- y", "# Head", "> quote", "text\n\n    code"])
    def test_contain_blocks(self, mark: str, body: str) -> None:
        written = tabs(body).replace("\n", "\n    ").replace("    \n", "\n")
        kind = "ol" if mark[0] == "1" else "ul"
        inside = page_outline(tabs(body)).replace("\n", "\n    ")
        assert page_outline(f"{mark}one\n    {written}\n{mark}two") == (
            f"{kind}\n  li one\n    {inside}\n  li two"
        )

    def test_may_start_with_a_tag(self) -> None:
        written = '* [mks_toggle title="A"]\n  text\n  [/mks_toggle]\n* two'
        assert page_outline(written) == "ul\n  li A\n    p text\n  li two"

    def test_may_be_nested(self) -> None:
        written = (
            "- a\n    - b\n        [mks_toggle title=A]\n        x\n        [/mks_toggle]\n- c"
        )
        assert (
            page_outline(written)
            == "ul\n  li a\n    ul\n      li b\n        p A\n        p x\n  li c"
        )

    def test_may_contain_indented_bodies(self) -> None:
        written = """
            - one

                [mks_tabs]

                    [mks_tab_item title="A"]

                        text

                    [/mks_tab_item]

                [/mks_tabs]
            """
        assert page_outline(written) == "ul\n  li one\n    tabs\n      tab A\n        p text"

    def test_end_before_the_closing_tag_around_them(self) -> None:
        assert page_outline(tabs("- one\n- two")) == panel("ul", "  li one", "  li two")

    def test_within_an_item_may_start_at_its_margin(self) -> None:
        text = (
            "1.  First.\n\n"
            "    [mks_tabs]\n"
            '   [mks_tab_item title="A"]\n\n'
            "    - two\n\n"
            "    [/mks_tab_item]\n"
            "   [/mks_tabs]\n"
        )
        assert "two" in convert(text)

    def test_may_be_definitions(self) -> None:
        written = "Term\n:   Text\n    [mks_toggle title=A]\n    - x\n    [/mks_toggle]"
        assert page_outline(written) == "p Term\np Text\np A\nul\n  li x"


class TestText:
    """Lines of tags in a paragraph may be indented."""

    @pytest.mark.parametrize("margin", ["", "  ", "    ", "      "])
    def test_may_be_indented(self, margin: str) -> None:
        lines = ("[mks_toggle title=A]", "- x", "[/mks_toggle]")
        written = "\n".join(["before", *(margin + line for line in lines), "after"])
        assert page_outline(written) == "p before\np A\nul\n  li x\np after"

    @pytest.mark.parametrize("character", [": there", "(there)", ": there 'title'"])
    def test_does_not_read_a_tag_as_a_link_definition(self, character: str) -> None:
        assert convert(f'[mks_icon icon="fa-x"]{character}').startswith("<p>[mks_icon")
        assert character[-5:] in convert(f'[mks_icon icon="fa-x"]{character}')

    @pytest.mark.parametrize("code", ["`[mks_icon icon='a|b']`", "`` [mks_icon icon='a|b'] ``"])
    def test_in_tables_keeps_its_code(self, code: str) -> None:
        table = f"a | b\n--|--\n{code} | c"
        assert convert(table) == convert(table.replace("mks_icon", "nnn_icon")).replace(
            "nnn_icon", "mks_icon"
        )

    @pytest.mark.parametrize("character", ["|", r"\|"])
    def test_in_tables_keeps_its_tags(self, character: str) -> None:
        button = f'[mks_button title="A{character}B" url="/x"]'
        assert "A|B" in page_outline(f"a | b\n--|--\n{button} | c")

    def test_in_code_within_a_list_is_the_same_with_and_without_the_extension(self) -> None:
        written = (
            "- item\n\n    <pre>\n    x \\[mks\\_toggle title=\\&quot;A\\&quot;\\]\n    </pre>"
        )
        assert convert(written) == markdown.markdown(written, extensions=["extra"])
