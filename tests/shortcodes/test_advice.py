"""The advice in diagnostics for common mistakes."""

from __future__ import annotations

import pytest

from pelican_mks import transform


def messages(html: str) -> list[tuple[str, str]]:
    return [(found.code, found.message) for found in transform(f"<p>{html}</p>").diagnostics]


@pytest.mark.parametrize(
    ("attributes", "advice"),
    [
        ("title=Original Quote", 'title; “Quote” is ignored. Write title="Original Quote".'),
        ("title=The Original Quote", 'Write title="The Original Quote".'),
        ("title=Original Quote state=open", 'Write title="Original Quote".'),
        ("state=open title=a b", 'Write title="a b".'),
    ],
)
def test_a_value_of_several_words_needs_quotes(attributes: str, advice: str) -> None:
    ((code, message),) = messages(f"[mks_toggle {attributes}]one[/mks_toggle]")
    assert code == "MKS023"
    assert message.endswith(advice)


@pytest.mark.parametrize("attributes", ['title="A" Quote', "Quote title=A", "x=y Quote title=A"])
def test_a_word_outside_all_values_is_unknown(attributes: str) -> None:
    assert "MKS010" in dict(messages(f"[mks_toggle {attributes}]one[/mks_toggle]"))


@pytest.mark.parametrize(
    ("tag", "advice"),
    [
        ("[mks_youtube]", "Remove it, or write it as code."),
        ("[mks_gallery]", "Remove it, or write it as code."),
        ("[mks_accordian]", "Write [mks_accordion] if you mean that."),
        ("[mks_tab]", "Write [mks_tabs] if you mean that."),
    ],
)
def test_only_a_close_name_is_suggested(tag: str, advice: str) -> None:
    ((_, message),) = messages(tag)
    assert message.endswith(advice)


@pytest.mark.parametrize("attributes", ["", ' title=""', ' title=" "', " title="])
@pytest.mark.parametrize("name", ["mks_toggle", "mks_accordion_item", "mks_tab_item"])
def test_a_missing_title_is_reported_like_an_empty_one(name: str, attributes: str) -> None:
    found = dict(messages(f"[{name}{attributes}]one[/{name}]"))
    assert "MKS011" not in found
    assert found["MKS014"].startswith(f"[{name}] has no title; the page shows “Title”.")


@pytest.mark.parametrize("attribute", ["icon", "icon_type", "size", "style", "bg_color", "target"])
def test_an_empty_value_means_the_default(attribute: str) -> None:
    button = '[mks_button title="A" url="/a"{}]'
    assert messages(button.format(f' {attribute}=""')) == []
    given = transform(button.format(f' {attribute}=""')).html
    assert given == transform(button.format("")).html


@pytest.mark.parametrize("url", ["http://", "https://", "http:", "mailto:"])
def test_a_url_without_a_host_is_invalid(url: str) -> None:
    ((code, message),) = messages(f'[mks_button title="A" url="{url}"]')
    assert code == "MKS011"
    assert message.startswith(f"url=“{url}” is not valid in [mks_button]; “#” is used instead.")
