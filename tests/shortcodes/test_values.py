"""Every attribute of every shortcode, with a valid value, an invalid one and hostile ones."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_mks import Result
from pelican_mks import transform as transform_with
from pelican_mks.families.registry import BUILT_IN as BY_NAME
from pelican_mks.render.icons import find_icon
from pelican_mks.render.settings import Settings
from pelican_mks.shortcodes.declaration import Attribute, Shortcode
from tests.cases import check_each
from tests.oracle import parse_body
from tests.reach import reached
from tests.settings import ALL_ENABLED

SHORTCODES = tuple(BY_NAME.values())


@dataclass(frozen=True, slots=True)
class Values:
    """An attribute's valid value and the HTML that shows it; an invalid value and the HTML used instead."""

    valid: str
    shows: str
    invalid: str = ""
    instead: str = ""


ID = Values("my-part", 'id="my-part"', "1 part", ' id="')
LANG = Values("pt-BR", 'lang="pt-BR"', "?", "<p>Text</p>")
DIR = Values("rtl", 'dir="rtl"', "up", "<p>Text</p>")
CLASS = Values("wide dark", ' wide dark"', "mks-tabs", "<p>Text</p>")
TITLE = Values("A &amp; <b>b</b>", "A &amp; <b>b</b>", " ", ">Title<")
URL = Values("https://e.org/?a=1&b=2", 'href="https://e.org/?a=1&amp;b=2"', "data:text/html,x", ">")
TARGET = Values("_blank", 'target="_blank" rel="noopener"', "top", ">")
BACKGROUND = Values("#900", "--mks-background:#990000", "reddish", ">")
COLOUR = Values("teal", "--mks-color:#008080", "url(x)", ">")
ROCKETS = [found.path for kind in ("fa", "sl") if (found := find_icon("rocket", kind))]
AUDIO = ("src", "mp3", "m4a", "ogg", "oga", "wav", "flac", "wma")
VIDEO = ("src", "mp4", "m4v", "webm", "ogv", "wmv", "flv")

