"""Foreign elements, SVG and MathML, end where browsers end them."""

from __future__ import annotations

from itertools import product

import pytest

from pelican_mks.html.foreign import foreign
from pelican_mks.html.tokens import Tokens
from tests.oracle import parse_body

UNCLOSED = "(?P<word>(?!))"
CASES = {
    "<svg><path/></svg>a": "a",
    "<svg/>a": "a",
    "<svg a=b/>a</svg>b": "b",
    "<svg a='b'/>a": "a",
    "<svg a/>a": "a",
    "<svg a='b' / a / />a": "a",
    "<svg/a>a</svg>b": "b",
    "<svg/a=b/>a</svg>b": "b",
    "<svg / >a</svg>b": "b",
    "<svg><svg></svg>a</svg>b": "b",
    "<svg><svg/>a</svg>b": "b",
    "<math><svg></math>a": "a",
    "<svg><a title='</svg>'>a</svg>b": "b",
    "<svg><!--</svg>-->a</svg>b": "b",
    "<svg><![CDATA[</svg>]]]>a</svg>b": "b",
    "<svg><style></svg>a": "a",
    "<svg><title></svg>a": "a",
    "<svg><title><style></svg></style></title></svg>a": "a",
    "<svg><foreignObject><p>a</p></foreignObject></svg>b": "b",
    "<svg><p>a": "<p>a",
    "<svg><desc><svg></svg></desc>a</svg>b": "b",
    "<svg></p>a": "</p>a",
    "<svg></br>a": "</br>a",
    "<svg></b>a</div>b": "</div>b",
    "<svg><font size=1>a": "<font size=1>a",
    "<svg><font x=1>a</svg>b": "b",
    "<math><mi><b>a</b></mi></math>b": "b",
    "<svg><font xsize=1 a='size'>a</svg>b": "b",
    "<svg><font a=' size=1'>a</svg>b": "b",
    "<svg><![CDATA[</svg>a": "",
    "<svg><path>a": "",
    "<svg><path title='a": "",
}


@pytest.mark.parametrize(("html", "after"), CASES.items())
def test_a_foreign_element_ends_where_a_browser_ends_it(html: str, after: str) -> None:
    start_tag = Tokens(html, UNCLOSED).next(0)
    assert start_tag
    assert html[foreign(html, start_tag, "div".__eq__).end :] == after


def test_an_unmatched_end_tag_is_recorded() -> None:
    html = "<svg></b><g><a></a></g></section><desc></b></desc></g></svg></b>"
    start_tag = Tokens(html, UNCLOSED).next(0)
    assert start_tag
    unmatched = foreign(html, start_tag, "div".__eq__).unmatched
    assert [html[start:end] for start, end in unmatched] == ["</b>", "</section>", "</g>"]


def test_a_start_tag_closes_itself_as_in_html5lib() -> None:
    for pieces in product(["", "/", "a", "=", " ", "'x'", '"y/"'], repeat=4):
        rest = "".join(pieces)
        if not rest or rest[0] in "/ ":
            html = f"<svg{rest}>text</svg>"
            start_tag = Tokens(html, UNCLOSED).next(0)
            assert start_tag, html
            (drawing,) = parse_body(html).iter("{http://www.w3.org/2000/svg}svg")
            is_empty = foreign(html, start_tag, "div".__eq__).end == start_tag.end()
            assert is_empty == (drawing.text is None), html
