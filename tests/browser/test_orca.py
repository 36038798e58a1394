"""What a screen reader says about tabs: Orca, in Chromium and Firefox."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.browser import chromium, orca
from tests.browser.conftest import ENGINE
from tests.browser.orca import Said
from tests.browser.pages import tabs
from tests.browser.server import Server, Site

TRANSLATION, ORIGINAL = "To be loyal to the party", "对党忠诚"
SOURCE = (
    '<p><a href="#end">Start here</a></p>'
    + tabs(
        ("Translation", f"<p>{TRANSLATION}.</p>"),
        ("Original", f"<p>{ORIGINAL}</p>"),
        attributes='label="The vow"',
    )
    + '<p id="end">After the widget.</p>'
)
STEPS = (
    ("Tab", "Start here"),
    ("Tab", "1 of 2"),
    ("Right", "2 of 2"),
    ("Tab", "Browse mode"),
    ("Down", "After the widget"),
    ("Up", ORIGINAL),
    ("Up", "1 of 2"),
)
"""Keys, and the last words that Orca says after each."""


@pytest.fixture(scope="module")
def heard() -> Iterator[list[Said]]:
    """What Orca says while keys move to the tabs, through them, into the panel, out of it, and back."""
    if chromium.is_skipped() or orca.missing():
        pytest.skip(orca.ADVICE)
    if ENGINE == "webkit":
        pytest.skip("Orca reads no page in WebKitGTK's MiniBrowser that WebDriver drives")
    site = Site()
    server = Server(site)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    address = site.publish(SOURCE, language="en")
    with ExitStack() as stack:
        stack.callback(server.server_close)
        stack.callback(server.shutdown)
        reader = orca.start(stack, ENGINE, address, "A page")
        yield [said for key, until in STEPS for said in reader.press(key, until)]


def whole(heard: list[Said]) -> str:
    return " ".join(each.text for each in heard)


def test_tabs_are_announced_with_their_positions(heard: list[Said]) -> None:
    said = whole(heard)
    first, second = "Translation page tab. 1 of 2.", "Original page tab. 2 of 2."
    assert -1 < said.find("Start here") < said.find(first) < said.find(second)


def test_the_panel_is_read_between_its_tabs_and_what_follows(heard: list[Said]) -> None:
    backwards = whole(heard).partition("After the widget.")[2]
    text, tabs = ORIGINAL, "Translation page tab. 1 of 2. Original page tab. 2 of 2."
    assert -1 < backwards.find(text) < backwards.find(tabs)


def test_a_hidden_panel_is_never_read(heard: list[Said]) -> None:
    read_on_load, _, on_the_way = whole(heard).rpartition("Start here")
    before, _, after = on_the_way.partition("Original page tab.")
    assert after
    assert ORIGINAL not in read_on_load + before
    assert TRANSLATION not in after


def test_the_original_is_read_by_a_voice_of_its_language(heard: list[Said]) -> None:
    (original,) = (each for each in heard if ORIGINAL in each.text)
    assert original.language == "zh"
    assert {each.language for each in heard if "page tab" in each.text} <= {"en", ""}
