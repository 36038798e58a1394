"""No URL runs code, whether it begins with a Pelican placeholder or contains one later."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest

from pelican_mks import transform
from tests.oracle import parse_body
from tests.security.pages import live
from tests.settings import ALL_ENABLED
from tests.sites import article, build

NAMES = ("index", "tag", "category", "author", "static", "filename", "attach", "INDEX")
PLACEHOLDERS = (
    *(f"{{{name}}}" for name in NAMES),
    "|filename|",
    "|index|",
    "{index|",
    "{unknown}",
    "{index}{index}",
)
CODE = (
    "javascript:x?%0Aalert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)", "vbscript:x", "data:text/html,x", " javascript:x", "x:y", "//evil.example/x",
    "//[", "//]", "//a℀b", "/javascript:x", "%20javascript:x", "../x/javascript:x", "x/../javascript:x", "?javascript:x", "#javascript:x", ";javascript:x", "",
)  # fmt: skip
FORMS = ('[mks_button title=A url="{}"]', '[mks_social icon=x url="{}"]', '[gallery src="{}" link=file]',
         '[video src="{}" poster="{}"]', '[embed src="{}"][/embed]', "[embed]{}[/embed]")  # fmt: skip


@pytest.mark.parametrize("placeholder", ["{index}", "{tag}", "{category}", "{author}", "{static}", "{filename}", "{attach}", "{INDEX}", "|filename|"])  # fmt: skip
@pytest.mark.parametrize("code", ["javascript:x?%0Aalert(1)", "JAVASCRIPT:x", "data:x", "mailto:x", "/javascript:x", "%20javascript:x", "x/../javascript:x", "./x%3Ay", "//evil.example", "//]"])  # fmt: skip
def test_only_a_path_may_follow_a_placeholder(placeholder: str, code: str) -> None:
    result = transform(f'[mks_button title=A url="{placeholder}{code}"]')
    assert 'href="#"' in result.html
    assert [each.code for each in result.diagnostics] == ["MKS011"]


@pytest.mark.parametrize("relative", [True, False])
def test_no_link_runs_code_after_pelican_has_replaced_it(tmp_path: Path, *, relative: bool) -> None:
    urls = [placeholder + code for placeholder in PLACEHOLDERS for code in CODE]
    forms = cycle(FORMS)
    body = "\n\n".join(next(forms).replace("{}", each) for each in urls)
    site = build(
        tmp_path,
        {"one.md": article(body)},
        RELATIVE_URLS=relative,
        MKS_SHORTCODES=["meks", "wordpress"],
    )
    page = site.page("one.html")
    text = page.partition("<article")[2].partition("</article>")[0]
    found = parse_body(text)
    assert len([each for each in found.iter() if each.get("href")]) > 100
    assert {piece for piece in live(found) if piece.attribute} == set()


@pytest.mark.parametrize("path", ["/a.jpg", "a b.md", "../x?y=1:2#z:1", "ä.md", "x"])
def test_a_path_after_a_placeholder_is_kept(path: str) -> None:
    result = transform(f'[mks_button title=A url="{{static}}./{path}"]', settings=ALL_ENABLED)
    assert 'href="{static}./' in result.html
    assert not result.diagnostics