VALUES = {
    "mks_tabs": {
        "nav": Values("vertical", 'data-nav="vertical"', "diagonal", ">"),
        "label": Values("Say &quot;A&quot;", 'data-label="Say &quot;A&quot;"'),
        "sync": Values("off", 'data-sync="off"', "maybe", ">"),
        "layout": Values("parallel", 'data-parallel="1"', "beside", ">"),
        "id": ID,
    },
    "mks_tab_item": {
        "title": TITLE,
        "lang": LANG,
        "dir": DIR,
        "id": ID,
        "active": Values("on", "data-active", "perhaps", ">"),
    },
    "mks_toggle": {
        "title": TITLE,
        "state": Values(
            "open ", '<details class="mks-toggle" open>', "ajar", '<details class="mks-toggle">'
        ),
        "lang": LANG,
        "dir": DIR,
        "id": ID,
    },
    "mks_accordion_item": {"title": TITLE, "lang": LANG, "dir": DIR, "id": ID},
    "mks_col": {"class": CLASS, "bootstrap": Values("true", "mks-columns", "maybe", "mks-columns")},
    "mks_one_half": {"class": CLASS},
    "mks_one_third": {"class": CLASS},
    "mks_one_quarter": {"class": CLASS},
    "mks_two_thirds": {"class": CLASS},
    "mks_highlight": {
        "color": Values(
            "#ff0",
            "--mks-background:#ffff00;--mks-color:#000000",
            "yellowish",
            '<mark class="mks-highlight">',
        ),
    },
    "mks_dropcap": {
        "style": Values("circle", "mks-dropcap--circle", "star", 'class="mks-dropcap"'),
        "size": Values("60px", "--mks-size:60px", "huge", 'class="mks-dropcap"'),
        "bg_color": Values("#fc0", "--mks-background:#ffcc00", "brightish", "mks-dropcap--circle"),
        "txt_color": COLOUR,
    },
    "mks_button": {
        "size": Values("small", "mks-button--small", "tiny", 'class="mks-button"'),
        "style": Values("squared", "mks-button--squared", "oval", 'class="mks-button"'),
        "title": Values("A &amp; <b>b</b>", "A &amp; <b>b</b>"),
        "url": URL,
        "target": TARGET,
        "icon": Values("fa-star", '<svg class="mks-icon"', "../star", ">"),
        "icon_type": Values("sl", f'd="{ROCKETS[1]}"', "ms", f'd="{ROCKETS[0]}"'),
        "bg_color": BACKGROUND,
        "txt_color": Values("#ff0", "--mks-color:#ffff00", "url(x)", ">"),
        "nofollow": Values("1", 'rel="nofollow"', "never", ">"),
    },
    "mks_social": {
        "icon": Values("googleplus", ">Google+<", "a/b", ">"),
        "style": Values(
            "circle", "mks-social--circle", "star", 'class="mks-social mks-social--text"'
        ),
        "size": Values("32", "--mks-size:32px", "-1", 'class="mks-social mks-social--text"'),
        "url": URL,
        "target": Values("_self", ">", "top", ">"),
    },
    "mks_icon": {
        "icon": Values("fa-star", '<svg class="mks-icon"', "a/star", ""),
        "type": Values("sl", f'd="{ROCKETS[1]}"', "ms", f'd="{ROCKETS[0]}"'),
        "color": Values("teal", "--mks-color:#008080", "url(x)", "<svg"),
        "title": Values("A &amp; <b>b</b>", '<span class="mks-unseen">A &amp; <b>b</b></span>'),
    },
    "mks_pullquote": {
        "align": Values("right", "mks-pullquote--right", "middle", 'class="mks-pullquote"'),
        "width": Values("250", "--mks-width:250px", "wide", 'class="mks-pullquote"'),
        "size": Values("30", "--mks-size:30px", "0", 'class="mks-pullquote"'),
        "bg_color": BACKGROUND,
        "txt_color": Values("#ff0", "--mks-color:#ffff00", "url(x)", ">"),
    },
    "mks_separator": {
        "style": Values("dashed", "mks-separator--dashed", "wavy", '<hr class="mks-separator">'),
        "height": Values("4", "--mks-height:4px", "high", '<hr class="mks-separator">'),
    },
    "mks_progressbar": {
        "name": Values("R &amp; D", "<span>R &amp; D</span>"),
        "level": Values("High", "<span>High</span>"),
        "value": Values("42.5%", 'value="42.5">42.5 %<', "120", 'value="80"'),
        "color": COLOUR,
        "height": Values("10", "--mks-height:10px", "0", 'class="mks-progressbar"'),
        "style": Values("rounded", "mks-progressbar--rounded", "oval", 'class="mks-progressbar"'),
    },
    "caption": {
        "id": Values("attachment_7", 'id="attachment_7"', "1 part", "<figure"),
        "align": Values(
            "aligncenter", "mks-caption--center", "middle", '<figure class="mks-caption">'
        ),
        "width": Values("300", "--mks-width:300px", "wide", '<figure class="mks-caption">'),
        "caption": Values("A &amp; <b>b</b>", "<figcaption>A &amp; <b>b</b></figcaption>"),
        "class": Values("wide dark", 'class="mks-caption wide dark"', "mks-tabs", "<figure"),
    },
    "audio": {
        **{
            name: Values("/a.x?b=1", '<source src="/a.x?b=1">', "data:audio/x,a", "&#91;audio]")
            for name in AUDIO
        },
        "loop": Values("on", '"none" loop>', "perhaps", '"none">'),
        "autoplay": Values("on", '"none">', "perhaps", '"none">'),
        "preload": Values("auto", 'preload="none"', "later", 'preload="none"'),
        "class": Values("wide dark", 'class="mks-audio wide dark"', "mks-tabs", "<audio"),
    },
    "video": {
        **{
            name: Values("/a.x?b=1", '<source src="/a.x?b=1">', "data:video/x,a", "&#91;video]")
            for name in VIDEO
        },
        "poster": Values("/p.jpg", 'poster="/p.jpg"', "javascript:x", "<video"),
        "width": Values("640", 'width="640"', "wide", "<video"),
        "height": Values("480px", 'height="480"', "high", "<video"),
        "loop": Values("on", '"none" loop>', "perhaps", '"none">'),
        "muted": Values("on", '"none" muted>', "perhaps", '"none">'),
        "autoplay": Values("on", '"none">', "perhaps", '"none">'),
        "preload": Values("auto", 'preload="none"', "later", 'preload="none"'),
        "class": Values("wide dark", 'class="mks-video wide dark"', "mks-tabs", "<video"),
    },
    "embed": {
        "src": Values("https://vimeo.com/1", 'href="https://vimeo.com/1"', "data:text/html,x", ""),
        "title": Values("A &amp; <b>b</b>", "<b>A &amp; <b>b</b></b> <span>Vimeo"),
        "poster": Values("/a.jpg", '<img src="/a.jpg" alt=""', "data:image/png,x", ">Vimeo"),
        "width": Values("500", ""),
        "height": Values("300", ""),
    },
    "gallery": {
        "src": Values("/a.jpg, /b.jpg", '<img src="/b.jpg"', "data:image/x,a", ">Gallery<"),
        "alt": Values("A &quot;cat&quot; | x", 'alt="A &quot;cat&quot;"'),
        "columns": Values("4", "<ul", "many", "<ul"),
        "link": Values("file", '<a href="/x.jpg"><img', "other", "<li><img"),
        "ids": Values("1,2, 3", ">Gallery: 1, 2, 3<", "one", ">Gallery<"),
        "include": Values("1 2", ">Gallery: 1, 2<", "one", ">Gallery<"),
        "exclude": Values("1", "<ul"),
        "size": Values("full", "<ul"),
        "order": Values("ASC", "<ul"),
        "orderby": Values("rand", "<ul"),
        "type": Values("rectangular", "<ul"),
        "class": Values("wide dark", 'class="mks-gallery wide dark"', "mks-tabs", "<ul"),
    },
}


