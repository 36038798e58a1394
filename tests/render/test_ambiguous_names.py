"""Shortcodes whose names may also be words in the text: those of WordPress, and custom shortcodes."""

from __future__ import annotations

import markdown
import pytest

from pelican_mks import Attribute, Result, Shortcode, transform
from pelican_mks.render.context import Context
from pelican_mks.render.settings import Settings
from pelican_mks.shortcodes.declaration import OwnShortcodes
from pelican_mks.shortcodes.nodes import Element

NAMES = ("meks", "wordpress")


def quote(element: Element, context: Context) -> str:
    return f'<q lang="{element.values["lang"].text}">{context.body(element)}</q>'


LANG = Attribute("lang", "en", "")
OWN = OwnShortcodes((Shortcode("pull_quote", "", (LANG,), quote, inline=True),))
ON = Settings(shortcodes=NAMES, own_shortcodes=OWN)


def render(html: str) -> Result:
    return transform(html, settings=ON)


def convert(text: str) -> str:
    """The HTML of Markdown, with its shortcodes unchanged."""
    options = {"pelican_mks.markdown": {"shortcodes": NAMES, "own_shortcodes": OWN}}
    return markdown.markdown(text, extensions=list(options), extension_configs=options)


class TestBackslashes:
    """A backslash that an importer added before an underscore does not hide the name."""

    @pytest.mark.parametrize(
        "text",
        [
            r"\[pull\_quote lang=\"nl\"\]x\[/pull\_quote\]",
            r"[pull\_quote lang=nl]x[/pull\_quote]",
            r"\[pull_quote lang=nl\]x\[/pull_quote\]",
        ],
    )
    @pytest.mark.parametrize("read", [convert, "<p>{}</p>".format])
    def test_are_ignored(self, text: str, read: type[str]) -> None:
        result = render(read(text))
        assert result.html == '<p><q lang="nl">x</q></p>'

    def test_are_reported_in_html(self) -> None:
        result = render(r"<p>[pull\_quote]x[/pull\_quote]</p>")
        assert [each.code for each in result.diagnostics] == ["MKS021"]


LINKS = [
    "[video](https://example.org/video)",
    "[video](video.mp4 'A video')",
    '[caption](page.html#a "A title")',
    "[gallery](</pictures>)",
    "[gallery](/pictures_(old))",
    "[embed]()",
    "![video](still.jpg)",
    "[pull_quote](x)",
]


class TestLinks:
    @pytest.mark.parametrize("link", LINKS)
    def test_in_markdown_stay_links(self, link: str) -> None:
        html = convert(f"See {link} now.")
        assert html == markdown.markdown(f"See {link} now.")
        assert render(html) == Result(html)

    @pytest.mark.parametrize("link", [*LINKS, '[video](<a href="x">https://example.org</a>)'])
    def test_stay_text_if_no_reader_made_them_links(self, link: str) -> None:
        html = f"<p>See {link} now.</p>"
        assert render(html) == Result(html)

    @pytest.mark.parametrize(
        "text",
        [
            "[video][1] and [1].\n\n[1]: https://example.org",
            "[video] [one  two].\n\n[One Two]: https://example.org 'Title'",
            "A [gallery] and [a picture][gallery].\n\n[gallery]: /pictures",
            "A [gallery][].\n\n[Gallery]:\n  /pictures\n  (Title)",
            "[video]: /a\n[caption]: /b\n\n[caption] [video]",
            "![video][still]\n\n[still]: still.jpg",
        ],
    )
    def test_by_reference_are_links(self, text: str) -> None:
        html = convert(text)
        assert html == markdown.markdown(text)
        assert render(html) == Result(html)

    @pytest.mark.parametrize(
        ("text", "html"),
        [
            ("[pull_quote](x)[/pull_quote]", '<p><q lang="en">(x)</q></p>'),
            ("[pull_quote](x y)[/pull_quote]", '<p><q lang="en">(x y)</q></p>'),
            ("[pull_quote](x y) z[/pull_quote]", '<p><q lang="en">(x y) z</q></p>'),
            ("[pull_quote](x(y) z[/pull_quote]", '<p><q lang="en">(x(y) z</q></p>'),
            ("[pull_quote lang=nl](x) y[/pull_quote]", '<p><q lang="nl">(x) y</q></p>'),
            ("[pull_quote]x[/pull_quote](y)", '<p><q lang="en">x</q>(y)</p>'),
            ("[pull_quote]x[/pull_quote][1]", '<p><q lang="en">x</q>[1]</p>'),
            ("[pull_quote][1][/pull_quote]", '<p><q lang="en">[1]</q></p>'),
            ("[mks_highlight](x) y[/mks_highlight]", '<p><mark class="mks-highlight">(x) y</mark></p>'),
        ],
    )  # fmt: skip
    def test_are_not_tags_and_tags_are_not_links(self, text: str, html: str) -> None:
        assert render(convert(text)).html == html
        assert render(f"<p>{text}</p>").html == html

    def test_with_names_of_meks_are_tags(self) -> None:
        text = "[mks_highlight][1] y[/mks_highlight]\n\n[1]: /x"
        html = '<p><mark class="mks-highlight"><a href="/x">1</a> y</mark></p>'
        assert render(convert(text)).html == html
