"""Code in Markdown stays code: no shortcode in it is rendered, and none of it becomes live."""

from __future__ import annotations

import markdown
import pytest

from pelican_mks import transform
from tests.oracle import parse_body
from tests.security.pages import elements, newly_live

SCRIPT = '[mks_button title="<script>alert(1)</script>"]'
EXTENSIONS = ("pelican_mks.markdown", "extra")
WITH_HIGHLIGHTER = (*EXTENSIONS, "codehilite")
CODE = {
    "indented, with code in it": f"    x=`date` # {SCRIPT}",
    "indented, after a paragraph": f"Text\n\n    x=`date` # {SCRIPT}",
    "indented, in a list": f"- Text\n\n        x=`date` # {SCRIPT}",
    "indented by a tab": f"\tx=`date` # {SCRIPT}",
    "after code between double backticks": f"`` a ``{SCRIPT}` b ``",
    "in code between double backticks": f"`` a `{SCRIPT}` b ``",
    "after HTML with a backtick": f"<p>it`s</p>\n`{SCRIPT}`",
    "in code": f"`{SCRIPT}`",
    "in code on several lines": f"`a\n{SCRIPT}`",
    "in a fence": f"```\n{SCRIPT}\n```",
    "in a fence of tildes": f"~~~\n`a\n{SCRIPT}\n~~~",
    "in an unclosed fence, with code": f"```\n`a` {SCRIPT}\n```",
    "after an escaped backtick": f"\\` a `{SCRIPT}`",
    "between items": f"[mks_tabs]\n    `a` {SCRIPT}\n[mks_tab_item title=A]x[/mks_tab_item][/mks_tabs]",
    "in an item": f"[mks_toggle title=A]\n\n    `a` {SCRIPT}\n\n[/mks_toggle]",
}


def rendered(written: str, *extensions: str) -> tuple[str, str]:
    """The HTML of Markdown without the plugin, and with it."""
    others = [each for each in extensions if each != "pelican_mks.markdown"]
    plain = markdown.markdown(written, extensions=others)
    return plain, transform(markdown.markdown(written, extensions=list(extensions))).html


@pytest.mark.parametrize("extensions", [EXTENSIONS, WITH_HIGHLIGHTER], ids=["plain", "codehilite"])
@pytest.mark.parametrize("written", CODE.values(), ids=CODE)
def test_code_stays_code(written: str, extensions: tuple[str, ...]) -> None:
    plain, html = rendered(written, *extensions)
    assert newly_live(plain, html) == set()
    if not any(each.tag == "script" for each in elements(parse_body(plain))):
        assert "alert(1)" in "".join(parse_body(html).itertext())
    assert "\x02" not in html
    assert "wzxhzdk" not in html


@pytest.mark.parametrize("extensions", [EXTENSIONS, WITH_HIGHLIGHTER], ids=["plain", "codehilite"])
@pytest.mark.parametrize(
    "written",
    ['    echo `date` [mks_button title="x"]', "a\n\n    `b` [mks_icon icon=x] `c`\n    [mks_tabs]",
     '    <b>`date`</b> [mks_button title="x"] & `y`'],
)  # fmt: skip
def test_indented_code_shows_what_its_author_wrote(
    written: str, extensions: tuple[str, ...]
) -> None:
    _, html = rendered(written, *extensions)
    text = "".join(parse_body(html).itertext())
    code = [line[4:] for line in written.split("\n") if line.startswith("    ")]
    assert [line for line in code if line not in text] == []