def values_of(shortcode: Shortcode, attribute: Attribute) -> Values:
    """The values of an attribute; a failure says which entry is missing."""
    values = VALUES.get(shortcode.name, {}).get(attribute.name)
    assert values, (
        f"Add to VALUES[{shortcode.name!r}] in {__name__}: {attribute.name!r}: "
        "Values(a valid value, what the page then shows, an invalid value, what it shows instead); "
        "omit the last two if any text is valid."
    )
    return values


ALL = [(shortcode, attribute) for shortcode in SHORTCODES for attribute in shortcode.attributes]
ALL_BY_NAME = {f"{tag.name}-{each.name}": (tag, each) for tag, each in ALL}
EACH = pytest.mark.parametrize(("shortcode", "attribute"), ALL_BY_NAME.values(), ids=ALL_BY_NAME)
HOSTILE = {
    "markup": '"><script>alert(1)</script>',
    "markup without quotes": "x onmouseover=alert(1) ><img src=x onerror=alert(1)>",
    "single quotes": "'><svg onload=alert(1)></svg>",
    "javascript": "javascript:alert(1)",
    "javascript after a space": "\u00a0java\tscript:alert(1)",
    "javascript as entities": "&#106;avascript&colon;alert(1)",
    "vbscript": "VBScript:msgbox(1)",
    "data": "data:text/html;base64,PHNjcmlwdD4=",
    "expression": "expression(alert(1))",
    "url": "url(https://evil.example/x)",
    "a declaration": "red;background:url(//evil.example)",
    "a rule": "1px}body{display:none",
    "a variable": "var(--mks-x,url(x))",
    "a CSS escape": r"\72\65\64;}",
    "NUL": "a\x00b\x08\x1f\x7f\x9f",
    "NUL as an entity": "a&#0;b&#8;",
    "a surrogate": "a\ud800b",
    "bidirectional controls": "a\u202eb\u2066c\u200f\u2069",
    "10,000 letters": "a" * 10_000,
    "10,000 digits": "9" * 10_000,
    "10,000 prefixes": "fa-" * 3_333,
    "1,000 tags": "<b>" * 333,
    "a shortcode": "[mks_tabs] [/mks_toggle",
    "a shortcode as entities": "&#91;mks_icon icon=fa-star&#93;",
    "a class of ours": "mks-tabs contents",
    "a path": "../../etc/passwd",
    "a template": "{{ SITEURL }}{% raw %}",
}
STYLE = re.compile(r"(?:--mks-[a-z]+:(?:#[0-9a-f]{6}|\d{1,5}px)(?:;(?!$)|$))+")
SAFE_URL = re.compile(
    r"(?!\s)[^\x00-\x20\"<>\\^`{|}\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]*"
)
ELEMENTS = frozenset(
    [
        "html",
        "head",
        "body",
        "p",
        "b",
        "a",
        "span",
        "mark",
        "svg",
        "path",
        "i",
        "div",
        "section",
        "details",
        "summary",
        "aside",
        "hr",
        "label",
        "meter",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "figure",
        "figcaption",
        "audio",
        "video",
        "source",
        "ul",
        "li",
        "img",
    ]
)
ATTRIBUTES = frozenset(
    [
        "class",
        "id",
        "style",
        "href",
        "rel",
        "target",
        "title",
        "lang",
        "dir",
        "open",
        "name",
        "for",
        "max",
        "value",
        "role",
        "aria-hidden",
        "viewBox",
        "width",
        "height",
        "fill",
        "d",
        "data-label",
        "data-nav",
        "data-parallel",
        "data-sync",
        "data-active",
        "data-letter",
        "src",
        "alt",
        "loading",
        "controls",
        "preload",
        "poster",
        "loop",
        "muted",
    ]
)


COMPANIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "mks_dropcap": ("style=circle", ("size", "txt_color")),
    "mks_button": ("title=x icon=rocket", ()),
    "mks_social": ("url=x icon=zerply", ()),
    "mks_icon": ("icon=rocket", ()),
    "mks_progressbar": ("name=x", ("level",)),
    "audio": ("src=/x.jpg", AUDIO),
    "video": ("src=/x.jpg", VIDEO),
    "embed": ("src=https://vimeo.com/2", ("src",)),
    "gallery": ("src=/x.jpg", ("ids", "include")),
}
"""Other attributes that a shortcode's attributes need to have an effect, and those that must not have them."""


def source(shortcode: Shortcode, attributes: str) -> str:
    """A paragraph with this shortcode, in its group if it needs one."""
    tag = f"[{shortcode.name} {attributes}]"
    if not shortcode.single:
        text = "" if shortcode.name == "embed" else "Text"
        inside = f"[{shortcode.item}]Text[/{shortcode.item}]" if shortcode.item else text
        tag += f"{inside}[/{shortcode.name}]"
    return (
        f"<p>[{shortcode.group}]{tag}[/{shortcode.group}]</p>"
        if shortcode.group
        else f"<p>{tag}</p>"
    )


def companions(shortcode: Shortcode, attribute: Attribute) -> str:
    """Other attributes that an attribute needs to have an effect."""
    others, exceptions = COMPANIONS.get(shortcode.name, ("", ()))
    return " ".join(
        other
        for other in others.split()
        if attribute.name not in (*exceptions, other.partition("=")[0])
    )


def transform(html: str, settings: Settings = ALL_ENABLED) -> Result:
    return transform_with(html, settings=settings)


def value_codes(result: Result) -> list[str]:
    """The codes of diagnostics about a value."""
    return [each.code for each in result.diagnostics if each.code in ("MKS010", "MKS011")]


# Many values result in the page for the default.
@cache
def check_nothing_hostile(html: str) -> None:
    """Check that everything on the page was written by us, and that every value stays in its attribute."""
    assert re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe]", html) is None
    assert re.search(r"\[/?mks_", html) is None
    for element in parse_body(html).iter():
        assert isinstance(element.tag, str), "we write no comments"
        assert element.tag.rpartition("}")[2] in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        style = element.get("style")
        assert style is None or STYLE.fullmatch(style), style
        for name in (element.get("class") or "mks-x").split():
            assert re.fullmatch(r"[\w-]+", name)
        assert not (element.get("class") or "").startswith("contents")
        urls = (element.get(name) for name in ("href", "src", "poster"))
        for url in filter(None, urls):
            assert urlsplit(url).scheme in ("", "http", "https", "mailto", "tel"), url
            assert SAFE_URL.fullmatch(url), url


def test_every_value_belongs_to_an_attribute() -> None:
    listed = {(name, attribute) for name, values in VALUES.items() for attribute in values}
    assert listed <= {(shortcode.name, attribute.name) for shortcode, attribute in ALL}


def test_every_attribute_with_restricted_values_has_an_invalid_one() -> None:
    def check(shortcode: Shortcode, attribute: Attribute) -> None:
        values = values_of(shortcode, attribute)
        assert (attribute.allowed == "any text") == (not values.invalid)

    check_each(check, ALL_BY_NAME)


@EACH
def test_a_valid_value_is_used(shortcode: Shortcode, attribute: Attribute) -> None:
    values = values_of(shortcode, attribute)
    result = transform(
        source(shortcode, f'{attribute.name}="{values.valid}" {companions(shortcode, attribute)}')
    )
    assert value_codes(result) == []
    assert values.shows in result.html
    check_nothing_hostile(result.html)
    without = transform(source(shortcode, companions(shortcode, attribute)))
    changes_nothing = attribute.about.startswith("Has no effect")
    assert (result.html == without.html) is changes_nothing


