"""Generated posts that resemble real ones, with the words and titles that readers see."""

from __future__ import annotations

import random
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a post as WordPress stores it."""

    source: str
    words: str
    """Its visible words, without tab titles."""
    titles: tuple[str, ...] = ()
    """The titles of its tabs."""
    inline: bool = False
    """Whether it may be in a list item or table cell."""


PIECES = (
    Piece("Plain prose, with a comma; and a [bracket] [1] [in the firm] (so it is).", "Plain prose, with a comma; and a [bracket] [1] [in the firm] (so it is).", inline=True),
    Piece("For the dough:\n- 2 eggs\n- 500 g of flour\n-- a pinch of salt", "For the dough: - 2 eggs - 500 g of flour -- a pinch of salt"),
    Piece("+ plus\n+ more\n* star *\n> quoted?\n# 1 of 2\n#hashtag\n=====\n-----", "+ plus + more * star * > quoted? # 1 of 2 #hashtag ===== -----"),
    Piece("1. Open the box.\n2. Take it out.\n10) Close it.\n3 - Mount the partition (using the “mount” tool)", "1. Open the box. 2. Take it out. 10) Close it. 3 - Mount the partition (using the “mount” tool)"),
    Piece("It costs $5 or 4€; a|b, x^2, H~2~O, 2 * 3 * 4, a_b_c, __init__, _blank, *not* `code`, 50% & more &amp; &lt;b&gt; \\o/ C:\\new\\*.txt {x} {: .y }", "It costs $5 or 4€; a|b, x^2, H~2~O, 2 * 3 * 4, a_b_c, __init__, _blank, *not* `code`, 50% & more & <b> \\o/ C:\\new\\*.txt {x} {: .y }", inline=True),
    Piece("![no picture] [no](link) [x]: y &amp;copy; &amp;#35; 3 &lt; 4 > 2 <3", "![no picture] [no](link) [x]: y &copy; &#35; 3 < 4 > 2 <3", inline=True),
    Piece("[ref]: http://example.org\n: a colon\n~~~\n| a | b |\n|---|---|\n| 1 | 2 |", "[ref]: http://example.org : a colon ~~~ | a | b | |---|---| | 1 | 2 |"),
    Piece('<pre>$ sudo mount -t ext4 /dev/sdb1 /mnt\n# * not a list\n[mks_tabs]\n\n\techo "$HOME" | grep -v \'^#\' && rm *_old</pre>', '$ sudo mount -t ext4 /dev/sdb1 /mnt # * not a list [mks_tabs] echo "$HOME" | grep -v \'^#\' && rm *_old'),
    Piece('<pre class="brush: bash; title: ; notranslate">for f in *; do echo "${f}" &gt;&gt; x; done</pre>', 'for f in *; do echo "${f}" >> x; done'),
    Piece('<pre lang="nosuchlanguage">a `b` ``` c</pre>', "a `b` ``` c"),
    Piece('[code language="python"]\ndef f(*a, **k):\n    return a < 3 and "[mks_tabs]"\n[/code]', 'def f(*a, **k): return a < 3 and "[mks_tabs]"'),
    Piece("Use <code>rm -rf *_[x]</code>, <code>a|b</code> and <kbd>Ctrl</kbd>+<kbd>C</kbd>.", "Use rm -rf *_[x], a|b and Ctrl+C.", inline=True),
    Piece("<table>\n<thead>\n<tr><th>Name</th><th>a|b</th></tr>\n</thead>\n<tbody>\n<tr><td>x_y *</td><td>- 1</td></tr>\n<tr><td>[sic]</td><td>2 &amp; 3</td></tr>\n</tbody>\n</table>", "Name a|b x_y * - 1 [sic] 2 & 3"),
    Piece('<table border="1"><tbody><tr><td colspan="2">wide</td></tr><tr><td>one\ntwo</td><td><ul><li>in cell</li></ul></td></tr></tbody></table>', "wide one two in cell"),
    Piece("<ul>\n\t<li>one\n<ul>\n\t<li>deep\n<ol>\n\t<li>deeper</li>\n\t<li>deepest - 1</li>\n</ol>\n</li>\n\t<li>- dash</li>\n</ul>\n</li>\n\t<li>two</li>\n</ul>", "one deep deeper deepest - 1 - dash two"),
    Piece('<ol start="9">\n<li>nine\n\nsecond paragraph</li>\n<li>ten<pre>code in\n\n  a list</pre></li>\n<li><pre>first</pre></li>\n</ol>', "nine second paragraph ten code in a list first"),
    Piece("<ul><li>a</li></ul><ul><li>b</li></ul>\n<ol><li>1</li></ol>", "a b 1"),
    Piece('<div style="text-align: center;">Centred <em>prose</em></div>\n<div class="box"><p>Boxed.</p><ul><li>in a box</li></ul></div>', "Centred prose Boxed. in a box"),
    Piece('<div>Google\n\n<div>Docs</div>\n<div><span style="font-weight: 400;">paste</span></div></div>', "Google Docs paste"),
    Piece('<p style="text-align: right;" dir="rtl">مرحبا بالعالم، هذا نص. <strong>مهم</strong></p>', "مرحبا بالعالم، هذا نص. مهم"),
    Piece("中文。「对党忠诚」、<strong>为党</strong>分忧\n　　全角空格开头\n日本語*テスト*_テスト_です。", "中文。「对党忠诚」、为党分忧 全角空格开头 日本語*テスト*_テスト_です。"),
    Piece("Emoji 😀 👩‍👩‍👧 ❤️ 🇳🇱 and <em>emphasis</em>inside<strong>words</strong>.", "Emoji 😀 👩‍👩‍👧 ❤️ 🇳🇱 and emphasisinsidewords.", inline=True),
    Piece("Before\n\n&nbsp;\n\nafter&nbsp;: 1&nbsp;000", "Before after : 1 000"),
    Piece("<blockquote>Said\nso.\n\n<cite>Her - 1960</cite></blockquote>", "Said so. Her - 1960"),
    Piece('<h2>Heading #1 C#</h2>\nBelow. <h3 style="text-align: center;">Sub<br />line {x}</h3>', "Heading #1 C# Below. Sub line {x}"),
    Piece("<dl><dt>Term</dt><dd>Definition : 1</dd></dl>", "Term Definition : 1"),
    Piece('Water is H<sub>2</sub>O, <del>wrong</del> <ins>right</ins>, <u>under</u>, <s>struck</s>, <mark>marked</mark> <small>small</small> <abbr title="x">ab</abbr>, <span style="color: #f00;">red</span>.', "Water is H2O, wrong right, under, struck, marked small ab, red.", inline=True),
    Piece('Wow!<a href="https://example.org/a_b?x=1&amp;y=(2)" target="_blank">a [nested] link_</a> <a href="#n1"><sup>[1]</sup></a> https://example.org/_x_ <img class="alignleft size-full wp-image-7" src="https://example.org/a_b.jpg" alt="" width="3" />', "Wow!a [nested] link_ [1] https://example.org/_x_", inline=True),
    Piece('[caption id="attachment_7" align="alignright" width="300"]<a href="https://example.org/l.jpg"><img class="size-medium wp-image-7" src="https://example.org/s.jpg" alt="Boats" width="300" height="200" /></a> Boats * at <em>noon</em> [sic][/caption]', "Boats * at noon [sic]"),
    Piece('<iframe src="https://example.org/embed" width="1" height="1"></iframe>', ""),
    Piece('<figure class="wp-block-image size-large"><img src="https://example.org/x.jpg" alt="x"/><figcaption class="wp-element-caption">Under <strong>it</strong> *</figcaption></figure>', "Under it *"),
    Piece('Text [mks_highlight color="#ff0"]lit *up*[/mks_highlight], [mks_dropcap style="letter"]D[/mks_dropcap]rop.', "Text lit *up*, Drop.", inline=True),
    Piece("text<!--more-->\n\nrest <!-- a comment -->of it", "text rest of it"),
    Piece("<p>One <b>bold\n\n<p>Two <i>unclosed", "One bold Two unclosed"),
    Piece("Lines<br />with<br>breaks<br />\n- and dashes", "Lines with breaks - and dashes"),
    Piece("    indented by four\n\n\tand by a tab", "indented by four and by a tab"),
)  # fmt: skip
BLOCKS = (
    Piece("<!-- wp:paragraph -->\n<p>Block prose, 2 * 3<br>- dash<br>1. one</p>\n<!-- /wp:paragraph -->", "Block prose, 2 * 3 - dash 1. one"),
    Piece('<!-- wp:list {"ordered":true} -->\n<ol class="wp-block-list"><!-- wp:list-item -->\n<li>item<!-- wp:list -->\n<ul class="wp-block-list"><!-- wp:list-item -->\n<li>sub_item</li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list --></li>\n<!-- /wp:list-item --></ol>\n<!-- /wp:list -->', "item sub_item"),
    Piece('<!-- wp:code -->\n<pre class="wp-block-code"><code lang="bash" class="language-bash">echo &lt;b> \\\n  "[x]"</code></pre>\n<!-- /wp:code -->', 'echo <b> \\ "[x]"'),
    Piece('<!-- wp:table -->\n<figure class="wp-block-table"><table class="has-fixed-layout"><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table></figure>\n<!-- /wp:table -->', "A B 1 2"),
    Piece('<!-- wp:quote -->\n<blockquote class="wp-block-quote"><!-- wp:paragraph -->\n<p>Quoted</p>\n<!-- /wp:paragraph --><cite>by</cite></blockquote>\n<!-- /wp:quote -->', "Quoted by"),
    Piece('<!-- wp:columns -->\n<div class="wp-block-columns"><!-- wp:column -->\n<div class="wp-block-column"><!-- wp:paragraph -->\n<p>left</p>\n<!-- /wp:paragraph --></div>\n<!-- /wp:column --></div>\n<!-- /wp:columns -->', "left"),
    Piece('<!-- wp:heading {"level":3} -->\n<h3 class="wp-block-heading" id="h">Block # heading</h3>\n<!-- /wp:heading -->', "Block # heading"),
    Piece('<!-- wp:html -->\n<div id="own"><b>own</b>\n<i>html</i></div>\n<!-- /wp:html -->', "own html"),
    Piece('<!-- wp:separator -->\n<hr class="wp-block-separator"/>\n<!-- /wp:separator -->', ""),
)  # fmt: skip


@dataclass(slots=True)
class Post:
    """A whole post."""

    slug: str
    content: str = ""
    words: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    def add(self, piece: Piece) -> None:
        self.content += piece.source + "\n\n"
        self.words += piece.words.split()
        self.titles += piece.titles


def corpus(number: int) -> list[Post]:
    """Generate `number` posts, the same on each call."""
    chance = random.Random(16)  # noqa: S311 - not for security
    posts = [_post(f"single-{place}", [piece]) for place, piece in enumerate(PIECES)]
    posts += [_post(f"block-{place}", [piece]) for place, piece in enumerate(BLOCKS)]
    kinds = (_tabs, _toggle, _accordion, _columns, _in_quotation, _in_list)
    posts += [
        _post(f"{kind.__name__.strip('_')}-{place}", [kind([piece], chance)])
        for place, piece in enumerate(PIECES)
        for kind in (_tabs, kinds[1 + place % 4], *([_in_list] if piece.inline else []))
    ]
    while len(posts) < number:
        is_block = chance.random() < 0.2
        pieces = chance.sample(BLOCKS if is_block else PIECES, chance.randint(3, 6))
        for _ in range(chance.randint(1, 3)):
            some = [pieces.pop() for _ in range(min(len(pieces), chance.randint(1, 3)))]
            if some:
                made = chance.choice(kinds[:4])(some, chance)
                pieces.insert(chance.randint(0, len(pieces)), made)
        posts.append(_post(f"mixed-{len(posts)}", pieces))
    return posts


def _post(slug: str, pieces: list[Piece]) -> Post:
    post = Post(slug)
    for piece in pieces:
        post.add(piece)
    if len(slug) % 3 == 0:
        post.content = post.content.replace("\n", "\r\n")
    return post


def _tabs(pieces: list[Piece], chance: random.Random) -> Piece:
    bodies = [_body(piece, chance) for piece in pieces]
    titles = [f"Tab {place}" for place in range(len(pieces))]
    items = "\n".join(
        f'[mks_tab_item title="{title}"]{body}[/mks_tab_item]'
        for title, body in zip(titles, bodies, strict=True)
    )
    return Piece(f"[mks_tabs nav=”horizontal”]\n{items}\n[/mks_tabs]", *_inside(pieces, titles))


def _toggle(pieces: list[Piece], chance: random.Random) -> Piece:
    body = "\n\n".join(piece.source for piece in pieces)
    words, titles = _inside(pieces, [None] * len(pieces))
    gap = chance.choice(("\n", "\n\n"))
    return Piece(
        f'[mks_toggle title="A &amp; b_c" state="open "]{gap}{body}{gap}[/mks_toggle]',
        f"A & b_c {words}",
        titles,
    )


def _accordion(pieces: list[Piece], chance: random.Random) -> Piece:
    items = "\n".join(
        f"[mks_accordion_item title='It’s {place}']{_body(piece, chance)}[/mks_accordion_item]"
        for place, piece in enumerate(pieces)
    )
    words = " ".join(f"It’s {place} {piece.words}" for place, piece in enumerate(pieces))
    _, titles = _inside(pieces, [None] * len(pieces))
    return Piece(f"[mks_accordion]\n{items}\n[/mks_accordion]", words, titles)


def _columns(pieces: list[Piece], chance: random.Random) -> Piece:
    columns = "\n".join(f"[mks_one_half]{_body(piece, chance)}[/mks_one_half]" for piece in pieces)
    return Piece(f"[mks_col]\n{columns}\n[/mks_col]", *_inside(pieces, [None] * len(pieces)))


def _in_quotation(pieces: list[Piece], chance: random.Random) -> Piece:
    tabs = _tabs(pieces, chance)
    return Piece(
        f"<blockquote>Said:\n\n{tabs.source}</blockquote>", f"Said: {tabs.words}", tabs.titles
    )


def _in_list(pieces: list[Piece], chance: random.Random) -> Piece:
    tabs = _tabs(pieces, chance)
    source = f"<ul>\n<li>{pieces[0].source}</li>\n<li>With tabs:\n\n{tabs.source}</li>\n</ul>"
    return Piece(source, f"{pieces[0].words} With tabs: {tabs.words}", tabs.titles)


def _body(piece: Piece, chance: random.Random) -> str:
    if piece.inline and chance.random() < 0.5:
        return piece.source
    gap = chance.choice(("\n", "\n\n"))
    return f"{gap}{piece.source}{gap}"


def _inside(pieces: list[Piece], titles: list[str] | list[None]) -> tuple[str, tuple[str, ...]]:
    """Return the words and titles of pieces."""
    found: list[str] = []
    for piece, title in zip(pieces, titles, strict=True):
        found += (*([title] if title else []), *piece.titles)
    return " ".join(piece.words for piece in pieces), tuple(found)
