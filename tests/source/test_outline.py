"""The positions of elements in the author's file."""

from __future__ import annotations

import markdown
import pytest

from pelican_mks.families.registry import lexicon_of
from pelican_mks.source.metadata import metadata
from pelican_mks.source.outline import Outline
from pelican_mks.source.tags import SourceTags

KNOWN = lexicon_of(None)


def outline(source: str) -> Outline:
    html = markdown.markdown(source, extensions=["extra", "pelican_mks.markdown"])
    tags = SourceTags(source, KNOWN.opening, metadata(source)).counterparts(html)
    return Outline(html, source, KNOWN, tags)


@pytest.mark.parametrize(
    "source",
    [
        "[mks_toggle title=A]one *two* three@\n\nText.",
        "[mks_tabs]\n[mks_tab_item title=A]one[/mks_tab_item]@\n\nText.",
        "> [mks_toggle title=A]one@\n>\n> Text.",
        "- [mks_toggle title=A]one@\n- Text.",
        "[mks_toggle title=A]one [link](address) two@\n\nText.",
        "[mks_toggle title=A]\n- one\n- two@\n\nText.",
        "[mks_tabs]\n[mks_tab_item title=A]\n> one@\n\nText.",
        "Text[^1]\n\n[^1]: [mks_icon icon=a]\n\n[mks_toggle title=A]one@",
    ],
)
def test_an_element_ends_at_its_position(source: str) -> None:
    found = outline(source.replace("@", ""))
    element = next(each for each in found.elements if not each.shortcode.single)
    place = found.place(element.end.offset)
    assert place
    assert place[0] == source.index("@")


@pytest.mark.parametrize(
    ("source", "doubtful"),
    [
        ("[mks_toggle title=A]\n\nText.", ["mks_toggle"]),
        ("[mks_toggle title=A]x\n\nText.", []),
        ("[mks_toggle title=A][/mks_toggle]\n\nText.", []),
        ("[mks_tabs]\n[mks_tab_item title=A]\n\nText.", ["mks_tabs", "mks_tab_item"]),
        (
            "[mks_tabs]\n[mks_tab_item title=A]\n[mks_tab_item title=B]x[/mks_tab_item]\n[/mks_tabs]",
            [],
        ),
        ("[mks_tabs]\n[mks_tab_item title=A]\n[/mks_tabs]", []),
        ("[mks_separator]\n\nText.", []),
    ],
)
def test_an_unclosed_empty_element_is_doubtful(source: str, doubtful: list[str]) -> None:
    found = outline(source)
    names = [each.shortcode.name for each in found.elements if found.is_doubtful(each)]
    assert names == doubtful


@pytest.mark.parametrize(
    "source",
    [
        "[mks_tabs]\n@Lost.\n[mks_tab_item title=A]x[/mks_tab_item]\n[/mks_tabs]",
        "[mks_tabs]\n[mks_tab_item title=A]x[/mks_tab_item]\n\n> @Lost.\n\n[/mks_tabs]",
        "[mks_tabs][mks_tab_item title=A]x[/mks_tab_item]@*Lost*[/mks_tabs]",
    ],
)
def test_text_outside_items_is_found(source: str) -> None:
    found = outline(source.replace("@", ""))
    place = found.text_outside_items(found.elements[0])
    assert place is not None
    assert source.replace("@", "")[place:].lstrip("*").startswith("Lost")
