"""A post's content in each markup."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from pelican_mks.command.importing.attachments import Attachment
from tests.command.importing.converting import MARKUPS, convert

PHOTO = Attachment("7", "1", "https://example.org/7.jpg", "Seven", "Words <em>under</em> it", 2)
OTHER = Attachment("8", "1", "https://example.org/8.png", "", "", 1)
PAPER = Attachment("9", "1", "https://example.org/9.pdf", "", "", 0)
LIBRARY = (PHOTO, OTHER, PAPER)


class TestTags:
    @pytest.mark.parametrize("markup", MARKUPS)
    @pytest.mark.parametrize(
        ("written", "clean"),
        [
            ('[su_tabs a=”b” c="d_e"]x[/su_tabs]', '[su_tabs a="b" c="d_e"]'),
            ("[mks_tabs&nbsp;nav='vertical'&nbsp;][/mks_tabs]", "[mks_tabs nav='vertical']"),
            ('[vc_column\nwidth="1/2"]', '[vc_column width="1/2"]'),
            ('[contact-form-7 id="1" title="Ask us"]', '[contact-form-7 id="1" title="Ask us"]'),
            ("[foo-bar /]", "[foo-bar /]"),
        ],
    )
    def test_of_any_plugin_are_written_without_escapes(
        self, markup: str, written: str, clean: str
    ) -> None:
        text = convert(written, markup).text
        assert clean in text
        assert "\\" not in text

    def test_on_lines_of_their_own_stay_there(self) -> None:
        text = convert('[mks_toggle title="A"]\n- 2 eggs\n- flour\n[/mks_toggle]').text
        assert text == '[mks_toggle title="A"]\n\n\\- 2 eggs  \n\\- flour\n\n[/mks_toggle]'

    def test_within_a_line_stay_there(self) -> None:
        text = "Look: [mks_highlight]this[/mks_highlight] one."
        assert convert(text).text == text

    def test_that_are_unclosed_stay_in_the_paragraph_of_their_text(self) -> None:
        assert convert('[mks_toggle title="B"]\ntext').text == '[mks_toggle title="B"]  \ntext'

    def test_in_code_are_code(self) -> None:
        assert convert("<code>[mks_tabs]</code>").text == "`[mks_tabs]`"
        assert convert("<pre>[mks_tabs]</pre>").text == "```\n[mks_tabs]\n```"

    def test_in_attributes_are_kept(self) -> None:
        assert convert('<a href="[site_url]x">y</a>').text == "[y]([site_url]x)"

    def test_in_double_brackets_are_kept_and_not_counted(self) -> None:
        converted = convert("[[mks_tabs]] and [mks_separator]")
        assert converted.text == "[[mks_tabs]] and [mks_separator]"
        assert converted.shortcodes == ("mks_separator",)

    def test_in_cells_do_not_end_them(self) -> None:
        text = convert(
            '<table><tr><th>a</th></tr><tr><td>[mks_button title="x|y"]</td></tr></table>'
        ).text
        assert '[mks_button title="x&#124;y"]' in text

    def test_are_counted_by_name(self) -> None:
        assert convert("[su_x a=1]b[/su_x] [su_x a=2] [sic]").shortcodes == ("su_x", "su_x")


class TestGutenberg:
    POST = '<!-- wp:paragraph {"align":"center"} -->\n<p>One\ntwo</p>\n<!-- /wp:paragraph -->'

    @pytest.mark.parametrize("markup", MARKUPS)
    def test_comments_are_removed(self, markup: str) -> None:
        assert "<!--" not in convert(self.POST, markup).text

    def test_line_ends_are_not_line_breaks(self) -> None:
        assert convert(self.POST).text == "One two"

    def test_a_shortcode_block_has_paragraphs(self) -> None:
        block = "<!-- wp:shortcode -->\n[mks_toggle]\na\nb\n[/mks_toggle]\n<!-- /wp:shortcode -->"
        assert convert(block).text == "[mks_toggle]\n\na  \nb\n\n[/mks_toggle]"

    def test_reusable_blocks_are_inserted(self) -> None:
        block = '<!-- wp:block {"ref":12} /-->'
        assert (
            convert(block, _12="<!-- wp:paragraph --><p>Shared</p><!-- /wp:paragraph -->").text
            == "Shared"
        )

    def test_layout_classes_are_removed(self) -> None:
        html = (
            '<!-- wp:x --><div class="wp-block-columns"><div class="wp-block-column">a</div></div>'
        )
        assert convert(html).text == "a"


class TestCode:
    @pytest.mark.parametrize(
        "html",
        [
            '<pre class="brush: php; title: ; notranslate">x</pre>',
            '<pre class="wp-block-code"><code lang="php" class="language-php">x</code></pre>',
            '<pre class="lang:php decode:true">x</pre>',
            '<pre lang="php">x</pre>',
            '<pre class="EnlighterJSRAW" data-enlighter-language="php">x</pre>',
            '<pre><code class="php">x</code></pre>',
            '[code language="php"]\nx\n[/code]',
            "[sourcecode lang='php']x[/sourcecode]",
            "[php]\nx\n[/php]",
        ],
    )
    def test_keeps_its_language(self, html: str) -> None:
        assert convert(html).text == "```php\nx\n```"
        assert convert(html, "rst").text == ".. code:: php\n\n   x"

    def test_in_an_unknown_language_has_none(self) -> None:
        assert convert('<pre lang="klingon">x</pre>').text == "```\nx\n```"

    def test_in_a_shortcode_is_kept_verbatim(self) -> None:
        text = "[code]\na < b && *c* [mks_tabs]\n\nd &lt; e\n[/code]"
        assert convert(text).text == "```\na < b && *c* [mks_tabs]\n\nd < e\n```"
        html = BeautifulSoup(convert(text, "html").text, "html.parser")
        assert html.get_text() == "a < b && *c* [mks_tabs]\n\nd < e"

    def test_may_be_a_comment_in_restructuredtext(self) -> None:
        text = convert("<pre>&lt;!-- --&gt;</pre>", "rst").text
        assert text == ".. code::\n\n   <!-- -->"

    def test_may_contain_fences(self) -> None:
        assert convert("<pre>```\nx\n```</pre>").text == "````\n```\nx\n```\n````"

    def test_is_indented_in_a_list(self) -> None:
        text = convert('<ol><li>One:<pre lang="bash">a\n\nb</pre></li></ol>').text
        assert text == "1.  One:\n\n        :::bash\n        a\n\n        b"


class TestMarkdown:
    def test_indents_lists_by_four(self) -> None:
        html = "<ul><li>a<ol start='9'><li>b</li><li>c</li></ol></li></ul>"
        assert convert(html).text == "-   a\n    9.  b\n    10. c"

    def test_keeps_lists_apart(self) -> None:
        text = convert("<ul><li>a</li></ul><ol><li>b</li></ol>").text
        assert text == "-   a\n\n<!-- -->\n\n1.  b"

    def test_keeps_the_attributes_of_paragraphs(self) -> None:
        html = '<p style="text-align: center;" dir="rtl">a</p>'
        assert convert(html).text == 'a\n{: style="text-align: center;" dir="rtl" }'

    def test_keeps_tables(self) -> None:
        simple = "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d|e</td></tr></table>"
        assert convert(simple).text == "| a   | b   |\n|-----|-----|\n| c   | d\\|e |"
        for cell in ("<td>a</td>", '<th colspan="2">a</th>', "<th><ul><li>a</li></ul></th>"):
            table = f"<table><tr>{cell}</tr></table>"
            assert convert(table).text == f"{table}"

    def test_keeps_html_that_has_no_equivalent(self) -> None:
        for html in (
            '<iframe src="https://example.org/"></iframe>',
            "<details><summary>a</summary>\n<p>b</p>\n</details>",
            "<del>a</del> <mark>b</mark> <kbd>c</kbd> <sub>d e</sub>",
            '<span style="color: red;">a</span>',
        ):
            assert convert(html).text == html

    def test_removes_html_added_by_the_clipboard(self) -> None:
        html = '<div><div><span style="font-weight: 400;">a</span></div><p class="MsoNormal">b</p></div>'
        assert convert(html).text == "a\n\nb"

    def test_keeps_the_more_tag(self) -> None:
        assert convert("a\n\n<!--more-->\n\nb").text == "a\n\n<!--more-->\n\nb"


class TestRst:
    def test_heading_levels_have_no_gaps(self) -> None:
        text = convert("<h3>a</h3><h2>b</h2><h4>c</h4><h2>d</h2><h3>e</h3>", "rst").text
        assert "raw" not in text

    @pytest.mark.parametrize(
        "html", ["<blockquote>a</blockquote>", "<hr>", "<hr><hr>", "<ul><li>- a</li></ul>"]
    )
    def test_is_valid_for_docutils(self, html: str) -> None:
        # `check_rst` raises an error for each warning of docutils.
        assert convert(html, "rst").text

    def test_keeps_html_that_has_no_equivalent(self) -> None:
        assert ":raw-html:`<del>a</del>`" in convert("x <del>a</del>", "rst").text
        assert '<p style="x">' not in convert('<p style="x">a</p>', "rst").text
        assert '<div style="x">' in convert('<p style="x">a</p>', "rst").text


class TestGalleries:
    @pytest.mark.parametrize("markup", MARKUPS)
    def test_become_images(self, markup: str) -> None:
        html = convert('[gallery ids="8,7"]', markup, library=LIBRARY).text
        assert "[gallery" not in html
        pictures = BeautifulSoup(html, "html.parser").select("ul.mks-gallery img")
        assert [(picture["src"], picture["alt"]) for picture in pictures] == [
            ("https://example.org/8.png", ""),
            ("https://example.org/7.jpg", "Seven"),
        ]

    def test_without_ids_show_the_images_of_the_post(self) -> None:
        html = convert("[gallery]", library=LIBRARY).text
        assert html.index("8.png") < html.index("7.jpg")
        assert "9.pdf" not in html

    def test_show_captions_and_links(self) -> None:
        html = convert('[gallery include="7" link="file"]', library=LIBRARY).text
        assert '<a href="https://example.org/7.jpg">' in html
        assert "<figcaption>Words <em>under</em> it</figcaption>" in html

    def test_exclude_images(self) -> None:
        assert "8.png" not in convert('[gallery exclude="8"]', library=LIBRARY).text

    @pytest.mark.parametrize(
        "tag", ['[gallery ids="7,1000"]', "[gallery]", '[gallery src="a.jpg"]']
    )
    def test_of_unknown_images_are_kept(self, tag: str) -> None:
        converted = convert(tag, library=(PHOTO,) if "ids" in tag else ())
        assert converted.text == tag
        assert converted.shortcodes == ("gallery",)


class TestCaptions:
    @pytest.mark.parametrize("markup", MARKUPS)
    @pytest.mark.parametrize(
        "text",
        [
            '[caption id="attachment_7" align="alignleft" width="300"]<img src="a.jpg" /> Boats, <em>two</em>[/caption]',
            '[caption id="attachment_7" align="alignleft" width="300" caption="Boats, <em>two</em>"]<img src="a.jpg" />[/caption]',
        ],
    )
    def test_become_figures(self, markup: str, text: str) -> None:
        figure = BeautifulSoup(convert(text, markup, library=LIBRARY).text, "html.parser").figure
        assert figure
        assert figure["class"] == ["mks-caption", "mks-caption--left"]
        assert figure["style"] == "--mks-width: 300px"
        assert figure.img
        assert (figure.img["src"], figure.img["alt"]) == ("a.jpg", "Seven")
        assert figure.figcaption
        assert figure.figcaption.get_text() == "Boats, two"

    def test_use_the_image_and_caption_of_the_media_library(self) -> None:
        html = convert('[caption id="attachment_7"][/caption]', library=LIBRARY).text
        assert 'src="https://example.org/7.jpg"' in html
        assert "Words <em>under</em> it" in html

    def test_without_an_image_are_kept(self) -> None:
        text = '[caption id="attachment_70"]words[/caption]'
        assert convert(text).text == text


class TestPageBuilders:
    @pytest.mark.parametrize("markup", ["markdown", "rst"])
    @pytest.mark.parametrize(
        "html",
        [
            "a<ul><li></li><li><a href='#'> </a></li></ul>b",
            "a<pre></pre>b",
            "a<pre><code> </code></pre>b",
        ],
    )
    def test_empty_lists_and_code_are_removed(self, markup: str, html: str) -> None:
        assert convert(html, markup).text == "a\n\nb"

    @pytest.mark.parametrize("markup", ["markdown", "rst"])
    def test_links_without_a_url_are_text(self, markup: str) -> None:
        assert convert('<a href="">more</a> text', markup).text == "more text"

    def test_an_item_with_an_image_is_kept(self) -> None:
        assert convert('<ul><li><img src="a.png" alt="A"></li></ul>').text == "-   ![A](a.png)"

    @pytest.mark.parametrize(
        "html",
        [
            '<a href="/x"><svg viewBox="0 0 1 1"><path d="M0 0"/></svg></a>',
            '<em>a <button type="button">b</button></em>',
            '<a href="/x" role="button">b</a>',
        ],
    )
    def test_html_in_a_link_is_html_in_restructuredtext(self, html: str) -> None:
        text = convert(f"<p>See {html}.</p>", "rst").text
        assert text.count(":raw-html:`") == 1
        assert ">`." in text.replace("\\ ", "")

    def test_an_empty_division_is_html_in_restructuredtext(self) -> None:
        assert '<div id="a"></div>' in convert('b<div id="a"></div>c', "rst").text

    def test_elements_within_code_are_its_text(self) -> None:
        html = "<pre>&lt;p&gt;<button>x</button>&lt;/p&gt;</pre>"
        assert convert(html).text == "```\n<p>x</p>\n```"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<em><strong>a</strong></em>", "***a***"),
        (
            "<em><strong>a</strong> b <strong>c</strong> d</em>",
            "<em>**a** b **c** d</em>",
        ),
    ],
)
def test_nested_emphasis_is_valid_markdown(html: str, text: str) -> None:
    assert convert(html).text == text
