"""A video's URL on its own becomes a link that looks like a player."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from pelican_mks import Shortcode, transform
from pelican_mks.render.settings import Settings
from pelican_mks.shortcodes.declaration import OwnShortcodes

WATCH = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
POSTERS = (
    ("aqz-KE-bpKQ", "{static}/videos/aqz-KE-bpKQ.jpg"),
    ("76979871", "{static}/videos/76979871.png"),
)
WITH_POSTERS = Settings(shortcodes=("embed",), video_posters=POSTERS)
WITHOUT_POSTERS = Settings(shortcodes=("embed",))


def rendered(html: str, settings: Settings = WITH_POSTERS) -> str:
    result = transform(html, settings=settings)
    assert transform(result.html, settings=settings).html == result.html
    assert result.diagnostics == ()
    return result.html


VIDEOS = {
    WATCH: "aqz-KE-bpKQ",
    "http://youtube.com/watch?v=aqz-KE-bpKQ": "aqz-KE-bpKQ",
    "https://m.youtube.com/watch?app=desktop&v=aqz-KE-bpKQ&t=42s": "aqz-KE-bpKQ",
    "https://www.youtube.com/watch/?list=PL1&copy=2&v=aqz-KE-bpKQ#t=1": "aqz-KE-bpKQ",
    "https://youtu.be/aqz-KE-bpKQ": "aqz-KE-bpKQ",
    "https://youtu.be/aqz-KE-bpKQ?t=42": "aqz-KE-bpKQ",
    "https://www.youtube.com/shorts/aqz-KE-bpKQ": "aqz-KE-bpKQ",
    "https://www.youtube.com/live/aqz-KE-bpKQ?si=x": "aqz-KE-bpKQ",
    "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ": "aqz-KE-bpKQ",
    "https://vimeo.com/76979871": "76979871",
    "https://vimeo.com/76979871/0123abc": "76979871",
    "https://vimeo.com/channels/staffpicks/76979871": "76979871",
    "https://player.vimeo.com/video/76979871?h=0123abc": "76979871",
}


@pytest.mark.parametrize(("url", "video"), VIDEOS.items())
def test_a_url_alone_in_a_paragraph_becomes_a_player_with_the_site_s_poster(
    url: str, video: str
) -> None:
    written = url.replace("&", "&amp;")
    soup = BeautifulSoup(rendered(f"<p>A</p>\n<p>{written}</p>\n<p>B</p>"), "html.parser")
    player = soup.select_one("p.mks-embed.mks-embed--video > a")
    assert player
    assert player["href"] == url
    assert player.img
    assert player.img["src"] == dict(POSTERS)[video]
    site = "Vimeo" if "vimeo" in url else "YouTube"
    short_url = url.partition("://")[2].removeprefix("www.")
    assert player.get_text().strip() == f"{site}: {short_url}"
    assert [p.get_text() for p in soup.find_all("p")][::2] == ["A", "B"]


def test_a_url_is_rendered_as_between_embed_tags() -> None:
    for settings in (WITH_POSTERS, WITHOUT_POSTERS):
        bare = rendered(f"<p>{WATCH}</p>", settings)
        assert bare == rendered(f"<p>[embed]{WATCH}[/embed]</p>", settings)


def test_without_a_poster_the_player_is_a_link_with_its_url_as_text() -> None:
    assert rendered("<p>https://youtu.be/aqz-KE-bpKQ</p>", WITHOUT_POSTERS) == (
        '<p class="mks-embed mks-embed--video"><a href="https://youtu.be/aqz-KE-bpKQ" rel="noreferrer">'
        "YouTube: youtu.be/aqz-KE-bpKQ</a></p>"
    )


@pytest.mark.parametrize(
    "paragraph",
    [
        f'<p><a href="{WATCH}">{WATCH}</a></p>',
        f'<p><a class="reference external" href="{WATCH}">{WATCH}</a></p>',
        f"<p>\n{WATCH}\n</p>",
        f"<blockquote><p>{WATCH}</p></blockquote>",
        f"<ul><li><p>{WATCH}</p></li></ul>",
        f"<p><a>An anchor</a> and <code>code</code></p><p>{WATCH}</p>",
    ],
)
def test_a_url_may_be_a_link_or_inside_other_elements(paragraph: str) -> None:
    assert "mks-embed--video" in rendered(paragraph)


def test_a_block_of_wordpress_s_editor_keeps_its_figure() -> None:
    wrapper = '<div class="wp-block-embed__wrapper">'
    html = f'<figure class="wp-block-embed">{wrapper}\n{WATCH}\n</div></figure>'
    player = rendered(f"<p>{WATCH}</p>")
    assert rendered(html) == f'<figure class="wp-block-embed">{wrapper}{player}</div></figure>'


def test_a_url_in_a_tab_becomes_a_player() -> None:
    settings = Settings(shortcodes=("meks", "embed"))
    html = (
        f'<p>[mks_tabs][mks_tab_item title="A"]</p><p>{WATCH}</p><p>[/mks_tab_item][/mks_tabs]</p>'
    )
    assert "mks-embed--video" in rendered(html, settings)


@pytest.mark.parametrize(
    "html",
    [
        f"<p>See {WATCH}</p>",
        f"<p>{WATCH}<br>{WATCH}</p>",
        f'<p><a href="{WATCH}">The video</a></p>',
        f"<li>{WATCH}</li>",
        f"<pre><p>{WATCH}</p></pre>",
        f'<a href="/x"><p>{WATCH}</p></a>',
        f"<details><summary><p>{WATCH}</p></summary></details>",
        f"<!-- <p>{WATCH}</p> -->",
        f"<textarea><p>{WATCH}</p></textarea>",
        f"<i title='<p>{WATCH}</p>'>x</i>",
        "<p>https://www.youtube.com/@channel</p>",
        "<p>https://www.youtube.com/watch?v=short</p>",
        "<p>https://youtu.be/aqz-KE-bpKQtoolong</p>",
        "<p>https://youtube.com.example.org/watch?v=aqz-KE-bpKQ</p>",
        "<p>https://example.org/watch?v=aqz-KE-bpKQ</p>",
        "<p>https://vimeo.com/about</p>",
        "<p>javascript:https://vimeo.com/76979871</p>",
    ],
)
def test_other_text_is_unchanged(html: str) -> None:
    assert rendered(html) == html


def test_a_url_is_unchanged_unless_embed_is_enabled() -> None:
    html = f"<p>{WATCH}</p>"
    assert transform(html).html == html
    assert transform(html, settings=Settings(shortcodes=("caption",))).html == html


def test_a_url_is_unchanged_if_a_custom_shortcode_replaces_embed() -> None:
    own = OwnShortcodes((Shortcode("embed", "", (), lambda _element, _context: "<p>own</p>"),))
    html = f"<p>{WATCH}</p>"
    assert (
        transform(html, settings=Settings(shortcodes=("embed",), own_shortcodes=own)).html == html
    )


def test_the_author_s_poster_has_priority_over_the_site_s() -> None:
    html = rendered(f'<p>[embed poster="/mine.jpg"]{WATCH}[/embed]</p>')
    assert 'src="/mine.jpg"' in html
    assert "{static}" not in html


def test_a_url_with_an_ampersand_is_decoded_once() -> None:
    html = rendered("<p>[embed]https://example.org/?a=1&amp;copy=2[/embed]</p>")
    assert 'href="https://example.org/?a=1&amp;copy=2"' in html
