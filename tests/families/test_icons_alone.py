"""Text alternatives of icons that are the only content of a link or heading."""

from __future__ import annotations

import pytest

from pelican_mks import Result, transform

ICON = '[mks_icon icon="fa-share-square-o"]'


def hidden_text(result: Result) -> list[str]:
    """Return the visually hidden text."""
    pieces = result.html.split('<span class="mks-unseen">')[1:]
    return [piece.partition("</span>")[0] for piece in pieces]


@pytest.mark.parametrize(
    "around",
    [
        '<p><a href="/a">{}</a></p>',
        '<p><a href="/a"><b>{}</b></a></p>',
        '<p>Text <a href="/a">{}</a> text</p>',
        "<h2>{}</h2>",
        "<h2> <!-- Text --> {}</h2>",
        '<h2><a href="/a">{}</a> Text</h2>',
        "<p><button>{}</button></p>",
        '<p><a href="/a">{}&nbsp;<img src="/a.png" alt=""></a></p>',
        '<p><a href="/a">{}',
    ],
)
def test_an_icon_alone_in_a_link_gets_a_name_and_a_diagnostic(around: str) -> None:
    result = transform(around.format(ICON))
    assert hidden_text(result) == ["Share"]
    assert [each.code for each in result.diagnostics] == ["MKS014"]
    assert "title" in result.diagnostics[0].message


@pytest.mark.parametrize(
    "around",
    [
        "<p>{}</p>",
        '<p><a href="/a">{} Share it</a></p>',
        '<p><a href="/a">Share it <b>{}</b></a></p>',
        '<p><a href="/a" aria-label="Share it">{}</a></p>',
        '<p><a href="/a" title="Share it">{}</a></p>',
        '<p><a href="/a"><img src="/a.png" alt="Share it">{}</a></p>',
        "<h2>{} Sharing</h2>",
        "<h2>" + "Long. " * 1000 + "{}</h2>",
    ],
)
def test_an_icon_beside_text_is_decoration(around: str) -> None:
    result = transform(around.format(ICON))
    assert hidden_text(result) == []
    assert result.diagnostics == ()


@pytest.mark.parametrize(
    ("icon", "language", "name"),
    [
        ("fa-twitter", "en", "Twitter"),
        ("facebook-f", "de", "Facebook"),
        ("github-square", "fr", "GitHub"),
        ("rss", "en", "RSS"),
        ("envelope-o", "de", "E-Mail"),
        ("envelope", "zh", "电子邮件"),
    ],
)
def test_a_brand_or_translated_name_needs_no_diagnostic(
    icon: str, language: str, name: str
) -> None:
    result = transform(f'<p><a href="/a">[mks_icon icon="{icon}"]</a></p>', language=language)
    assert hidden_text(result) == [name]
    assert result.diagnostics == ()


def test_an_english_name_is_marked_up_in_another_language() -> None:
    result = transform(f'<p><a href="/a">{ICON}</a></p>', language="fr")
    assert hidden_text(result) == ['<bdi lang="en">Share</bdi>']


def test_the_title_is_the_name() -> None:
    tag = ICON.replace("]", ' title="Partager"]')
    for around in ('<p><a href="/a">{}</a></p>', "<p>{}</p>"):
        result = transform(around.format(tag), language="fr")
        assert hidden_text(result) == ["Partager"]
        assert result.diagnostics == ()


def test_each_of_several_is_named() -> None:
    result = transform(f'<p><a href="/a">{ICON}{ICON} </a></p>')
    assert hidden_text(result) == ["Share", "Share"]