@pytest.mark.parametrize(
    ("shortcode", "attribute"),
    [(tag, each) for tag, each in ALL if each.allowed != "any text"],
)
def test_an_invalid_value_is_reported_and_the_default_used(
    shortcode: Shortcode, attribute: Attribute
) -> None:
    values = values_of(shortcode, attribute)
    result = transform(
        source(shortcode, f'{attribute.name}="{values.invalid}" {companions(shortcode, attribute)}')
    )
    assert values.instead in result.html
    assert values.shows not in result.html or values.shows in values.instead + ">"
    if values is TITLE:
        codes = [each.code for each in result.diagnostics]
        assert ("MKS014" in codes, value_codes(result)) == (True, [])
    elif attribute.name != "state":
        assert value_codes(result) == ["MKS011"]
        message = next(each.message for each in result.diagnostics if each.code == "MKS011")
        assert attribute.name in message
        assert attribute.allowed in message
    without = transform(source(shortcode, companions(shortcode, attribute)))
    assert result.html == without.html


def check_value(html: str, settings: Settings = ALL_ENABLED) -> None:
    """Check a paragraph with a shortcode, which stays text if its tag is unterminated."""
    result = transform(html, settings)
    assert "MKS017" not in [each.code for each in result.diagnostics]
    check_unchanged(result.html, settings)
    if result.html == html:
        assert "MKS007" in [each.code for each in result.diagnostics]
    else:
        check_nothing_hostile(result.html)


@cache
def check_unchanged(html: str, settings: Settings) -> None:
    """Check that rendering the result again does not change it."""
    assert transform(html, settings).html == html


@EACH
def test_a_hostile_value_has_no_effect(shortcode: Shortcode, attribute: Attribute) -> None:
    def check(value: str) -> None:
        written = value.replace("<", "&lt;")
        for quote in ("&quot;", '"', "'", "”", ""):
            for others in {"", companions(shortcode, attribute)}:
                check_value(source(shortcode, f"{others} {attribute.name}={quote}{written}{quote}"))

    check_each(check, {name: (value,) for name, value in HOSTILE.items()})


def with_tags(shortcode: Shortcode, attribute: Attribute, value: str) -> str:
    """A shortcode whose value contains HTML tags but not the quote that delimits it."""
    quote = '"' if "'" in value else "'"
    return source(shortcode, f"{attribute.name}={quote}x {value}{quote}")


@pytest.mark.parametrize("kind", ["markup without quotes", "single quotes", "1,000 tags"])
def test_hostile_tags_in_a_value_are_removed(kind: str) -> None:
    def check(shortcode: Shortcode, attribute: Attribute) -> None:
        result = transform(with_tags(shortcode, attribute, HOSTILE[kind]))
        assert "MKS007" not in [each.code for each in result.diagnostics], "the tag is unterminated"
        check_nothing_hostile(result.html)

    check_each(check, ALL_BY_NAME)


def test_a_tag_does_not_include_the_author_s_own_script() -> None:
    def check(shortcode: Shortcode, attribute: Attribute) -> None:
        result = transform(with_tags(shortcode, attribute, HOSTILE["markup"]))
        assert "MKS007" in [each.code for each in result.diagnostics]
        assert result.html.count("<script>alert(1)</script>") == 1

    check_each(check, ALL_BY_NAME)


def test_without_inline_style_no_style_is_written() -> None:
    def check(shortcode: Shortcode, attribute: Attribute) -> None:
        values = values_of(shortcode, attribute)
        html = source(
            shortcode, f'{attribute.name}="{values.valid}" bg_color="#fc0" style="circle"'
        )
        result = transform(html, settings=replace(ALL_ENABLED, inline_style=False))
        assert "style=" not in result.html
        assert "MKS015" not in [each.code for each in result.diagnostics]

    check_each(check, ALL_BY_NAME)


hostile_tags = st.builds(
    lambda shortcode, values: source(shortcode, " ".join(values)),
    st.sampled_from(SHORTCODES),
    st.lists(
        st.builds(
            lambda attribute, value: f'{attribute}="{value}"',
            st.sampled_from(sorted({attribute.name for _, attribute in ALL})),
            st.text("a1#-:;(){}[]'\\/.%?&\u202e\u00a0 >\n\"", max_size=12),
        ),
        max_size=5,
    ),
)


@given(hostile_tags)
def test_every_value_stays_in_its_attribute(html: str) -> None:
    check_value(html)
    reached(transform(html).html != html)
